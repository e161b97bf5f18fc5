import type { Bytes } from '../../src/lib/bytes.ts';
import { buildCsr, type CsrContent } from '../../src/lib/csr/build.ts';
import { generateKeyPair, type KeyKind } from '../../src/lib/csr/key-pair.ts';
import { createCa, type Ca, type CaSettings, type CertificateProfile } from '../../src/lib/issue/index.ts';
import { contents, keyPairOf } from './requests.ts';

export const p256: KeyKind = { type: 'ec', curve: 'P-256' };
export const p384: KeyKind = { type: 'ec', curve: 'P-384' };

export const issuedAt = new Date('2026-11-30T10:00:00.500Z');

/** A CA key is no leaf's: one of each kind is for the CAs alone. */
const caKeys = new Map<string, Promise<CryptoKeyPair>>();

export async function makeCa(
  commonName: string,
  kind: KeyKind = p256,
  settings: Partial<CaSettings> = {},
): Promise<Ca> {
  const name = `${commonName} ${JSON.stringify(kind)}`;
  const pair = caKeys.get(name) ?? generateKeyPair(kind);
  caKeys.set(name, pair);
  return createCa({
    commonName,
    keyPair: await pair,
    at: issuedAt,
    notAfter: new Date('2036-11-30T10:00:00Z'),
    ...settings,
  });
}

/** A root with an issuing CA below it, both with keys of this kind. */
export async function makeCas(
  kind: KeyKind = p256,
  settings: Partial<CaSettings> = {},
): Promise<{ readonly root: Ca; readonly issuing: Ca }> {
  const { at = issuedAt } = settings;
  const root = await makeCa('Example Root CA', kind, { at });
  return { root, issuing: await makeCa('Example Issuing CA', kind, { issuer: root, ...settings }) };
}

export const profile = (changes: Partial<CertificateProfile> = {}): CertificateProfile => ({
  use: 'both',
  at: issuedAt,
  notAfter: new Date('2027-11-30T10:00:00Z'),
  takenSerials: new Set(),
  ...changes,
});

export const manyForms: CsrContent = {
  ...contents['XMPPAddress and SRVName beside DNS names']!,
  hash: 'sha256',
};

export const requestFor = async (content: Partial<CsrContent> = {}, kind: KeyKind = p256): Promise<Bytes> =>
  buildCsr({ ...manyForms, ...content }, await keyPairOf(kind));
