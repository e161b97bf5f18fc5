import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { describe, expect, it } from 'vitest';
import { normaliseBer } from '../../src/lib/asn1/ber.ts';
import { toHex } from '../../src/lib/bytes.ts';
import {
  exportPrivateKey,
  generateKeyPair,
  open,
  readCrl,
  readOcspResponse,
  validatePath,
  type Recognised,
} from '../../src/lib/index.ts';
import { generateChains } from '../support/chains/generate.ts';
import { buildCrl } from '../support/crls.ts';
import { foundFile } from '../support/found.ts';
import { judgedAt } from '../support/pki.ts';

const hex = (bytes: BufferSource): string =>
  toHex(
    ArrayBuffer.isView(bytes)
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      : new Uint8Array(bytes),
  );

const open1 = async (name: string, passphrase = 'secret'): Promise<readonly Recognised[]> =>
  (await open([{ path: name, bytes: foundFile(name) }], { passphrases: [passphrase] })).recognised;
const certificatesIn = (things: readonly Recognised[]): string[] =>
  things.flatMap((thing) => (thing.kind === 'certificate' ? [hex(new Uint8Array(thing.der))] : [])).sort();
const keysIn = (things: readonly Recognised[]): string[] =>
  things.flatMap((thing) => (thing.kind === 'private-key' ? [hex(thing.privateKey.toPkcs8())] : []));

const rsa = { type: 'rsa', bits: 2048 } as const;
const ec = { type: 'ec', curve: 'P-256' } as const;

const password = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;

/** Certificates and keys of a PKCS#12 file, as pkijs gets at them. */
async function theirPkcs12(bytes: Uint8Array<ArrayBuffer>, passphrase: string) {
  const pfx = pkijs.PFX.fromBER(bytes);
  await pfx.parseInternalValues({ password: password(passphrase), checkIntegrity: true });
  const safe = pfx.parsedValue!.authenticatedSafe!;
  await safe.parseInternalValues({
    safeContents: safe.safeContents.map(() => ({ password: password(passphrase) })),
  });
  const certificates: string[] = [];
  const keys: string[] = [];
  for (const { value } of safe.parsedValue.safeContents as { value: pkijs.SafeContents }[]) {
    for (const { bagValue } of value.safeBags) {
      if (bagValue instanceof pkijs.CertBag) {
        certificates.push(hex((bagValue.parsedValue as pkijs.Certificate).toSchema().toBER()));
      } else if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag) {
        await (
          bagValue as unknown as { parseInternalValues(settings: { password: ArrayBuffer }): Promise<void> }
        ).parseInternalValues({
          password: password(passphrase),
        });
        keys.push(hex(bagValue.parsedValue!.toSchema().toBER()));
      }
    }
  }
  return { certificates: certificates.sort(), keys };
}

describe('a PKCS#12 file holds what pkijs finds in it', () => {
  it.each([
    ['aes-256.p12', 'secret'],
    ['empty-passphrase.p12', ''],
    ['plain-certificates.p12', 'secret'],
    ['keytool.p12', 'secret'],
    ['certtool.p12', 'secret'],
  ])('%s', async (name, passphrase) => {
    const things = await open1(name, passphrase);
    const theirs = await theirPkcs12(foundFile(name), passphrase);
    expect(theirs.certificates.length).toBeGreaterThan(0);
    expect(certificatesIn(things)).toEqual(theirs.certificates);
    expect(keysIn(things)).toEqual(theirs.keys);
  });
});

it.each(['bundle.p7b', 'ber.p7m'])(
  'the PKCS#7 %s holds the certificates that pkijs finds in it',
  async (name) => {
    const bytes = normaliseBer(foundFile(name)).der;
    const content = pkijs.ContentInfo.fromBER(bytes);
    const { certificates = [] } = new pkijs.SignedData({ schema: content.content });
    const theirs = certificates.map((each) => hex((each as pkijs.Certificate).toSchema().toBER())).sort();
    expect(theirs.length).toBeGreaterThan(0);
    expect(certificatesIn(await open1(name))).toEqual(theirs);
  },
);

