import { describe, expect, it } from 'vitest';
import { DerReader } from '../../../src/lib/asn1/der-reader.ts';
import {
  bitString,
  boolean,
  ia5String,
  integer,
  namedBits,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  tlv,
  utf8String,
} from '../../../src/lib/asn1/der-writer.ts';
import {
  accessMethod,
  extensionId,
  keyPurpose,
  policyId,
  policyQualifier,
} from '../../../src/lib/asn1/oids.ts';
import { explicit, implicit, tag } from '../../../src/lib/asn1/tags.ts';
import {
  findExtension,
  readExtensions,
  type Extension,
  type ExtensionName,
} from '../../../src/lib/x509/extensions.ts';
import {
  attribute,
  commonName,
  extensionDer,
  generalizedTime,
  utcTime,
} from '../../support/certificate-der.ts';
import { caught, hex } from '../../support/decode.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const dns = (host: string): Uint8Array => tlv(implicit(2), ascii(host));
const uri = (text: string): Uint8Array => tlv(implicit(6), ascii(text));
const purposes = (...ids: readonly string[]): Uint8Array => sequence(...ids.map(oid));
const uint16 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 0xff);
const vector = (content: Uint8Array): Uint8Array => Uint8Array.from([...uint16(content.length), ...content]);
const sct = (version = 0, signature = hex('aabb')): Uint8Array =>
  Uint8Array.from([
    version,
    ...hex('11'.repeat(32)),
    ...hex('0000019a00000000'),
    0,
    0,
    4,
    3,
    ...vector(signature),
  ]);

const read = (...extensions: readonly Uint8Array[]): readonly Extension[] =>
  readExtensions(DerReader.over(sequence(...extensions)), 'extensions');

const valueOf = (name: ExtensionName, value: Uint8Array): unknown =>
  findExtension(read(extensionDer(extensionId[name], value)), name)?.value;

