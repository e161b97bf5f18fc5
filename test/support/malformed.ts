import {
  bitString,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  tlv,
} from '../../src/lib/asn1/der-writer.ts';
import { algorithmId, attributeType, extensionId, keyPurpose } from '../../src/lib/asn1/oids.ts';
import { explicit, implicit, tag } from '../../src/lib/asn1/tags.ts';
import { concat } from '../../src/lib/bytes.ts';
import type { ExtensionName } from '../../src/lib/x509/extensions.ts';
import { extensionDer, generalizedTime, utcTime } from './certificate-der.ts';
import { hex } from './decode.ts';
import { generalName } from './general-names.ts';
import type { CertificateRecipe } from './pki.ts';

const ascii = new TextEncoder();
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A certificate of which one part breaks the rule of its standard, and is sound otherwise. */
export interface MalformedRecipe {
  readonly name: string;
  readonly recipe: CertificateRecipe;
}

/** The extension with this content in the place of a sound one. */
const withExtension = (name: ExtensionName, content: Uint8Array, critical = false): CertificateRecipe => ({
  without: [name],
  more: [extensionDer(extensionId[name], content, critical)],
});

/** A subject whose organization is this value, and a common name. */
const withOrganization = (value: Uint8Array): CertificateRecipe => ({
  raw: {
    subject: sequence(
      setOf(sequence(oid(attributeType.organizationName), value)),
      setOf(sequence(oid(attributeType.commonName), tlv(tag.utf8String, ascii.encode('expe1.example.com')))),
    ),
  },
});

const withValidity = (notBefore: Uint8Array, notAfter: Uint8Array): CertificateRecipe => ({
  raw: { validity: sequence(notBefore, notAfter) },
});

const host = generalName('dns:expe1.example.com');
const policy = sequence(oid('1.3.6.1.4.1.99999.1'));
const notBefore = utcTime('260101000000Z');
const notAfter = utcTime('271231000000Z');

const row = (name: string, recipe: CertificateRecipe): MalformedRecipe => ({ name, recipe });

