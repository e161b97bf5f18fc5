import {
  bitString,
  integer,
  namedBits,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  tlv,
  utf8String,
  ia5String,
  boolean,
} from '../../src/lib/asn1/der-writer.ts';
import {
  accessMethod,
  attributeType,
  extensionId,
  keyPurpose,
  otherNameId,
  policyQualifier,
} from '../../src/lib/asn1/oids.ts';
import { explicit, implicit, tag } from '../../src/lib/asn1/tags.ts';
import {
  attribute,
  certificateDer,
  commonName,
  extensionDer,
  extensionsDer,
  generalizedTime,
  nameDer,
  sha256WithRsa,
  utcTime,
} from './certificate-der.ts';
import { hex } from './decode.ts';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const dns = (host: string): Uint8Array => tlv(implicit(2), ascii(host));
const uri = (text: string): Uint8Array => tlv(implicit(6), ascii(text));
const otherName = (id: string, value: Uint8Array): Uint8Array =>
  tlv(explicit(0), oid(id), tlv(explicit(0), value));
const pointName = tlv(explicit(0), tlv(explicit(0), uri('http://crl.example/1.crl')));

const sct = hex(`00 ${'11'.repeat(32)} 0000019a00000000 0000 0403 0002 aabb`);
const sctList = Uint8Array.from([0, sct.length + 2, 0, sct.length, ...sct]);

const allForms = sequence(
  dns('a.example'),
  tlv(implicit(1), ascii('a@example.com')),
  uri('sip:a.example'),
  tlv(implicit(7), hex('c0000201')),
  tlv(implicit(7), hex('20010db8000000000000000000000001')),
  tlv(explicit(4), commonName('directory')),
  tlv(implicit(8), oid('1.2.3').subarray(2)),
  otherName(otherNameId.dnsSRV, ia5String('_collab-edge._tls.a.example')),
  otherName(otherNameId.xmppAddr, utf8String('gülden.example')),
  otherName(otherNameId.userPrincipalName, utf8String('a@b')),
  tlv(explicit(3), sequence()),
  tlv(explicit(5), tlv(explicit(1), utf8String('party'))),
);

const policies = sequence(
  sequence(
    oid('1.2.3'),
    sequence(
      sequence(oid(policyQualifier.cps), ia5String('http://cps.example')),
      sequence(
        oid(policyQualifier.unotice),
        sequence(sequence(utf8String('Org'), sequence(integer(1))), utf8String('Text')),
      ),
    ),
  ),
  sequence(oid('1.2.4')),
);