const accepted: readonly (readonly [name: ExtensionName, what: string, der: Uint8Array, value: unknown])[] = [
  [
    'authorityKeyIdentifier',
    'with all fields',
    sequence(tlv(implicit(0), hex('aa')), tlv(explicit(1), dns('a')), tlv(implicit(2), hex('00ff'))),
    {
      keyIdentifier: hex('aa'),
      authorityCertIssuer: [{ kind: 'dNSName', value: 'a' }],
      authorityCertSerialNumber: hex('00ff'),
    },
  ],
  [
    'authorityKeyIdentifier',
    'empty',
    sequence(),
    { keyIdentifier: undefined, authorityCertIssuer: undefined, authorityCertSerialNumber: undefined },
  ],
  ['subjectKeyIdentifier', '', octetString(hex('aabb')), hex('aabb')],
  ['keyUsage', 'of a server', namedBits([0, 2]), ['digitalSignature', 'keyEncipherment']],
  [
    'keyUsage',
    'with all bits',
    namedBits([0, 1, 2, 3, 4, 5, 6, 7, 8]),
    [
      'digitalSignature',
      'nonRepudiation',
      'keyEncipherment',
      'dataEncipherment',
      'keyAgreement',
      'keyCertSign',
      'cRLSign',
      'encipherOnly',
      'decipherOnly',
    ],
  ],
  ['keyUsage', 'with none', bitString(hex('')), []],
  ['keyUsage', 'with a bit that has no name yet', namedBits([0, 12]), ['digitalSignature']],
  ['extKeyUsage', '', purposes(keyPurpose.serverAuth, '1.2.3'), [keyPurpose.serverAuth, '1.2.3']],
  [
    'subjectAltName',
    '',
    sequence(dns('a'), dns('b')),
    [
      { kind: 'dNSName', value: 'a' },
      { kind: 'dNSName', value: 'b' },
    ],
  ],
  [
    'issuerAltName',
    '',
    sequence(uri('http://a')),
    [{ kind: 'uniformResourceIdentifier', value: 'http://a' }],
  ],
  ['basicConstraints', 'of a CA', sequence(boolean(true), integer(0)), { ca: true, pathLength: 0 }],
  ['basicConstraints', 'of a leaf', sequence(), { ca: false, pathLength: undefined }],
  [
    'basicConstraints',
    'with a path length but no CA, which is for rules to judge',
    sequence(integer(1)),
    { ca: false, pathLength: 1 },
  ],
  [
    'nameConstraints',
    '',
    sequence(
      tlv(explicit(0), sequence(dns('a')), sequence(tlv(implicit(7), hex('0a000000ff000000')))),
      tlv(explicit(1), sequence(dns('b'), tlv(implicit(0), hex('01')), tlv(implicit(1), hex('02')))),
    ),
    {
      permittedSubtrees: [
        { base: { kind: 'dNSName', value: 'a' }, minimum: 0, maximum: undefined },
        { base: { kind: 'iPAddress', value: hex('0a000000ff000000') }, minimum: 0, maximum: undefined },
      ],
      excludedSubtrees: [{ base: { kind: 'dNSName', value: 'b' }, minimum: 1, maximum: 2 }],
    },
  ],
  ['nameConstraints', 'without subtrees', sequence(), { permittedSubtrees: [], excludedSubtrees: [] }],
  [
    'policyConstraints',
    '',
    sequence(tlv(implicit(0), hex('00')), tlv(implicit(1), hex('03'))),
    { requireExplicitPolicy: 0, inhibitPolicyMapping: 3 },
  ],
  ['inhibitAnyPolicy', '', integer(2), 2],
  [
    'certificatePolicies',
    'with qualifiers',
    sequence(
      sequence(oid(policyId.anyPolicy)),
      sequence(
        oid('1.2.3'),
        sequence(
          sequence(oid(policyQualifier.cps), ia5String('http://a')),
          sequence(
            oid(policyQualifier.unotice),
            sequence(sequence(utf8String('Org'), sequence(integer(1), integer(2))), utf8String('Text')),
          ),
          sequence(oid('1.2.4'), nullValue()),
        ),
      ),
    ),
    [
      { id: policyId.anyPolicy, qualifiers: [] },
      {
        id: '1.2.3',
        qualifiers: [
          { kind: 'cps', uri: 'http://a' },
          { kind: 'userNotice', text: 'Text', notice: { organization: 'Org', numbers: [1n, 2n] } },
          { kind: 'unknown', id: '1.2.4', der: hex('0500') },
        ],
      },
    ],
  ],
  [
    'certificatePolicies',
    'with an empty user notice',
    sequence(sequence(oid('1.2.3'), sequence(sequence(oid(policyQualifier.unotice), sequence())))),
    [{ id: '1.2.3', qualifiers: [{ kind: 'userNotice', text: undefined, notice: undefined }] }],
  ],
  [
    'policyMappings',
    '',
    sequence(sequence(oid('1.2.3'), oid('1.2.4'))),
    [{ issuerDomainPolicy: '1.2.3', subjectDomainPolicy: '1.2.4' }],
  ],
  [
    'cRLDistributionPoints',
    'with everything',
    sequence(
      sequence(
        tlv(explicit(0), tlv(explicit(0), uri('http://a'))),
        tlv(implicit(1), hex('0560')),
        tlv(explicit(2), tlv(explicit(4), commonName('x'))),
      ),
      sequence(tlv(explicit(0), tlv(explicit(1), attribute('2.5.4.3', utf8String('y'))))),
      sequence(),
    ),
    [
      {
        distributionPoint: {
          kind: 'fullName',
          names: [{ kind: 'uniformResourceIdentifier', value: 'http://a' }],
        },
        reasons: ['keyCompromise', 'cACompromise'],
        cRLIssuer: [expect.objectContaining({ kind: 'directoryName' })],
      },
      {
        distributionPoint: {
          kind: 'nameRelativeToCRLIssuer',
          name: [{ type: '2.5.4.3', value: 'y', stringType: 'UTF8String' }],
        },
        reasons: undefined,
        cRLIssuer: undefined,
      },
      { distributionPoint: undefined, reasons: undefined, cRLIssuer: undefined },
    ],
  ],
  [
    'freshestCRL',
    '',
    sequence(sequence(tlv(explicit(0), tlv(explicit(0), uri('http://a'))))),
    [
      {
        distributionPoint: {
          kind: 'fullName',
          names: [{ kind: 'uniformResourceIdentifier', value: 'http://a' }],
        },
        reasons: undefined,
        cRLIssuer: undefined,
      },
    ],
  ],
  [
    'authorityInfoAccess',
    '',
    sequence(sequence(oid(accessMethod.ocsp), uri('http://a'))),
    [{ method: accessMethod.ocsp, location: { kind: 'uniformResourceIdentifier', value: 'http://a' } }],
  ],
  [
    'ipAddrBlocks',
    'a prefix, a range and what the issuer has',
    // 10.0.0.0/8 and 192.0.2.0 to 192.0.2.127; IPv6 inherited.
    hex('30233019040200013013' + '0302000a' + '300d030401c00002030507c0000200' + '3006040200020500'),
    [
      {
        family: 'IPv4',
        ranges: [
          { min: 0x0a000000n, max: 0x0affffffn },
          { min: 0xc0000200n, max: 0xc000027fn },
        ],
      },
      { family: 'IPv6', ranges: 'inherit' },
    ],
  ],
  [
    'autonomousSysIds',
    'numbers, a range, and routing domains of the issuer',
    sequence(
      tlv(explicit(0), sequence(integer(64500), sequence(integer(64510), integer(64511)))),
      tlv(explicit(1), nullValue()),
    ),
    [
      {
        family: 'AS numbers',
        ranges: [
          { min: 64500n, max: 64500n },
          { min: 64510n, max: 64511n },
        ],
      },
      { family: 'routing domains', ranges: 'inherit' },
    ],
  ],
  [
    'subjectInfoAccess',
    '',
    sequence(sequence(oid(accessMethod.caRepository), uri('http://a'))),
    [
      {
        method: accessMethod.caRepository,
        location: { kind: 'uniformResourceIdentifier', value: 'http://a' },
      },
    ],
  ],
  [
    'subjectDirectoryAttributes',
    '',
    sequence(sequence(oid('1.2.3'), setOf(nullValue()))),
    [{ type: '1.2.3', values: [hex('0500')] }],
  ],
  ['cRLNumber', 'of 20 octets', tlv(tag.integer, hex('7f' + 'ff'.repeat(19))), 2n ** 159n - 1n],
  ['deltaCRLIndicator', '', integer(7), 7n],
  [
    'issuingDistributionPoint',
    'with everything',
    sequence(
      tlv(explicit(0), tlv(explicit(0), uri('http://a'))),
      tlv(implicit(1), hex('ff')),
      tlv(implicit(2), hex('ff')),
      tlv(implicit(3), hex('0640')),
      tlv(implicit(4), hex('ff')),
      tlv(implicit(5), hex('ff')),
    ),
    {
      distributionPoint: {
        kind: 'fullName',
        names: [{ kind: 'uniformResourceIdentifier', value: 'http://a' }],
      },
      onlyContainsUserCerts: true,
      onlyContainsCACerts: true,
      onlySomeReasons: ['keyCompromise'],
      indirectCRL: true,
      onlyContainsAttributeCerts: true,
    },
  ],
  [
    'issuingDistributionPoint',
    'with nothing',
    sequence(),
    {
      distributionPoint: undefined,
      onlyContainsUserCerts: false,
      onlyContainsCACerts: false,
      onlySomeReasons: undefined,
      indirectCRL: false,
      onlyContainsAttributeCerts: false,
    },
  ],
  ['cRLReason', '', hex('0a0101'), 'keyCompromise'],
  ['cRLReason', 'behind the gap', hex('0a0108'), 'removeFromCRL'],
  ['invalidityDate', '', generalizedTime('20260101000000Z'), Date.UTC(2026, 0, 1)],
  ['certificateIssuer', '', sequence(dns('a')), [{ kind: 'dNSName', value: 'a' }]],
  ['holdInstructionCode', '', oid('1.2.840.10040.2.3'), '1.2.840.10040.2.3'],
  [
    'signedCertificateTimestamps',
    '',
    octetString(vector(vector(sct()))),
    [
      {
        logId: hex('11'.repeat(32)),
        timestamp: 0x19a00000000,
        extensions: hex(''),
        hashAlgorithm: 4,
        signatureAlgorithm: 3,
        signature: hex('aabb'),
      },
    ],
  ],
  [
    'signedCertificateTimestamps',
    'two of them',
    octetString(vector(Uint8Array.from([...vector(sct()), ...vector(sct())]))),
    [expect.anything(), expect.anything()],
  ],
  ['precertificatePoison', '', nullValue(), null],
  ['ocspNoCheck', '', nullValue(), null],
  ['tlsFeature', '', sequence(integer(5)), [5]],
  ['certificateTemplateName', '', tlv(tag.bmpString, hex('00570065')), 'We'],
  [
    'certificateTemplate',
    '',
    sequence(oid('1.3.6.1.4.1.311.21.8.1'), integer(100), integer(3)),
    { id: '1.3.6.1.4.1.311.21.8.1', majorVersion: 100, minorVersion: 3 },
  ],
  [
    'certificateTemplate',
    'without versions',
    sequence(oid('1.2.3')),
    { id: '1.2.3', majorVersion: undefined, minorVersion: undefined },
  ],
  [
    'applicationPolicies',
    '',
    sequence(sequence(oid(keyPurpose.clientAuth))),
    [{ id: keyPurpose.clientAuth, qualifiers: [] }],
  ],
  ['netscapeCertType', '', namedBits([1, 5]), ['sslServer', 'sslCA']],
  ['netscapeComment', '', ia5String('made by hand'), 'made by hand'],
];

