import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { describe, expect, it } from 'vitest';
import { ia5String, oid, sequence, tlv, utf8String } from '../../src/lib/asn1/der-writer.ts';
import { otherNameId } from '../../src/lib/asn1/oids.ts';
import { explicit, implicit } from '../../src/lib/asn1/tags.ts';
import { toHex } from '../../src/lib/bytes.ts';
import { buildCsr, type CsrContent, type RequestedName } from '../../src/lib/csr/build.ts';
import { readCsr } from '../../src/lib/csr/parse.ts';
import { readPem } from '../../src/lib/formats/pem.ts';
import { readCertificate } from '../../src/lib/x509/certificate.ts';
import { generateChains } from '../support/chains/generate.ts';
import { foundFile } from '../support/found.ts';
import { contents, keyKinds, keyKindText, keyPairOf } from '../support/requests.ts';

/** The strings that RFC 5280 appendix A and PKCS#9 give these types; all others are UTF8String. */
const stringTypes: Readonly<Record<string, string>> = { C: 'printableString', emailAddress: 'ia5String' };

function theirName({ subject, commonName }: Omit<CsrContent, 'hash'>): x509.JsonName {
  const attribute = (type: string, value: string) => ({
    [type === 'emailAddress' ? 'E' : type]: [{ [stringTypes[type] ?? 'utf8String']: value }],
  });
  return [
    ...subject.map(({ type, value }) => attribute(type, value)),
    attribute('CN', commonName),
  ] as unknown as x509.JsonName;
}

/** Their class for alternative names writes no otherName of text: the extension is given as bytes. */
function theirAltNames(names: readonly RequestedName[]): x509.Extension {
  const general = names.map(({ type, value }) => {
    if (type === 'DNS') return tlv(implicit(2), new TextEncoder().encode(value));
    const [id, text] =
      type === 'XMPP' ? [otherNameId.xmppAddr, utf8String(value)] : [otherNameId.dnsSRV, ia5String(value)];
    return tlv(explicit(0), oid(id), tlv(explicit(0), text));
  });
  return new x509.Extension('2.5.29.17', false, sequence(...general));
}

async function theirRequest(
  content: CsrContent,
  keys: CryptoKeyPair,
): Promise<x509.Pkcs10CertificateRequest> {
  const isRsa = keys.privateKey.algorithm.name !== 'ECDSA';
  const { digitalSignature, keyEncipherment } = x509.KeyUsageFlags;
  return x509.Pkcs10CertificateRequestGenerator.create(
    {
      name: theirName(content),
      keys,
      signingAlgorithm: { name: keys.privateKey.algorithm.name, hash: `SHA-${content.hash.slice(3)}` },
      extensions: [
        new x509.KeyUsagesExtension(isRsa ? digitalSignature | keyEncipherment : digitalSignature, true),
        ...(content.extendedKeyUsage.length > 0
          ? [
              new x509.ExtendedKeyUsageExtension(
                content.extendedKeyUsage.map((name) => x509.ExtendedKeyUsage[name]),
              ),
            ]
          : []),
        theirAltNames(content.names),
      ],
    },
    globalThis.crypto,
  );
}

const hashes = ['sha256', 'sha384', 'sha512'] as const;

describe('a request is, octet for octet, what @peculiar/x509 asks to be signed', () => {
  const cases = keyKinds.flatMap((kind) =>
    Object.keys({ ...contents, 'no extended key usage': true }).map(
      (name) => [keyKindText(kind), name, kind] as const,
    ),
  );
  it.each(cases)('%s, %s', async (_, name, kind) => {
    const keys = await keyPairOf(kind);
    const base = contents[name] ?? { ...contents['DNS names only']!, extendedKeyUsage: [] };
    for (const hash of kind.type === 'rsa' ? (['sha256'] as const) : hashes) {
      const content = { ...base, hash };
      const ours = readCsr(await buildCsr(content, keys));
      const theirs = readCsr(new Uint8Array((await theirRequest(content, keys)).rawData));
      expect(toHex(ours.certificationRequestInfo)).toBe(toHex(theirs.certificationRequestInfo));
      expect(toHex(ours.signatureAlgorithm.der)).toBe(toHex(theirs.signatureAlgorithm.der));
      if (kind.type === 'rsa') expect(toHex(ours.signature)).toBe(toHex(theirs.signature));
      expect(await new x509.Pkcs10CertificateRequest(ours.der).verify(globalThis.crypto)).toBe(true);
    }
  });
});

const certificates: readonly Uint8Array<ArrayBuffer>[] = [
  foundFile('expe1.crt'),
  ...generateChains({ seed: 14, count: 60 }).flatMap(({ leaf, cas, root }) =>
    [leaf, ...cas, root].filter(({ faults }) => faults.length === 0).map(({ der }) => new Uint8Array(der)),
  ),
  ...readPem(readFileSync(join(import.meta.dirname, '../../fixtures/checks/dup-cn.pem'), 'utf8')).blocks.map(
    ({ bytes }) => bytes,
  ),
].map((bytes) => (bytes[0] === 0x2d ? readPem(new TextDecoder().decode(bytes)).blocks[0]!.bytes : bytes));

const bare = (hex: string): string => hex.replace(/^(00)+(?=..)/, '');

it('certificates have the fields that @peculiar/x509 reads', () => {
  expect(certificates.length).toBeGreaterThan(100);
  for (const der of certificates) {
    const ours = readCertificate(der);
    const theirs = new x509.X509Certificate(der);
    expect({
      serial: bare(toHex(ours.serialNumber)),
      notBefore: ours.notBefore,
      notAfter: ours.notAfter,
      key: toHex(ours.publicKey.der),
      signature: toHex(ours.signature),
      subject: toHex(ours.subject.der),
      issuer: toHex(ours.issuer.der),
      extensions: ours.extensions.map(({ id, critical, value }) => [id, critical, typeof value]),
    }).toEqual({
      serial: bare(theirs.serialNumber),
      notBefore: theirs.notBefore.getTime(),
      notAfter: theirs.notAfter.getTime(),
      key: toHex(new Uint8Array(theirs.publicKey.rawData)),
      signature: toHex(new Uint8Array(theirs.signature)),
      subject: toHex(new Uint8Array(theirs.subjectName.toArrayBuffer())),
      issuer: toHex(new Uint8Array(theirs.issuerName.toArrayBuffer())),
      extensions: theirs.extensions.map(({ type, critical }, at) => [
        type,
        critical,
        typeof ours.extensions[at]?.value,
      ]),
    });
  }
});
