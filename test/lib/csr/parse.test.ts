import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attribute,
  attributeSet,
  buildRequest,
  challengePassword,
  extension,
  extensionRequest,
  generalName,
  good,
  unsortedAttributeSet,
  type RequestRecipe,
} from '../../../fixtures/recipes/requests.ts';
import {
  bitString,
  integer,
  octetString,
  oid,
  sequence,
  setOf,
  tlv,
  utf8String,
} from '../../../src/lib/asn1/der-writer.ts';
import { extensionId, requestAttribute } from '../../../src/lib/asn1/oids.ts';
import type { Bytes } from '../../../src/lib/bytes.ts';
import { readCsr } from '../../../src/lib/csr/parse.ts';
import { DecodeError } from '../../../src/lib/errors.ts';
import { printGeneralName } from '../../../src/lib/x509/general-name.ts';
import { printName } from '../../../src/lib/x509/name.ts';
import { publicKeyText } from '../../../src/lib/x509/public-key.ts';
import { hex } from '../../support/decode.ts';

const san = extension(extensionId.subjectAltName, sequence(generalName('DNS:a.example.com')));
const usage = extension(extensionId.extKeyUsage, sequence(oid('1.3.6.1.5.5.7.3.1')));
const password = challengePassword('secret');

function failure(der: Uint8Array): { code: string; field: string | undefined } {
  try {
    readCsr(der);
  } catch (error) {
    if (error instanceof DecodeError) return { code: error.code, field: error.field };
    throw error;
  }
  return { code: 'none', field: undefined };
}

describe('a sound request', () => {
  it('gives subject, key, names and usages', () => {
    const request = readCsr(buildRequest());
    expect(printName(request.subject)).toBe('CN=expe.example.com,O=Example Corp,C=GB');
    expect(publicKeyText(request.publicKey)).toBe('RSA 2048');
    expect(request.attributes.map(({ name, values }) => [name, values.length])).toEqual([
      ['extensionRequest', 1],
    ]);
    expect(request.extensions.map(({ name }) => name)).toEqual(['keyUsage', 'extKeyUsage', 'subjectAltName']);
    const names = request.extensions.flatMap((each) => (each.name === 'subjectAltName' ? each.value : []));
    expect(names.map(printGeneralName)).toEqual(good.names.map((name) => name.replace('DNS:', 'dns:')));
  });

  it('says where it is only almost DER', () => {
    const attributes = attributeSet(
      extensionRequest(extension(extensionId.basicConstraints, hex('3003010100'))),
    );
    expect(readCsr(buildRequest()).deviations).toEqual([]);
    expect(readCsr(buildRequest({ broken: { attributes } })).deviations).toMatchObject([
      {
        code: 'explicit-default',
        field: 'certificationRequestInfo.attributes.extensionRequest.basicConstraints.cA',
      },
    ]);
  });

  it('keeps what is signed byte for byte', () => {
    const der = buildRequest();
    const { certificationRequestInfo: info } = readCsr(der);
    expect(info.buffer).toBe(der.buffer);
    expect(der.subarray(info.byteOffset + info.length)[0]).toBe(0x30);
    expect([der[0], info[0]]).toEqual([0x30, 0x30]);
  });

  it.each<[string, RequestRecipe]>([
    ['without any attribute', { names: [], extendedKeyUsage: [], keyUsage: [] }],
    ['with an empty subject', { subject: [] }],
    [
      'with every name form an Expressway writes',
      { names: ['DNS:a.example.com', 'SRV:_collab-edge._tls.example.com', 'XMPP:example.com'] },
    ],
    ['with other name forms', { names: ['IP:192.0.2.1', 'email:a@example.com', 'URI:https://example.com/'] }],
    ['with a challenge password', { attributes: [password] }],
    ['with an ECDSA key', { key: 'ec-p-256' }],
    ['with a curve nobody uses in TLS', { key: 'ec-secp256k1' }],
    ['with an Ed25519 key', { key: 'ed25519' }],
    ['signed with MD5', { hash: 'md5' }],
    ['whose signature is wrong', { broken: { signatureBit: true } }],
    [
      'with an unknown extension',
      {
        attributes: [],
        broken: {
          attributes: attributeSet(extensionRequest(extension('1.2.3.4', octetString(new Uint8Array(3))))),
        },
      },
    ],
  ])('%s is read', (_, recipe) => expect(failure(buildRequest(recipe)).code).toBe('none'));

  it("takes Microsoft's own number for the extension request", () => {
    const attributes = attributeSet(attribute(requestAttribute.certificateExtensions, sequence(san)));
    expect(readCsr(buildRequest({ broken: { attributes } })).extensions.map(({ name }) => name)).toEqual([
      'subjectAltName',
    ]);
  });
});