/** Extension, what is wrong, its value, code, field below the extension. */
const refused: readonly (readonly [ExtensionName, string, Uint8Array, string, string?])[] = [
  [
    'authorityKeyIdentifier',
    'fields in the wrong order',
    sequence(tlv(implicit(2), hex('01')), tlv(implicit(0), hex('aa'))),
    'trailing-bytes',
  ],
  [
    'authorityKeyIdentifier',
    'a padded serial number',
    sequence(tlv(implicit(2), hex('0001'))),
    'invalid-integer',
    'authorityCertSerialNumber',
  ],
  [
    'authorityKeyIdentifier',
    'an empty list of issuers',
    sequence(tlv(explicit(1))),
    'empty',
    'authorityCertIssuer',
  ],
  ['subjectKeyIdentifier', 'no OCTET STRING', bitString(hex('aa')), 'unexpected-tag'],
  ['keyUsage', 'an OCTET STRING', octetString(hex('05a0')), 'unexpected-tag'],
  ['keyUsage', 'unused bits that are not zero', hex('030205a1'), 'invalid-bit-string'],
  ['keyUsage', 'something behind it', hex('030205a00500'), 'trailing-bytes'],
  ['extKeyUsage', 'no purpose', sequence(), 'empty'],
  ['extKeyUsage', 'an IA5String', sequence(ia5String('1.2')), 'unexpected-tag'],
  ['subjectAltName', 'no name', sequence(), 'empty'],
  ['subjectAltName', 'a bare name', dns('a'), 'unexpected-tag'],
  ['basicConstraints', 'BOOLEAN 01', hex('3003010101'), 'invalid-boolean', 'cA'],
  [
    'basicConstraints',
    'a negative path length',
    sequence(boolean(true), integer(-1)),
    'invalid-integer',
    'pathLenConstraint',
  ],
  ['basicConstraints', 'a third field', sequence(boolean(true), integer(1), nullValue()), 'trailing-bytes'],
  ['nameConstraints', 'an empty list', sequence(tlv(explicit(0))), 'empty', 'permittedSubtrees'],
  [
    'nameConstraints',
    'an encoded minimum of 0',
    sequence(tlv(explicit(1), sequence(dns('a'), tlv(implicit(0), hex('00'))))),
    'explicit-default',
    'excludedSubtrees.minimum',
  ],
  [
    'nameConstraints',
    'an address without a mask',
    sequence(tlv(explicit(0), sequence(tlv(implicit(7), hex('0a000001'))))),
    'invalid-value',
    'permittedSubtrees.iPAddress',
  ],
  [
    'policyConstraints',
    'a negative count',
    sequence(tlv(implicit(0), hex('ff'))),
    'invalid-integer',
    'requireExplicitPolicy',
  ],
  ['inhibitAnyPolicy', 'a BOOLEAN', boolean(true), 'unexpected-tag'],
  ['certificatePolicies', 'no policy', sequence(), 'empty'],
  [
    'certificatePolicies',
    'one policy twice',
    sequence(sequence(oid('1.2.3')), sequence(oid('1.2.3'))),
    'duplicate',
  ],
  [
    'certificatePolicies',
    'no qualifier in the list',
    sequence(sequence(oid('1.2.3'), sequence())),
    'empty',
    'policyQualifiers',
  ],
  [
    'certificatePolicies',
    'a URI in UTF8String',
    sequence(sequence(oid('1.2.3'), sequence(sequence(oid(policyQualifier.cps), utf8String('a'))))),
    'unexpected-tag',
    'policyQualifiers.cPSuri',
  ],
  [
    'certificatePolicies',
    'a notice that is no DisplayText',
    sequence(
      sequence(
        oid('1.2.3'),
        sequence(sequence(oid(policyQualifier.unotice), sequence(tlv(tag.teletexString)))),
      ),
    ),
    'unexpected-tag',
    'policyQualifiers.userNotice.explicitText',
  ],
  ['policyMappings', 'no mapping', sequence(), 'empty'],
  ['policyMappings', 'half a mapping', sequence(sequence(oid('1.2.3'))), 'truncated', 'subjectDomainPolicy'],
  ['cRLDistributionPoints', 'no point', sequence(), 'empty'],
  [
    'cRLDistributionPoints',
    'both kinds of name',
    sequence(
      sequence(
        tlv(explicit(0), tlv(explicit(0), uri('a')), tlv(explicit(1), attribute('2.5.4.3', utf8String('y')))),
      ),
    ),
    'trailing-bytes',
    'distributionPoint',
  ],
  [
    'cRLDistributionPoints',
    'an unknown kind of name',
    sequence(sequence(tlv(explicit(0), tlv(explicit(2))))),
    'unexpected-tag',
    'distributionPoint',
  ],
  [
    'cRLDistributionPoints',
    'an empty name',
    sequence(sequence(tlv(explicit(0), tlv(explicit(0))))),
    'empty',
    'distributionPoint.fullName',
  ],
  ['freshestCRL', 'no point', sequence(), 'empty'],
  ['authorityInfoAccess', 'no description', sequence(), 'empty'],
  ['authorityInfoAccess', 'no location', sequence(sequence(oid(accessMethod.ocsp))), 'unexpected-tag'],
  ['subjectInfoAccess', 'no description', sequence(), 'empty'],
  ['subjectDirectoryAttributes', 'no attribute', sequence(), 'empty'],
  ['ipAddrBlocks', 'NULL', hex('0500'), 'unexpected-tag'],
  ['ipAddrBlocks', 'cut off', hex('300a3008'), 'truncated'],
  ['autonomousSysIds', 'NULL', hex('0500'), 'unexpected-tag'],
  ['autonomousSysIds', 'a negative number', hex('3007a00530030201ff'), 'invalid-integer', 'asnum.id'],
  ['cRLNumber', 'a negative number', integer(-1), 'invalid-integer'],
  ['deltaCRLIndicator', 'a padded number', hex('02020001'), 'invalid-integer'],
  [
    'issuingDistributionPoint',
    'a BOOLEAN of two octets',
    sequence(tlv(implicit(1), hex('ffff'))),
    'invalid-boolean',
    'onlyContainsUserCerts',
  ],
  ['cRLReason', 'number 7', hex('0a0107'), 'invalid-value'],
  ['cRLReason', 'number 11', hex('0a010b'), 'invalid-value'],
  ['cRLReason', 'an INTEGER', integer(1), 'unexpected-tag'],
  ['invalidityDate', 'UTCTime', utcTime('260101000000Z'), 'unexpected-tag'],
  ['certificateIssuer', 'no name', sequence(), 'empty'],
  ['holdInstructionCode', 'a string', ia5String('1.2'), 'unexpected-tag'],
  ['signedCertificateTimestamps', 'an empty list', octetString(vector(hex(''))), 'truncated'],
  [
    'signedCertificateTimestamps',
    'a version nobody knows',
    octetString(vector(vector(sct(1)))),
    'invalid-value',
  ],
  [
    'signedCertificateTimestamps',
    'a timestamp cut short',
    octetString(vector(vector(sct().subarray(0, 40)))),
    'truncated',
  ],
  [
    'signedCertificateTimestamps',
    'a time that no calendar has',
    octetString(vector(vector(sct().map((octet, index) => (index === 34 ? 0x1f : octet))))),
    'invalid-time',
  ],
  [
    'signedCertificateTimestamps',
    'bytes behind the list',
    octetString(Uint8Array.from([...vector(vector(sct())), 0])),
    'trailing-bytes',
  ],
  [
    'signedCertificateTimestamps',
    'bytes behind a timestamp',
    octetString(vector(vector(Uint8Array.from([...sct(), 0])))),
    'trailing-bytes',
  ],
  ['precertificatePoison', 'NULL with content', hex('050100'), 'invalid-null'],
  ['ocspNoCheck', 'something else', octetString(hex('')), 'unexpected-tag'],
  ['tlsFeature', 'a negative number', sequence(integer(-5)), 'invalid-integer'],
  ['certificateTemplateName', 'no string', nullValue(), 'unexpected-tag'],
  [
    'certificateTemplate',
    'a fourth field',
    sequence(oid('1.2.3'), integer(1), integer(2), integer(3)),
    'trailing-bytes',
  ],
  ['netscapeComment', 'octets above 7F', tlv(tag.ia5String, hex('ff')), 'invalid-string'],
];

