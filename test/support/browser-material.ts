import type { TestProject } from 'vitest/node';
import { toBase64 } from '../../src/lib/bytes.ts';
import { buildCrl } from './crls.ts';
import { foundFile } from './found.ts';
import { ocspResponseDer } from './ocsp.ts';
import { buildPki, judgedAt, type Hierarchy } from './pki.ts';

/** What a browser cannot make or read itself; octets in base64. */
export interface BrowserMaterial {
  /** Files of fixtures/found by name. */
  readonly found: Readonly<Record<string, string>>;
  /** A chain for each kind of signature: root, sub, leaf. */
  readonly chains: Readonly<Record<string, readonly string[]>>;
  /** About the leaf of the first chain. */
  readonly ocspResponse: string;
  readonly crl: string;
  readonly judgedAt: number;
}

declare module 'vitest' {
  export interface ProvidedContext {
    readonly material: BrowserMaterial;
  }
}

export const browserFiles = [
  ...['aes-256.p12', 'rc2-40.p12', '3des.p12', 'empty-passphrase.p12', 'non-ascii.p12'],
  ...['plain-certificates.p12', 'keytool.p12', 'certtool.p12'],
  ...['pbes2-aes-256.key', 'pbes2-aes-192.key', 'pbes2-3des.key', 'pbes1-3des.key', 'scrypt.key'],
  ...['proc-type-aes-256.key', 'expe1.crt'],
];

const chain = (keys: readonly [string, string, string]): Hierarchy => ({
  root: { key: keys[0] },
  sub: { key: keys[1], issuedBy: 'root' },
  leaf: { key: keys[2], issuedBy: 'sub', serial: 7 },
});

export function setup(project: TestProject): void {
  const hierarchies = {
    'RSA and ECDSA': chain(['rsa-2048', 'ec-p-256', 'rsa-2048-b']),
    'ECDSA P-384 and P-521': chain(['ec-p-384', 'ec-p-521', 'ec-p-256']),
    Ed25519: chain(['root', 'sub', 'leaf']),
  };
  const first = hierarchies['RSA and ECDSA'];
  const certificates = buildPki(first);
  project.provide('material', {
    found: Object.fromEntries(browserFiles.map((name) => [name, toBase64(foundFile(name))])),
    chains: Object.fromEntries(
      Object.entries(hierarchies).map(([name, hierarchy]) => [
        name,
        Object.values(buildPki(hierarchy)).map(({ der }) => toBase64(der)),
      ]),
    ),
    ocspResponse: toBase64(ocspResponseDer(first, certificates, { signedBy: 'sub' })),
    crl: toBase64(buildCrl(first, { issuedBy: 'root', revoked: [7] }).der),
    judgedAt,
  });
}
