import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePem } from '../../../src/lib/formats/pem.ts';
import { exportPrivateKey } from '../../../src/lib/formats/private-key.ts';
import { planDeployment } from '../../../src/lib/plan/plan.ts';
import { createCsr } from '../../../src/lib/plan/create-csr.ts';
import { readDeployment } from '../../../src/lib/check/read-deployment.ts';
import { buildCrl } from '../../support/crls.ts';
import { privateKeyOf } from '../../support/keys.ts';
import { buildPki, type CertificateRecipe, type Hierarchy } from '../../support/pki.ts';
import { runProgram } from '../../support/programs.ts';

const day = 24 * 60 * 60 * 1000;
export const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();

/** Servers look at the real clock. */
export const current = { notBefore: inDays(-30), notAfter: inDays(300) };

const cas = {
  'lab-root': { ca: true, key: 'ec-p-384', ...current },
  'lab-int': { ca: true, issuedBy: 'lab-root', key: 'ec-p-256', ...current },
  /** As public CAs have them now. */
  'lab-server-int': { ca: true, issuedBy: 'lab-root', key: 'rsa-2048', eku: ['serverAuth'], ...current },
  'evil-root': { ca: true, key: 'ec-p-521', ...current },
} satisfies Hierarchy;

/** Certificates that something is wrong with; each is for `<case>.<zone>` where it names the right domain at all. */
const odd = {
  expired: { notBefore: inDays(-40), notAfter: inDays(-10) },
  untrusted: { issuedBy: 'evil-root' },
  'wrong-name': { subject: 'CN=somebody-else.example', san: ['dns:somebody-else.example'] },
  revoked: { serial: 667 },
  'self-signed': { issuedBy: 'self-signed', ca: false },
  'server-auth': { eku: ['serverAuth'] },
  'server-auth-ca': { issuedBy: 'lab-server-int', eku: ['serverAuth'] },
  'missing-intermediate': {},
} satisfies Record<string, CertificateRecipe>;

export type OddCase = keyof typeof odd;
export const oddCases = Object.keys(odd) as OddCase[];

/** A key and the certificates that belong to it, in PEM. */
export interface Identity {
  readonly chain: string;
  readonly key: string;
}

/** The CAs of a lab. Their certificates are made anew for every run, since real servers look at the real clock. */
export class Authority {
  readonly folder: string;
  readonly #cas = buildPki(cas);

  constructor(folder: string) {
    this.folder = folder;
    writeFileSync(join(folder, 'root.pem'), writePem('CERTIFICATE', this.#cas['lab-root'].der));
    writeFileSync(join(folder, 'int.pem'), writePem('CERTIFICATE', this.#cas['lab-int'].der));
    writeFileSync(join(folder, 'int.key.pem'), keyPem('ec-p-256'), { mode: 0o600 });
  }

  get rootPem(): string {
    return writePem('CERTIFICATE', this.#cas['lab-root'].der);
  }

  intermediatePem(name: 'lab-int' | 'lab-server-int' = 'lab-int'): string {
    return writePem('CERTIFICATE', this.#cas[name].der);
  }

  /** Lists of all CAs. */
  crls(revoked: readonly number[] = [667]): string {
    const validity = { thisUpdate: inDays(-1), nextUpdate: inDays(20) };
    const lists = [
      buildCrl(cas, { issuedBy: 'lab-root', ...validity }),
      buildCrl(cas, { issuedBy: 'lab-int', revoked, ...validity }),
      buildCrl(cas, { issuedBy: 'lab-server-int', ...validity }),
    ];
    return lists.map(({ der }) => writePem('X509 CRL', der)).join('');
  }

  /** Plans a deployment for these domains, makes the request of its Expressway-E, and signs it with openssl. */
  async certify(domains: readonly string[], aliases: readonly string[] = []): Promise<Identity> {
    const { deployment, findings } = readDeployment(deploymentText(domains, aliases));
    if (!deployment) throw new Error(findings.map(({ message }) => message).join('\n'));
    const peer = planDeployment(deployment).peers.find(({ role }) => role === 'E')!;
    const { der, keyPair } = await createCsr(peer);
    const signed = runProgram(
      'openssl',
      [
        ...['x509', '-req', '-CA', join(this.folder, 'int.pem'), '-CAkey', join(this.folder, 'int.key.pem')],
        ...['-copy_extensions', 'copyall', '-days', '90', '-CAcreateserial'],
        ...['-CAserial', join(this.folder, `${domains[0]}.srl`)],
      ],
      writePem('CERTIFICATE REQUEST', der),
    );
    if (signed.status !== 0) throw new Error(signed.stderr);
    return {
      chain: signed.stdout + this.intermediatePem(),
      key: await exportPrivateKey(keyPair.privateKey),
    };
  }

  odd(name: OddCase, domain: string): Identity {
    const isAlone = name === 'missing-intermediate' || name === 'self-signed' || name === 'untrusted';
    return this.issue({ subject: `CN=${domain}`, san: [`dns:${domain}`], ...odd[name] }, { isAlone, name });
  }

  /** A certificate by recipe, valid now where nothing else is said, with the intermediate CA's unless it is to be alone. */
  issue(recipe: CertificateRecipe, { isAlone = false, name = 'peer' } = {}): Identity {
    const whole: CertificateRecipe = {
      issuedBy: 'lab-int',
      key: 'rsa-2048',
      subject: 'CN=peer',
      eku: ['serverAuth', 'clientAuth'],
      keyUsage: ['digitalSignature', 'keyEncipherment'],
      ...current,
      ...recipe,
    };
    const made = buildPki({ ...cas, [name]: whole } as Hierarchy);
    const leaf = writePem('CERTIFICATE', made[name]!.der);
    const above = this.intermediatePem(whole.issuedBy === 'lab-server-int' ? 'lab-server-int' : 'lab-int');
    return { chain: isAlone ? leaf : leaf + above, key: keyPem(whole.key!) };
  }
}

export const keyPem = (name: string): string =>
  String(privateKeyOf(name).export({ type: 'pkcs8', format: 'pem' }));

const deploymentText = (domains: readonly string[], aliases: readonly string[]): string => `
version: 1
name: Lab
release: X14.3
services: { mra: false, xmppFederation: true, groupChatTls: ${aliases.length > 0} }
ca: private
request: { key: { type: ec, curve: P-256 } }
federationDomains: [${domains.join(', ')}]
chatNodeAliases: [${aliases.join(', ')}]
clusters:
  core: { role: C, peers: [expc.lab.example] }
  edge: { role: E, peers: [expe.lab.example] }
`;