describe('a known extension', () => {
  it.each(accepted)('%s %s is decoded', (name, _, der, value) => {
    expect(valueOf(name, der)).toEqual(value);
  });

  it.each(refused.map(([name, what, der, code, below]) => ({ name, what, der, code, below })))(
    '$name with $what is refused',
    ({ name, der, code, below }) => {
      const field = below === undefined ? `extensions.${name}` : `extensions.${name}.${below}`;
      expect(caught(() => valueOf(name, der))).toMatchObject({ code, field });
    },
  );

  it.each([...new Set(accepted.map(([name]) => name))])(
    '%s with something behind its value is refused',
    (name) => {
      const der = accepted.find((row) => row[0] === name)![2];
      expect(caught(() => valueOf(name, Uint8Array.from([...der, 5, 0])))).toMatchObject({
        code: 'trailing-bytes',
        field: `extensions.${name}`,
      });
    },
  );

  it.each([...new Set(accepted.map(([name]) => name))])('%s without a value is refused', (name) => {
    expect(caught(() => valueOf(name, hex('')))).toMatchObject({ field: `extensions.${name}` });
  });

  it('of every name has a row', () => {
    const undecoded = [
      'privateKeyUsagePeriod',
      'qcStatements',
      'ocspNonce',
      'ocspCrlReference',
      'ocspArchiveCutoff',
      'ocspExtendedRevoke',
      'caVersion',
      'previousCaCertificateHash',
      'ntdsCaSecurity',
    ];
    const names = Object.keys(extensionId).filter((name) => !undecoded.includes(name));
    expect([...new Set(accepted.map(([name]) => name as string))].sort()).toEqual(names.sort());
  });

  it('cA FALSE written out, as GoDaddy did, is read and noted', () => {
    const reader = DerReader.over(sequence(extensionDer(extensionId.basicConstraints, hex('3003010100'))));
    const [extension] = readExtensions(reader, 'extensions');
    expect(extension).toMatchObject({ name: 'basicConstraints', value: { ca: false } });
    expect(reader.deviations).toMatchObject([
      { code: 'explicit-default', field: 'extensions.basicConstraints.cA' },
    ]);
  });
});