type Shrouded = pkijs.PKCS8ShroudedKeyBag & {
  parseInternalValues(settings: { password: ArrayBuffer }): Promise<void>;
};

/** The key of an EncryptedPrivateKeyInfo, which pkijs knows as the content of a bag. */
async function theirKey(der: Uint8Array<ArrayBuffer>, passphrase: string): Promise<string> {
  const shrouded = pkijs.PKCS8ShroudedKeyBag.fromBER(der) as Shrouded;
  await shrouded.parseInternalValues({ password: password(passphrase) });
  return hex(shrouded.parsedValue!.toSchema().toBER());
}

const derOf = (pem: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'));

describe('PKCS#8', () => {
  const keys = join(import.meta.dirname, '../../fixtures/keys');
  // pkijs gives up on EC keys of curves that it has no number for.
  const known = readdirSync(keys).filter((name) => name !== 'ec-secp256k1.pem');
  it.each(known)('%s has the algorithm and the octets that pkijs reads', async (name) => {
    const pem = readFileSync(join(keys, name), 'utf8');
    const theirs = pkijs.PrivateKeyInfo.fromBER(derOf(pem.slice(pem.indexOf('-----BEGIN'))));
    const { recognised } = await open([{ path: name, bytes: pem }]);
    expect(keysIn(recognised)).toEqual([hex(theirs.toSchema().toBER())]);
    const algorithms = recognised.map(
      (thing) => thing.kind === 'private-key' && thing.privateKey.algorithm.id,
    );
    expect(algorithms).toEqual([theirs.privateKeyAlgorithm.algorithmId]);
  });

  it.each(['pbes2-aes-192.key', 'pbes2-aes-256.key'])('%s is decrypted to the same key', async (name) => {
    const theirs = await theirKey(derOf(Buffer.from(foundFile(name)).toString()), 'secret');
    expect(keysIn(await open1(name))).toEqual([theirs]);
  });

  it.each([rsa, ec])('pkijs decrypts what is encrypted here: %o', async (kind) => {
    const { privateKey } = await generateKeyPair(kind);
    const plain = derOf(await exportPrivateKey(privateKey));
    const encrypted = await exportPrivateKey(privateKey, { passphrase: 'pässwörd' });
    expect(await theirKey(derOf(encrypted), 'pässwörd')).toBe(hex(plain));
  });
});

it('an OCSP response has the fields that pkijs reads', () => {
  const bytes = foundFile('revoked.ocsp');
  const ours = readOcspResponse(bytes).basic!;
  const { response } = pkijs.OCSPResponse.fromBER(bytes).responseBytes!;
  const theirs = pkijs.BasicOCSPResponse.fromBER(response.valueBlock.valueHexView as Uint8Array<ArrayBuffer>);
  const { tbsResponseData } = theirs;
  expect(ours.producedAt).toBe(tbsResponseData.producedAt.getTime());
  expect(hex(ours.tbs as Uint8Array<ArrayBuffer>)).toBe(
    hex(tbsResponseData.tbsView as Uint8Array<ArrayBuffer>),
  );
  expect(ours.responses.map(({ thisUpdate }) => thisUpdate)).toEqual(
    tbsResponseData.responses.map(({ thisUpdate }) => thisUpdate.getTime()),
  );
  expect(hex(ours.signature as Uint8Array<ArrayBuffer>)).toBe(
    hex(theirs.signature.valueBlock.valueHexView as Uint8Array<ArrayBuffer>),
  );
});

it('a revocation list has the entries that pkijs reads', () => {
  const { der } = buildCrl({ ca: {} }, { issuedBy: 'ca', number: 7, revoked: [1, 200, 70_000] });
  const ours = readCrl(der);
  const theirs = pkijs.CertificateRevocationList.fromBER(der);
  expect(ours.thisUpdate).toBe(theirs.thisUpdate.value.getTime());
  expect(ours.nextUpdate).toBe(theirs.nextUpdate!.value.getTime());
  expect(ours.revoked.count).toBe(theirs.revokedCertificates!.length);
  expect(hex(ours.tbs as Uint8Array<ArrayBuffer>)).toBe(hex(theirs.tbsView as Uint8Array<ArrayBuffer>));
  expect(ours.extensions.map(({ id }) => id)).toEqual(
    theirs.crlExtensions!.extensions.map(({ extnID }) => extnID),
  );
});

/** Where we refuse what pkijs accepts, each with the rule that it does not know. */
const strictHere: Readonly<Record<string, string>> = {
  'path/key-usage-empty': 'RFC 5280 4.2.1.3: at least one bit',
  'path/name-constraint-violated': 'RFC 5280 4.2.1.10: names of other forms than it compares',
  'path/name-constraints-malformed': 'RFC 5280 4.2.1.10: a leading dot, minimum and maximum',
  'path/path-length-exceeded': 'RFC 5280 6.1.4 (l), (m)',
  'path/policy-required': 'RFC 5280 6.1.5 (g): it asks for policies only where the caller does',
  'path/unknown-critical-extension': 'RFC 5280 6.1.4 (o), 6.1.5 (f)',
  'path/weak-key': 'RSA under 2048 bits',
  'path/weak-signature': 'SHA-1',
};
/** Where we accept what pkijs refuses. */
const lenientHere: readonly RegExp[] = [
  // RFC 5280 4.2.1.1: key identifiers help to find an issuer, and its key is what decides.
  /^key identifiers: (another|issuer)/,
  // RFC 5280 6.1.1 (d): an anchor is a name and a key; a certificate of version 1 can say nothing else.
  /^form of the root: version 1$/,
];

it('a chain is valid here where pkijs finds a path, but for the wanted differences', async () => {
  const seen = { same: 0, strict: new Set<string>(), lenient: 0 };
  for (const { leaf, cas, root, values } of generateChains({ seed: 9, count: 240 })) {
    const { valid, best } = await validatePath(
      leaf,
      { anchors: [root], intermediates: cas },
      { at: new Date(judgedAt), purpose: 'any', conformance: false },
    );
    const theirs = await theirVerdict(
      [leaf, ...cas].map(({ der }) => der),
      root.der,
    );
    const errors = best.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    if (theirs === 'unread' || valid === (theirs === 'accepted')) seen.same++;
    else if (valid) {
      expect(
        values.filter((value) => lenientHere.some((why) => why.test(value))),
        values.join(),
      ).not.toEqual([]);
      seen.lenient++;
    } else {
      expect(errors.filter((code) => !(code in strictHere))).toEqual([]);
      errors.forEach((code) => seen.strict.add(code));
    }
  }
  expect([...seen.strict].sort()).toEqual(Object.keys(strictHere).sort());
  expect(seen.lenient).toBeGreaterThan(0);
  expect(seen.same).toBeGreaterThan(150);
});

/** `unread`: it is none by its strict reader, which says nothing about the path. */
async function theirVerdict(
  chain: readonly Uint8Array<ArrayBuffer>[],
  root: Uint8Array<ArrayBuffer>,
): Promise<'accepted' | 'refused' | 'unread'> {
  let certs: pkijs.Certificate[];
  let trustedCerts: pkijs.Certificate[];
  try {
    certs = chain.map((der) => pkijs.Certificate.fromBER(der)).reverse();
    trustedCerts = [pkijs.Certificate.fromBER(root)];
  } catch {
    return 'unread';
  }
  const engine = new pkijs.CertificateChainValidationEngine({
    trustedCerts,
    certs,
    checkDate: new Date(judgedAt),
  });
  const { result } = await engine.verify();
  return result ? 'accepted' : 'refused';
}

it('asn1js reads the DER of everything that is handed out to its end', async () => {
  for (const name of ['aes-256.p12', 'bundle.p7b', 'expe1.crt']) {
    for (const thing of await open1(name)) {
      if ('der' in thing) {
        const der = new Uint8Array(thing.der);
        expect(asn1js.fromBER(der).offset).toBe(der.length);
      }
    }
  }
});