const values: readonly (readonly [string, Uint8Array])[] = [
  [extensionId.subjectDirectoryAttributes, sequence(sequence(oid('1.2.3'), setOf(nullValue())))],
  [extensionId.subjectKeyIdentifier, octetString(hex('aabbcc'))],
  [extensionId.keyUsage, namedBits([0, 2, 8])],
  [extensionId.subjectAltName, allForms],
  [extensionId.issuerAltName, allForms],
  [extensionId.basicConstraints, sequence(boolean(true), integer(3))],
  [extensionId.cRLNumber, integer(77)],
  [extensionId.cRLReason, hex('0a0101')],
  [extensionId.holdInstructionCode, oid('1.2.840.10040.2.3')],
  [extensionId.invalidityDate, generalizedTime('20260101000000Z')],
  [extensionId.deltaCRLIndicator, integer(76)],
  [
    extensionId.issuingDistributionPoint,
    sequence(pointName, tlv(implicit(1), hex('ff')), tlv(implicit(3), hex('0640'))),
  ],
  [extensionId.certificateIssuer, sequence(tlv(explicit(4), commonName('other')))],
  [
    extensionId.nameConstraints,
    sequence(
      tlv(explicit(0), sequence(dns('.example')), sequence(tlv(implicit(7), hex('0a000000ff000000')))),
      tlv(explicit(1), sequence(dns('b'), tlv(implicit(0), hex('01')))),
    ),
  ],
  [
    extensionId.cRLDistributionPoints,
    sequence(
      sequence(
        pointName,
        tlv(implicit(1), hex('0640')),
        tlv(explicit(2), tlv(explicit(4), commonName('crl'))),
      ),
    ),
  ],
  [extensionId.certificatePolicies, policies],
  [extensionId.policyMappings, sequence(sequence(oid('1.2.3'), oid('1.2.4')))],
  [
    extensionId.authorityKeyIdentifier,
    sequence(tlv(implicit(0), hex('aa')), tlv(explicit(1), dns('ca')), tlv(implicit(2), hex('05'))),
  ],
  [extensionId.policyConstraints, sequence(tlv(implicit(0), hex('00')), tlv(implicit(1), hex('01')))],
  [extensionId.extKeyUsage, sequence(oid(keyPurpose.serverAuth), oid(keyPurpose.clientAuth))],
  [
    extensionId.freshestCRL,
    sequence(
      sequence(tlv(explicit(0), tlv(explicit(1), attribute(attributeType.commonName, utf8String('delta'))))),
    ),
  ],
  [extensionId.inhibitAnyPolicy, integer(0)],
  [extensionId.authorityInfoAccess, sequence(sequence(oid(accessMethod.ocsp), uri('http://ocsp.example')))],
  [
    extensionId.subjectInfoAccess,
    sequence(sequence(oid(accessMethod.caRepository), uri('http://repo.example'))),
  ],
  [extensionId.tlsFeature, sequence(integer(5))],
  [extensionId.ocspNoCheck, nullValue()],
  [extensionId.signedCertificateTimestamps, octetString(sctList)],
  [extensionId.precertificatePoison, nullValue()],
  [extensionId.certificateTemplateName, tlv(tag.bmpString, hex('00570065'))],
  [extensionId.certificateTemplate, sequence(oid('1.3.6.1.4.1.311.21.8.1'), integer(100), integer(3))],
  [extensionId.applicationPolicies, sequence(sequence(oid(keyPurpose.clientAuth)))],
  [extensionId.netscapeCertType, namedBits([1])],
  [extensionId.netscapeComment, ia5String('made by hand')],
];

const subject = nameDer(
  attribute(attributeType.countryName, tlv(tag.printableString, ascii('NO'))),
  attribute(attributeType.domainComponent, ia5String('example')),
  attribute(attributeType.organizationName, tlv(tag.bmpString, hex('00410063'))),
  attribute(attributeType.localityName, tlv(tag.teletexString, hex('4dfc'))),
  attribute(attributeType.title, tlv(tag.universalString, hex('0001f600'))),
  attribute('2.5.4.45', bitString(hex('aa'))),
  attribute(attributeType.commonName, utf8String('Größe ß')),
);

/** A certificate that makes no sense and has every extension we decode, every name form and string type. */
export const everyExtensionCertificate = certificateDer({
  subject,
  rest: [extensionsDer(...values.map(([id, value], i) => extensionDer(id, value, i % 2 === 0)))],
});

const entry = (serial: number, ...extensions: readonly Uint8Array[]): Uint8Array =>
  sequence(
    integer(serial),
    utcTime('261015000000Z'),
    ...(extensions.length > 0 ? [sequence(...extensions)] : []),
  );

/** An indirect CRL with all entry extensions. */
export const revocationList = sequence(
  sequence(
    integer(1),
    sha256WithRsa,
    commonName('Issuer'),
    utcTime('261101000000Z'),
    utcTime('261201000000Z'),
    sequence(
      entry(5),
      entry(
        6,
        extensionDer(extensionId.cRLReason, hex('0a0101')),
        extensionDer(extensionId.invalidityDate, generalizedTime('20260101000000Z')),
      ),
      entry(
        7,
        extensionDer(extensionId.certificateIssuer, sequence(tlv(explicit(4), commonName('other'))), true),
      ),
      entry(5),
    ),
    tlv(
      explicit(0),
      sequence(
        extensionDer(extensionId.cRLNumber, integer(7)),
        extensionDer(
          extensionId.issuingDistributionPoint,
          sequence(pointName, tlv(implicit(4), hex('ff'))),
          true,
        ),
      ),
    ),
  ),
  sha256WithRsa,
  bitString(hex('aabb')),
);