describe('the list of extensions', () => {
  it('keeps unknown ones as bytes, and says which are critical', () => {
    expect(
      read(extensionDer('1.2.3', hex('c0ffee'), true), extensionDer(extensionId.qcStatements, hex('00'))),
    ).toEqual([
      { id: '1.2.3', critical: true, der: hex('c0ffee'), name: undefined, value: undefined },
      { id: extensionId.qcStatements, critical: false, der: hex('00'), name: undefined, value: undefined },
    ]);
  });

  it('gives undefined for an extension that is not there', () => {
    expect(findExtension(read(extensionDer('1.2.3', hex(''))), 'keyUsage')).toBeUndefined();
  });

  it('critical FALSE written out is read and noted', () => {
    const reader = DerReader.over(sequence(sequence(oid('1.2.3'), boolean(false), octetString(hex('')))));
    expect(readExtensions(reader, 'extensions')[0]).toMatchObject({ critical: false });
    expect(reader.deviations).toMatchObject([{ code: 'explicit-default', field: 'extensions.critical' }]);
  });

  it.each([
    ['an empty list', sequence(), 'empty', 'extensions'],
    [
      'a known extension twice',
      sequence(extensionDer('2.5.29.15', namedBits([0])), extensionDer('2.5.29.15', namedBits([0]))),
      'duplicate',
      'extensions.keyUsage',
    ],
    [
      'an unknown extension twice',
      sequence(extensionDer('1.2.3', hex('')), extensionDer('1.2.3', hex('00'))),
      'duplicate',
      'extensions.1.2.3',
    ],
    [
      'BOOLEAN 01 for critical',
      sequence(sequence(oid('1.2.3'), tlv(tag.boolean, hex('01')), octetString(hex('')))),
      'invalid-boolean',
      'extensions.critical',
    ],
    [
      'an extension without a value',
      sequence(sequence(oid('1.2.3'), boolean(true))),
      'truncated',
      'extensions.1.2.3',
    ],
    [
      'an extension with two values',
      sequence(sequence(oid('1.2.3'), octetString(hex('')), octetString(hex('')))),
      'trailing-bytes',
      'extensions',
    ],
    [
      'a malformed identifier',
      sequence(sequence(tlv(tag.oid, hex('80')), octetString(hex('')))),
      'invalid-oid',
      'extensions.extnID',
    ],
  ])('%s is refused', (_, der, code, field) => {
    expect(caught(() => readExtensions(DerReader.over(der), 'extensions'))).toMatchObject({ code, field });
  });
});