/** Each is one slip that some CA has made, or could. */
export const malformedRecipes: readonly MalformedRecipe[] = [
  row(
    'NetscapeComment as PrintableString',
    withExtension('netscapeComment', tlv(tag.printableString, ascii.encode('made by hand'))),
  ),
  row('a certificate policy twice', withExtension('certificatePolicies', sequence(policy, policy))),
  row(
    'a CPS address as UTF8String',
    withExtension(
      'certificatePolicies',
      sequence(
        sequence(
          oid('1.3.6.1.4.1.99999.1'),
          sequence(
            sequence(oid('1.3.6.1.5.5.7.2.1'), tlv(tag.utf8String, ascii.encode('http://example.com'))),
          ),
        ),
      ),
    ),
  ),
  row(
    'critical policies, twice the same',
    withExtension('certificatePolicies', sequence(policy, policy), true),
  ),
  row(
    'a distribution point with an umlaut in UTF-8',
    withExtension(
      'cRLDistributionPoints',
      sequence(
        sequence(
          tlv(explicit(0), tlv(explicit(0), tlv(implicit(6), ascii.encode('http://example.com/ä.crl')))),
        ),
      ),
    ),
  ),
  row('no distribution point in the list of them', withExtension('cRLDistributionPoints', sequence())),
  row('distribution points that are no list', withExtension('cRLDistributionPoints', octetString(hex('00')))),
  row('IP address blocks that are no list', withExtension('ipAddrBlocks', hex('0500'))),
  row('IP address blocks that are cut off', withExtension('ipAddrBlocks', hex('300a3008'))),
  row('AS numbers that are no list', withExtension('autonomousSysIds', hex('0500'))),
  row('AS numbers without content', withExtension('autonomousSysIds', hex(''))),
  row('signature algorithms that differ in NULL', {
    raw: { signatureAlgorithm: sequence(oid(algorithmId.sha256WithRSAEncryption)) },
  }),
  row('an empty authority information access', withExtension('authorityInfoAccess', sequence())),
  row('authority information access that is no list', withExtension('authorityInfoAccess', hex('0500'))),
  row(
    'authority information access that is no list, and critical',
    withExtension('authorityInfoAccess', hex('0500'), true),
  ),
  row(
    'an umlaut in UTF-8 in a DNS name',
    withExtension('subjectAltName', sequence(host, tlv(implicit(2), ascii.encode('müller.example.com')))),
  ),
  row(
    'an address of three octets',
    withExtension('subjectAltName', sequence(host, tlv(implicit(7), hex('0a0001')))),
  ),
  row(
    'an address as text',
    withExtension('subjectAltName', sequence(host, tlv(implicit(7), ascii.encode('10.1.2.3')))),
  ),
  row('no alternative name in the list of them', withExtension('subjectAltName', sequence())),
  row(
    'alternative names that are no list',
    withExtension('subjectAltName', tlv(tag.utf8String, ascii.encode('expe1.example.com'))),
  ),
  row(
    'a directory name in broken UTF-8 among the alternative names',
    withExtension(
      'subjectAltName',
      sequence(
        host,
        tlv(
          explicit(4),
          sequence(setOf(sequence(oid(attributeType.commonName), tlv(tag.utf8String, latin1('Mü'))))),
        ),
      ),
    ),
  ),
  row(
    'a name form that does not exist',
    withExtension('subjectAltName', sequence(host, tlv(implicit(9), hex('00')))),
  ),
  row(
    'bytes behind the alternative names',
    withExtension('subjectAltName', Uint8Array.from([...sequence(host), 0, 0])),
  ),
  row('a key usage with unused bits set', withExtension('keyUsage', hex('030205bf'), true)),
  row('a key usage with eight unused bits', withExtension('keyUsage', hex('030208a0'), true)),
  row('a key usage without octets', withExtension('keyUsage', hex('0300'), true)),
  row('a key usage that is an octet string', withExtension('keyUsage', hex('0401a0'), true)),
  row('a key usage of six octets', withExtension('keyUsage', hex('030700a00000000001'), true)),
  row('no purpose in the extended key usage', withExtension('extKeyUsage', sequence())),
  row('an extended key usage that is no list', withExtension('extKeyUsage', oid(keyPurpose.serverAuth))),
  row('an extended key usage cut off', withExtension('extKeyUsage', hex('300a06082b060105050703'))),
  row('TRUE as 01 in the basic constraints', withExtension('basicConstraints', hex('3003010101'), true)),
  row(
    'a BOOLEAN of two octets in the basic constraints',
    withExtension('basicConstraints', hex('30040102ffff'), true),
  ),
  row('a padded path length', withExtension('basicConstraints', hex('30070101ff02020000'), true)),
  row('a negative path length', withExtension('basicConstraints', hex('30060101ff0201ff'), true)),
  row('basic constraints that are a BOOLEAN', withExtension('basicConstraints', hex('0101ff'), true)),
  row(
    'basic constraints of indefinite length',
    withExtension('basicConstraints', hex('30800101ff0000'), true),
  ),
  row(
    'basic constraints with a long form of length',
    withExtension('basicConstraints', hex('3081030101ff'), true),
  ),
  row(
    'a subject key identifier without its OCTET STRING',
    withExtension('subjectKeyIdentifier', hex('00112233445566778899aabbccddeeff00112233')),
  ),
  row(
    'an authority key identifier that is an OCTET STRING',
    withExtension('authorityKeyIdentifier', octetString(hex('0011'))),
  ),
  row(
    'an extra field in the authority key identifier',
    withExtension('authorityKeyIdentifier', hex('3003890100')),
  ),
  row('a certificate type that is a number', withExtension('netscapeCertType', integer(0xc0))),
  row('name constraints without a subtree', withExtension('nameConstraints', hex('3002a000'), true)),
  row('name constraints that are no list', withExtension('nameConstraints', hex('0500'), true)),
  row(
    'a constrained address of five octets',
    withExtension(
      'nameConstraints',
      sequence(tlv(explicit(1), sequence(tlv(implicit(7), hex('0a00000000'))))),
      true,
    ),
  ),
  row(
    'an encoded minimum of 0 in the name constraints',
    withExtension(
      'nameConstraints',
      sequence(tlv(explicit(1), sequence(generalName('dns:example.org'), tlv(implicit(0), hex('00'))))),
      true,
    ),
  ),
  row('an issuer alternative name that is a string', withExtension('issuerAltName', hex('0c0141'))),
  row(
    'policy constraints with a negative number',
    withExtension('policyConstraints', hex('30038001ff'), false),
  ),
  row(
    'a timestamp of a version that nobody knows',
    withExtension('signedCertificateTimestamps', octetString(hex('0003000107'))),
  ),
  row('timestamps that are nothing', withExtension('signedCertificateTimestamps', hex('0400'))),
  row('ocspNoCheck with content', withExtension('ocspNoCheck', hex('050100'))),
  row('critical as 01', { more: [sequence(oid('1.2.3.4'), hex('010101'), octetString(hex('0500')))] }),
  row('critical as 01 in a key usage', {
    without: ['keyUsage'],
    more: [sequence(oid(extensionId.keyUsage), hex('010101'), octetString(hex('030205a0')))],
  }),
  row('two subject key identifiers', {
    more: [extensionDer(extensionId.subjectKeyIdentifier, octetString(hex('01020304')))],
  }),
  row('two NetscapeComments', {
    more: [1, 2].map(() => extensionDer(extensionId.netscapeComment, hex('160141'))),
  }),
  row('two extensions that nobody knows', { more: [1, 2].map(() => extensionDer('1.2.3.4', hex('0500'))) }),
  row('an empty list of extensions', { raw: { extensions: tlv(explicit(3), sequence()) } }),
  row(
    'Latin-1 in a PrintableString of the subject',
    withOrganization(tlv(tag.printableString, latin1('Müller'))),
  ),
  row('Latin-1 in an IA5String of the subject', withOrganization(tlv(tag.ia5String, latin1('Müller')))),
  row(
    'letters in a NumericString of the subject',
    withOrganization(tlv(tag.numericString, latin1('Muller'))),
  ),
  row('Latin-1 in a UTF8String of the subject', withOrganization(tlv(tag.utf8String, latin1('Müller')))),
  row('half a character in a BMPString of the subject', withOrganization(tlv(tag.bmpString, hex('004d00')))),
  row('a VisibleString in the subject', withOrganization(tlv(tag.visibleString, ascii.encode('Example')))),
  row('an INTEGER in the subject', withOrganization(tlv(tag.integer, hex('07')))),
  row('a BOOLEAN in the subject', withOrganization(tlv(tag.boolean, hex('ff')))),
  row(
    'a party name in the alternative names that is none',
    withExtension('subjectAltName', sequence(host, tlv(explicit(5), hex('0500')))),
  ),
  row('half a pair in a BMPString of the subject', withOrganization(tlv(tag.bmpString, hex('004dd800')))),
  row(
    'three octets in a UniversalString of the subject',
    withOrganization(tlv(tag.universalString, hex('00004d'))),
  ),
  row(
    'a number beyond Unicode in a UniversalString of the subject',
    withOrganization(tlv(tag.universalString, hex('00110000'))),
  ),
  row('an empty RDN in the subject', {
    raw: {
      subject: sequence(
        tlv(tag.set),
        setOf(
          sequence(oid(attributeType.commonName), tlv(tag.utf8String, ascii.encode('expe1.example.com'))),
        ),
      ),
    },
  }),
  row('an explicit version 1', {
    raw: { version: tlv(explicit(0), integer(0)), extensions: new Uint8Array() },
  }),
  row('an explicit version 1 with extensions', { raw: { version: tlv(explicit(0), integer(0)) } }),
  row('version 2 with extensions', { raw: { version: tlv(explicit(0), integer(1)) } }),
  row('version 4', { raw: { version: tlv(explicit(0), integer(3)) } }),
  row('a padded serial number', { raw: { serialNumber: hex('02020001') } }),
  row('an empty serial number', { raw: { serialNumber: hex('0200') } }),
  row('a negative modulus', {
    raw: {
      publicKey: sequence(
        sequence(oid(algorithmId.rsaEncryption), nullValue()),
        bitString(
          sequence(tlv(tag.integer, concat(hex('f1'), new Uint8Array(255).fill(0xa5))), integer(65537)),
        ),
      ),
    },
  }),
  row('two different algorithms of the signature', {
    raw: { signatureAlgorithm: sequence(oid(algorithmId.sha384WithRSAEncryption), nullValue()) },
  }),
  row('half an octet of signature', {
    raw: { signature: bitString(concat(new Uint8Array(255), hex('f0')), 4) },
  }),
  row('30 February', withValidity(utcTime('260230000000Z'), notAfter)),
  row('a thirteenth month', withValidity(notBefore, utcTime('271331000000Z'))),
  row('a UTCTime without seconds', withValidity(utcTime('2601010000Z'), notAfter)),
  row('a UTCTime with an offset', withValidity(utcTime('260101000000+0100'), notAfter)),
  row('a UTCTime without a zone', withValidity(notBefore, utcTime('271231000000'))),
  row('a GeneralizedTime with a fraction', withValidity(notBefore, generalizedTime('20271231000000.5Z'))),
  row('a GeneralizedTime with an offset', withValidity(notBefore, generalizedTime('20271231000000+0000'))),
  row('a GeneralizedTime without seconds', withValidity(notBefore, generalizedTime('202712310000Z'))),
];