describe('what is no sound PKCS#10', () => {
  const broken = (fields: NonNullable<RequestRecipe['broken']>): Bytes => buildRequest({ broken: fields });
  const withAttributes = (...attributes: Bytes[]): Bytes =>
    broken({ attributes: attributeSet(...attributes) });
  const info = 'certificationRequestInfo';
  const request = `${info}.attributes.extensionRequest`;

  it.each<[string, Bytes, string, string | undefined]>([
    ['nothing', new Uint8Array(), 'truncated', undefined],
    [
      'attributes as a plain SET',
      broken({ attributes: setOf(password) }),
      'unexpected-tag',
      `${info}.attributes`,
    ],
    ['something after the attributes', broken({ afterInfo: integer(0) }), 'trailing-bytes', info],
    ['something after the signature', broken({ afterRequest: integer(0) }), 'trailing-bytes', undefined],
    [
      'something after the values',
      withAttributes(sequence(oid('1.2.3'), setOf(integer(1)), integer(2))),
      'trailing-bytes',
      `${info}.attributes`,
    ],
  ])('%s is told with its place', (_, der, code, field) => {
    const found = failure(der);
    expect(found.code).toBe(code);
    expect(found.field ?? '').toContain(field ?? '');
  });

  it('bytes after the request are told with their offset', () => {
    const der = buildRequest();
    const longer = new Uint8Array(der.length + 2);
    longer.set(der);
    expect(() => readCsr(longer)).toThrow(
      expect.objectContaining({ code: 'trailing-bytes', offset: der.length }),
    );
  });

  it.each<[string, Bytes, string, string]>([
    ['version 1', broken({ version: integer(1) }), 'invalid-version', `${info}.version`],
    ['a negative version', broken({ version: integer(-1) }), 'invalid-version', `${info}.version`],
    [
      'a version with a leading zero',
      broken({ version: tlv(2, Uint8Array.of(0, 0)) }),
      'invalid-integer',
      `${info}.version`,
    ],
    ['no attributes element', broken({ attributes: new Uint8Array() }), 'truncated', `${info}.attributes`],
    [
      'two extension requests',
      withAttributes(extensionRequest(san), extensionRequest(usage)),
      'duplicate',
      request,
    ],
    [
      "an extension request and Microsoft's",
      withAttributes(
        extensionRequest(san),
        attribute(requestAttribute.certificateExtensions, sequence(usage)),
      ),
      'duplicate',
      request,
    ],
    [
      'an extension request with two values',
      withAttributes(attribute(requestAttribute.extensionRequest, sequence(san), sequence(usage))),
      'duplicate',
      request,
    ],
    [
      'an extension request without value',
      withAttributes(attribute(requestAttribute.extensionRequest)),
      'empty',
      request,
    ],
    ['an extension request without extension', withAttributes(extensionRequest()), 'empty', request],
    ['the same extension twice', withAttributes(extensionRequest(san, san)), 'duplicate', request],
    [
      'an attribute without value',
      withAttributes(attribute(requestAttribute.challengePassword)),
      'empty',
      `${info}.attributes.challengePassword`,
    ],
    [
      'an empty list of names',
      withAttributes(extensionRequest(extension(extensionId.subjectAltName, sequence()))),
      'empty',
      `${request}.subjectAltName`,
    ],
    [
      'an extension request that is no list',
      withAttributes(attribute(requestAttribute.extensionRequest, integer(1))),
      'unexpected-tag',
      `${request}`,
    ],
    [
      'a name that is not ASCII',
      buildRequest({ names: ['DNS:b\u00fccher.example.com'] }),
      'invalid-string',
      `${request}.subjectAltName`,
    ],
    [
      'half an octet of signature',
      sequence(
        readCsr(buildRequest()).certificationRequestInfo,
        readCsr(buildRequest()).signatureAlgorithm.der,
        bitString(hex('f0'), 4),
      ),
      'invalid-bit-string',
      'signature',
    ],
  ])('%s is read, and the fault named', (_, der, code, field) => {
    const { faults, subject } = readCsr(der);
    expect(faults).toMatchObject([{ code, field: expect.stringContaining(field) as string }]);
    expect(printName(subject)).toBe('CN=expe.example.com,O=Example Corp,C=GB');
  });

  it.each<[string, Bytes, string, string]>([
    [
      'attributes out of order',
      broken({ attributes: unsortedAttributeSet(extensionRequest(san), password) }),
      'unsorted-set',
      `${info}.attributes`,
    ],
    [
      'values out of order',
      withAttributes(sequence(oid('1.2.3'), tlv(0x31, utf8String('b'), utf8String('a')))),
      'unsorted-set',
      `${info}.attributes.1.2.3`,
    ],
  ])('%s are read, and the breach of DER named', (_, der, code, field) => {
    expect(readCsr(der)).toMatchObject({ faults: [], deviations: [{ code, field }] });
  });

  it('the first of two extension requests counts, as OpenSSL has it', () => {
    const { extensions } = readCsr(withAttributes(extensionRequest(usage), extensionRequest(san)));
    expect(extensions.map(({ name }) => name)).toEqual(['extKeyUsage']);
  });
});

describe('damaged requests', () => {
  const samples: [string, Bytes][] = [
    ['a plain request', buildRequest({ attributes: [password] })],
    [
      'one with other names',
      buildRequest({ names: ['SRV:_collab-edge._tls.example.com', 'XMPP:example.com', 'IP:192.0.2.1'] }),
    ],
    ['one with an ECDSA key', buildRequest({ key: 'ec-p-384' })],
  ];

  it.each(samples)('%s, cut anywhere, gives a DecodeError', (_, der) => {
    for (let length = 0; length < der.length; length++) {
      expect(failure(der.subarray(0, length)).code).not.toBe('none');
    }
  });

  it.each(samples)('%s, changed anywhere, is read or gives a DecodeError', (_, der) => {
    const change = fc.tuple(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const damaged = new Uint8Array(der);
        for (const [at, mask] of changes) damaged[at]! ^= mask;
        failure(damaged);
      }),
      { seed: 20261122, numRuns: 3000 },
    );
  });

  it('random bytes give a DecodeError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => failure(noise).code !== 'none'),
      { seed: 20261122, numRuns: 2000 },
    );
  });
});
