import { describe, expect, it } from 'vitest';
import { DerReader } from '../../../src/lib/asn1/der-reader.ts';
import {
  bitString,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  tlv,
} from '../../../src/lib/asn1/der-writer.ts';
import { algorithmId, attributeType, extensionId } from '../../../src/lib/asn1/oids.ts';
import { explicit, implicit, tag } from '../../../src/lib/asn1/tags.ts';
import { readCertificate, serialHex } from '../../../src/lib/x509/certificate.ts';
import { findExtension } from '../../../src/lib/x509/extensions.ts';
import { faultText } from '../../../src/lib/x509/fault-text.ts';
import { printName } from '../../../src/lib/x509/name.ts';
import {
  attribute,
  certificateDer,
  extensionDer,
  extensionsDer,
  generalizedTime,
  keyUsageDer,
  nameDer,
  sha256WithRsa,
  tinyRsaKey,
  utcTime,
  version3,
  type CertificateParts,
} from '../../support/certificate-der.ts';
import { caught, hex } from '../../support/decode.ts';

const version = (number: number): Uint8Array => tlv(explicit(0), integer(number));
const validity = (notBefore: Uint8Array, notAfter: Uint8Array): CertificateParts => ({
  validity: sequence(notBefore, notAfter),
});

describe('a certificate', () => {
  it('is read field by field', () => {
    const der = certificateDer();
    const certificate = readCertificate(der);
    expect(certificate).toMatchObject({
      version: 3,
      serialNumber: hex('1234'),
      signatureAlgorithm: { id: algorithmId.sha256WithRSAEncryption, parameters: hex('0500') },
      notBefore: Date.UTC(2026, 0, 1),
      notAfter: Date.UTC(2027, 0, 1),
      publicKey: { kind: 'rsa', bits: 64, der: tinyRsaKey },
      issuerUniqueId: undefined,
      subjectUniqueId: undefined,
      signature: hex('00112233'),
      deviations: [],
      faults: [],
    });
    expect(printName(certificate.issuer)).toBe('CN=Issuer');
    expect(printName(certificate.subject)).toBe('CN=Subject');
    expect(findExtension(certificate.extensions, 'keyUsage')).toMatchObject({ critical: true });
    expect(certificate.der).toEqual(der);
    expect(certificate.tbs).toEqual(DerReader.over(der).sequence('').element(''));
  });

  it('gives the same objects each time', () => {
    const certificate = readCertificate(certificateDer());
    for (const field of ['issuer', 'subject', 'publicKey', 'extensions', 'signatureAlgorithm'] as const) {
      expect(certificate[field]).toBe(certificate[field]);
    }
  });

  it.each<[string, CertificateParts, object]>([
    ['version 1, which is left out', { version: hex(''), rest: [] }, { version: 1, extensions: [] }],
    [
      'version 2 with unique identifiers',
      { version: version(1), rest: [tlv(implicit(1), hex('00aa')), tlv(implicit(2), hex('04b0'))] },
      { version: 2, issuerUniqueId: hex('aa'), subjectUniqueId: hex('b0') },
    ],
    ['version 3 without extensions', { rest: [] }, { version: 3, extensions: [] }],
    ['serial number zero', { serialNumber: integer(0) }, { serialNumber: hex('00') }],
    ['a negative serial number', { serialNumber: integer(-128) }, { serialNumber: hex('80') }],
    [
      'a serial number of 30 octets',
      { serialNumber: tlv(tag.integer, hex('11'.repeat(30))) },
      { serialNumber: hex('11'.repeat(30)) },
    ],
    [
      'an empty issuer and subject',
      { issuer: sequence(), subject: sequence() },
      { issuer: { rdns: [] }, subject: { rdns: [] } },
    ],
    [
      'dates in the wrong order',
      validity(utcTime('270101000000Z'), utcTime('260101000000Z')),
      { notAfter: Date.UTC(2026, 0, 1) },
    ],
    [
      'GeneralizedTime before 2050',
      validity(generalizedTime('20260101000000Z'), utcTime('270101000000Z')),
      { notBefore: Date.UTC(2026, 0, 1) },
    ],
    [
      'no end of validity',
      validity(utcTime('260101000000Z'), generalizedTime('99991231235959Z')),
      { notAfter: 253402300799000 },
    ],
    [
      'a weak hash',
      { algorithm: sequence(oid(algorithmId.md5WithRSAEncryption), nullValue()) },
      { signatureAlgorithm: { id: algorithmId.md5WithRSAEncryption } },
    ],
    ['an empty signature', { signatureValue: bitString(hex('')) }, { signature: hex('') }],
    [
      'an unknown critical extension',
      { rest: [extensionsDer(extensionDer('1.2.3', hex('ff'), true))] },
      { extensions: [{ id: '1.2.3', critical: true, name: undefined }] },
    ],
  ])('with %s is read, for rules to judge', (_, parts, expected) => {
    expect(readCertificate(certificateDer(parts))).toMatchObject(expected);
  });

  it('that was only almost DER says so', () => {
    const basic = extensionDer(extensionId.basicConstraints, hex('3003010100'));
    expect(readCertificate(certificateDer({ rest: [extensionsDer(basic)] })).deviations).toMatchObject([
      { code: 'explicit-default', field: 'tbsCertificate.extensions.basicConstraints.cA' },
    ]);
  });

  const tbs = 'tbsCertificate';
  it.each<[string, CertificateParts, string, string, string]>([
    [
      'version 1 written out',
      { version: version(0), rest: [] },
      'explicit-default',
      `${tbs}.version`,
      'version',
    ],
    ['version 4', { version: version(3) }, 'invalid-version', `${tbs}.version`, 'version'],
    ['extensions in version 1', { version: hex('') }, 'invalid-version', `${tbs}.extensions`, 'extensions'],
    [
      'extensions in version 2',
      { version: version(1) },
      'invalid-version',
      `${tbs}.extensions`,
      'extensions',
    ],
    [
      'unique identifiers in version 1',
      { version: hex(''), rest: [tlv(implicit(1), hex('00aa'))] },
      'invalid-version',
      tbs,
      'uniqueIdentifiers',
    ],
    [
      'a padded serial number',
      { serialNumber: tlv(tag.integer, hex('0012')) },
      'invalid-integer',
      `${tbs}.serialNumber`,
      'serialNumber',
    ],
    [
      'a time without seconds',
      validity(utcTime('2601010000Z'), utcTime('270101000000Z')),
      'invalid-time',
      `${tbs}.validity.notBefore`,
      'validity',
    ],
    ['a broken subject', { subject: sequence(tlv(tag.set)) }, 'empty', `${tbs}.subject`, 'subject'],
    ['no extension in the list', { rest: [extensionsDer()] }, 'empty', `${tbs}.extensions`, 'extensions'],
    [
      'an extension twice',
      { rest: [extensionsDer(keyUsageDer, keyUsageDer)] },
      'duplicate',
      `${tbs}.extensions.keyUsage`,
      extensionId.keyUsage,
    ],
    [
      'two different algorithms',
      { outerAlgorithm: sequence(oid(algorithmId.sha384WithRSAEncryption), nullValue()) },
      'algorithm-mismatch',
      'signatureAlgorithm',
      'signatureAlgorithm',
    ],
    [
      'algorithms that differ in NULL',
      { outerAlgorithm: sequence(oid(algorithmId.sha256WithRSAEncryption)) },
      'algorithm-mismatch',
      'signatureAlgorithm',
      'signatureAlgorithm',
    ],
    [
      'a broken Subject Alternative Name',
      { rest: [extensionsDer(extensionDer(extensionId.subjectAltName, sequence()))] },
      'empty',
      `${tbs}.extensions.subjectAltName`,
      extensionId.subjectAltName,
    ],
  ])('with %s is read, and the fault kept with its part', (_, parts, code, field, part) => {
    expect(readCertificate(certificateDer(parts)).faults).toMatchObject([{ code, field, part }]);
  });

  it.each<[string, CertificateParts, object]>([
    [
      'an extension that cannot be decoded: its octets',
      { rest: [extensionsDer(extensionDer(extensionId.netscapeComment, hex('1300')), keyUsageDer)] },
      {
        extensions: [
          { name: undefined, malformed: 'netscapeComment', der: hex('1300'), value: undefined },
          { name: 'keyUsage' },
        ],
      },
    ],
    [
      'an extension twice: the first',
      { rest: [extensionsDer(keyUsageDer, keyUsageDer)] },
      { extensions: [{ name: 'keyUsage' }, { name: undefined, malformed: 'keyUsage' }] },
    ],
    [
      'a DNS name that is not ASCII: the others, and its octets',
      {
        rest: [
          extensionsDer(
            extensionDer(
              extensionId.subjectAltName,
              sequence(tlv(implicit(2), hex('61')), tlv(implicit(2), hex('ff'))),
            ),
          ),
        ],
      },
      {
        extensions: [
          {
            name: 'subjectAltName',
            value: [
              { kind: 'dNSName', value: 'a' },
              { kind: 'malformed', form: 'dNSName', value: hex('ff') },
            ],
          },
        ],
      },
    ],
    [
      'Latin-1 in a PrintableString: the text',
      { subject: nameDer(attribute(attributeType.organizationName, tlv(tag.printableString, hex('4dfc')))) },
      { subject: { rdns: [[{ value: 'Mü', stringType: 'PrintableString' }]] } },
    ],
    [
      'Latin-1 in a UTF8String: its octets',
      { subject: nameDer(attribute(attributeType.organizationName, tlv(tag.utf8String, hex('4dfc')))) },
      { subject: { rdns: [[{ value: '#0c024dfc', stringType: undefined }]] } },
    ],
    ['an empty serial number: nothing', { serialNumber: hex('0200') }, { serialNumber: hex('') }],
    [
      'a time with an offset: the moment',
      validity(utcTime('260101000000+0100'), utcTime('270101000000Z')),
      { notBefore: Date.UTC(2025, 11, 31, 23) },
    ],
    [
      'a policy twice: once',
      {
        rest: [
          extensionsDer(
            extensionDer(
              extensionId.certificatePolicies,
              sequence(sequence(oid('1.2.3')), sequence(oid('1.2.3'))),
            ),
          ),
        ],
      },
      { extensions: [{ name: 'certificatePolicies', value: [{ id: '1.2.3', qualifiers: [] }] }] },
    ],
  ])('keeps of %s', (_, parts, expected) => {
    const certificate = readCertificate(certificateDer(parts));
    expect(certificate).toMatchObject(expected);
    expect(certificate.faults).toHaveLength(1);
  });

  it('keeps an extension with more faults than a slip makes as bytes', () => {
    const many = Array.from({ length: 101 }, () => tlv(implicit(2), hex('ff')));
    const parts = { rest: [extensionsDer(extensionDer(extensionId.subjectAltName, sequence(...many)))] };
    const { faults } = readCertificate(certificateDer(parts));
    expect(faults).toMatchObject([{ code: 'too-large', part: extensionId.subjectAltName, isRead: false }]);
  });

  it.each<[string, CertificateParts, string, string]>([
    [
      'two different algorithms',
      { outerAlgorithm: sequence(oid(algorithmId.sha384WithRSAEncryption), nullValue()) },
      'algorithm-mismatch',
      'signatureAlgorithm',
    ],
    [
      'algorithms that differ in NULL',
      { outerAlgorithm: sequence(oid(algorithmId.sha256WithRSAEncryption)) },
      'algorithm-mismatch',
      'signatureAlgorithm',
    ],
    [
      'half an octet of signature',
      { signatureValue: bitString(hex('f0'), 4) },
      'invalid-bit-string',
      'signatureValue',
    ],
  ])('with %s is read, and the fault named', (_, parts, code, field) => {
    expect(readCertificate(certificateDer(parts)).faults).toMatchObject([{ code, field, isRead: false }]);
  });

  it.each<[string, CertificateParts, string, string]>([
    ['a negative version', { version: version(-1) }, 'invalid-integer', `${tbs}.version`],
    [
      'two versions',
      { version: tlv(explicit(0), integer(2), integer(2)) },
      'trailing-bytes',
      `${tbs}.version`,
    ],
    [
      'unique identifiers in the wrong order',
      { rest: [tlv(implicit(2), hex('00aa')), tlv(implicit(1), hex('00aa'))] },
      'trailing-bytes',
      tbs,
    ],
    ['no serial number', { serialNumber: hex('') }, 'unexpected-tag', `${tbs}.serialNumber`],
    ['an algorithm that is no SEQUENCE', { algorithm: oid('1.2.3') }, 'unexpected-tag', `${tbs}.signature`],
    ['a name that is no SEQUENCE', { issuer: octetString(hex('')) }, 'unexpected-tag', `${tbs}.issuer`],
    [
      'a third time',
      { validity: sequence(utcTime('260101000000Z'), utcTime('270101000000Z'), utcTime('270101000000Z')) },
      'trailing-bytes',
      `${tbs}.validity`,
    ],
    ['one time', { validity: sequence(utcTime('260101000000Z')) }, 'truncated', `${tbs}.validity.notAfter`],
    ['no key', { publicKey: hex('') }, 'unexpected-tag', `${tbs}.subjectPublicKeyInfo`],
    [
      'extensions twice',
      { rest: [extensionsDer(keyUsageDer), extensionsDer(keyUsageDer)] },
      'trailing-bytes',
      tbs,
    ],
    [
      'two lists of extensions',
      { rest: [tlv(explicit(3), sequence(keyUsageDer), sequence(keyUsageDer))] },
      'trailing-bytes',
      `${tbs}.extensions`,
    ],
    [
      'a signature that is an OCTET STRING',
      { signatureValue: octetString(hex('00')) },
      'unexpected-tag',
      'signatureValue',
    ],
    [
      'something behind the signature',
      { signatureValue: Uint8Array.from([...bitString(hex('00')), 5, 0]) },
      'trailing-bytes',
      '',
    ],
    ['no signature', { signatureValue: hex('') }, 'truncated', 'signatureValue'],
  ])('with %s is refused', (_, parts, code, field) => {
    expect(caught(() => readCertificate(certificateDer(parts)))).toMatchObject({ code, field });
  });

  it.each([
    ['a byte behind it', (der: Uint8Array) => Uint8Array.from([...der, 0]), 'trailing-bytes', ''],
    ['its last byte missing', (der: Uint8Array) => der.subarray(0, -1), 'truncated', ''],
    [
      'indefinite length',
      (der: Uint8Array) => Uint8Array.from([0x30, 0x80, ...der.subarray(4), 0, 0]),
      'indefinite-length',
      '',
    ],
    [
      'a length longer than needed',
      (der: Uint8Array) => Uint8Array.from([0x30, 0x83, 0, der[2]!, der[3]!, ...der.subarray(4)]),
      'non-minimal-length',
      '',
    ],
    ['nothing in it', () => sequence(), 'truncated', 'tbsCertificate'],
    ['no bytes at all', () => hex(''), 'truncated', ''],
  ])('with %s is refused', (_, change, code, field) => {
    expect(caught(() => readCertificate(change(certificateDer())))).toMatchObject({ code, field });
  });

  it('a fault says where, in bytes and in words', () => {
    const parts = {
      rest: [extensionsDer(extensionDer(extensionId.subjectAltName, sequence(tlv(implicit(2), hex('ff')))))],
    };
    const der = certificateDer(parts);
    const [fault] = readCertificate(der).faults;
    expect(der[fault!.offset]).toBe(0xff);
    expect(faultText(fault!)).toBe(
      'subjectAltName, dNSName: not a valid IA5String (against RFC 5280 4.2.1.6)',
    );
  });

  it('out of a Buffer is the same', () => {
    const der = certificateDer();
    expect(readCertificate(Buffer.from(der)).tbs).toEqual(readCertificate(der).tbs);
  });
});

describe('serial numbers as hex', () => {
  it.each([
    ['1234', '1234'],
    ['00', '0'],
    ['00ff', 'ff'],
    ['80', '-80'],
    ['ff7f', '-81'],
    [`00${'aa'.repeat(20)}`, 'aa'.repeat(20)],
  ])('%s is %s', (octets, text) => {
    expect(serialHex(hex(octets))).toBe(text);
  });
});

it('the recipe itself is sound', () => {
  expect(certificateDer({ version: version3, algorithm: sha256WithRsa })).toEqual(certificateDer());
});
