import { expect } from 'vitest';
import {
  bitString,
  boolean,
  integer,
  oid,
  sequence,
  tlv,
  utf8String,
} from '../../src/lib/asn1/der-writer.ts';
import { algorithmId, curveId } from '../../src/lib/asn1/oids.ts';
import { explicit, implicit } from '../../src/lib/asn1/tags.ts';
import type { Finding } from '../../src/lib/findings/finding.ts';
import type { PathSettings } from '../../src/lib/path/options.ts';
import { pathRules } from '../../src/lib/rules/path/index.ts';
import { extensionDer } from '../support/certificate-der.ts';
import { hex } from '../support/decode.ts';
import { runCases, type Case } from '../support/cases.ts';
import { factsFor, type PathQuestion } from '../support/paths.ts';
import { generalName } from '../support/general-names.ts';
import { generalizedTimeOf, keyIdentifier, type CertificateRecipe } from '../support/pki.ts';

interface Row extends Case, PathQuestion {}

/** A root, a CA and a leaf, each with what is odd about it. */
function chain(
  odd:
    | Readonly<Record<'root' | 'sub' | 'leaf', CertificateRecipe>>
    | Partial<Record<'root' | 'sub' | 'leaf', CertificateRecipe>> = {},
): PathQuestion['pki'] {
  return {
    root: { ...odd.root },
    sub: { issuedBy: 'root', ...odd.sub },
    leaf: { issuedBy: 'sub', ...odd.leaf },
  };
}

const host = (name: string): Partial<PathSettings> => ({ identities: [{ kind: 'dns', name }] });
const webpki = (more: Partial<PathSettings> = {}): Partial<PathSettings> => ({
  profile: 'webpki',
  isPublicSuffix: (name) => name === 'com' || name === 'hosting.example.com',
  ...more,
});
/** Keys and signatures that public CAs may use: one key for all would be a loop. */
const onTheWeb = (
  odd: Partial<Record<'root' | 'sub' | 'leaf', CertificateRecipe>> = {},
): PathQuestion['pki'] =>
  chain({
    root: { key: 'rsa-3072', ...odd.root },
    sub: { key: 'rsa-2048', ...odd.sub },
    leaf: { key: 'rsa-2048-b', subject: '', san: ['dns:www.example.com'], ...odd.leaf },
  });

const policyA = '1.3.6.1.4.1.99999.1';
const policyB = '1.3.6.1.4.1.99999.2';
const unknown = extensionDer('1.3.6.1.4.1.99999.7', utf8String('?'), true);
const malformed = (id: string, value: Uint8Array): Uint8Array => extensionDer(id, value);
/** The base point of P-256, which lies on it. */
const generator = Uint8Array.from(
  Buffer.from(
    '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296' +
      '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    'hex',
  ),
);
const changed = (octets: Uint8Array, at: number, octet: number): Uint8Array =>
  octets.map((old, index) => (index === at ? octet : old));
const p256 = oid(curveId.secp256r1);
const ecKey = (parameters: Uint8Array, point: Uint8Array): Uint8Array =>
  sequence(sequence(oid(algorithmId['id-ecPublicKey']), parameters), bitString(point));
/** An authority key identifier with a serial number, an issuer, or both. */
const authority = (serial: boolean, issuer: boolean): Uint8Array =>
  extensionDer(
    '2.5.29.35',
    sequence(
      tlv(implicit(0), keyIdentifier('sub')),
      ...(issuer ? [tlv(explicit(1), generalName('dirname:CN=root'))] : []),
      ...(serial ? [tlv(implicit(2), Uint8Array.of(7))] : []),
    ),
  );
/** IP address blocks: 10.0.0.0/8. */
const tenNet = extensionDer('1.3.6.1.5.5.7.1.7', hex('300c300a0402000130040302000a'));
const harmless = extensionDer('1.3.6.1.4.1.99999.7', utf8String('?'), false);
const inChain: Partial<PathSettings> = { revocation: 'chain' };
const lists = [{ issuedBy: 'root' }, { issuedBy: 'sub' }];

const values =
  (...expected: readonly object[]) =>
  (findings: readonly Finding[]) =>
    expect(findings.map(({ params }) => params)).toMatchObject(expected);

const rows: readonly Row[] = [
  {
    name: 'a good path for the right host',
    pki: chain(),
    settings: host('HOST.example.com.'),
    expect: [],
    nearMissOf: [
      'path/issuer-not-found',
      'path/search-limit-reached',
      'path/name-mismatch',
      'path/signature-not-checked',
    ],
  },
  // search
  {
    name: 'the intermediate is missing',
    pki: chain(),
    intermediates: [],
    expect: ['path/issuer-not-found'],
    check: values({ role: 'leaf', issuer: 'CN=sub', selfSigned: false }),
  },
  {
    name: 'a self-signed certificate that nobody trusts',
    pki: { root: {}, leaf: {} },
    expect: ['path/issuer-not-found'],
    check: values({ selfSigned: true }),
  },
  {
    name: 'a CA that only leads back to itself',
    pki: { root: {}, a: { issuedBy: 'b' }, b: { issuedBy: 'a' }, leaf: { issuedBy: 'a' } },
    expect: ['path/issuer-not-found'],
  },
  {
    name: 'more CAs of one name than signatures may be checked',
    pki: {
      root: {},
      ...Object.fromEntries(
        Array.from({ length: 9 }, (_, i) => [
          `ca${i}`,
          { issuedBy: 'root', subject: 'CN=CA', key: `other${i}` },
        ]),
      ),
      leaf: { issuedBy: 'root', issuer: 'CN=CA', signedWith: 'nobody' },
    },
    settings: { limits: { signatureCost: 24 } },
    expect: ['path/search-limit-reached', 'path/signature-invalid'],
    check: (findings) => expect(findings[0]!.params).toEqual({ limits: ['signatureCost'] }),
  },
  {
    name: 'many names against many constraints',
    pki: {
      root: { permitted: Array.from({ length: 60 }, (_, i) => `dns:t${i}.example`) },
      leaf: { issuedBy: 'root', san: Array.from({ length: 60 }, (_, i) => `dns:t${i}.example`) },
    },
    settings: { limits: { nameConstraintComparisons: 3_599 } },
    expect: ['path/search-limit-reached'],
  },
  {
    name: 'one comparison fewer',
    pki: {
      root: { permitted: Array.from({ length: 60 }, (_, i) => `dns:t${i}.example`) },
      leaf: { issuedBy: 'root', san: Array.from({ length: 60 }, (_, i) => `dns:t${i}.example`) },
    },
    settings: { limits: { nameConstraintComparisons: 3_600 } },
    expect: [],
    nearMissOf: 'path/search-limit-reached',
  },
  // signatures
  {
    name: 'a damaged signature',
    pki: chain({ leaf: { damaged: true } }),
    expect: ['path/signature-invalid'],
  },
  {
    name: 'a key identifier that names another key, while the signature fits',
    pki: chain({
      sub: {
        without: ['subjectKeyIdentifier'],
        more: [extensionDer('2.5.29.14', Uint8Array.of(4, 2, 1, 2))],
      },
    }),
    expect: [],
    nearMissOf: 'path/signature-invalid',
  },
  {
    name: 'a curve that nobody here computes with',
    pki: chain({ sub: { key: 'ec-secp256k1' } }),
    expect: ['path/signature-not-checked'],
    check: values({ algorithm: 'ecdsa-with-SHA256' }),
  },
  {
    name: 'MD5',
    pki: chain({ sub: { key: 'rsa-2048' }, leaf: { hash: 'md5' } }),
    expect: ['path/signature-not-checked', 'path/weak-signature'],
  },
  {
    name: 'SHA-1',
    pki: chain({ sub: { key: 'rsa-2048' }, leaf: { hash: 'sha1' } }),
    expect: ['path/weak-signature'],
    check: values({ role: 'leaf', algorithm: 'sha1WithRSAEncryption' }),
  },
  {
    name: 'SHA-1 where it is allowed',
    pki: chain({ sub: { key: 'rsa-2048' }, leaf: { hash: 'sha1' } }),
    settings: { allowSha1: true },
    expect: [],
    nearMissOf: 'path/weak-signature',
  },
  {
    name: "SHA-1 in the anchor's own signature",
    pki: chain({ root: { key: 'rsa-2048', hash: 'sha1' } }),
    expect: [],
    nearMissOf: 'path/weak-signature',
  },
  {
    name: 'an algorithm that is not asked for',
    pki: chain({ sub: { key: 'rsa-2048' } }),
    settings: { signatureAlgorithms: ['id-Ed25519'] },
    expect: ['path/signature-algorithm-not-accepted'],
    check: values({ role: 'leaf', algorithm: 'sha256WithRSAEncryption' }),
  },
  {
    name: 'algorithms that are asked for',
    pki: chain({ sub: { key: 'rsa-2048' } }),
    settings: { signatureAlgorithms: ['id-Ed25519', 'sha256WithRSAEncryption'] },
    expect: [],
    nearMissOf: 'path/signature-algorithm-not-accepted',
  },
  {
    name: 'an RSA key of 1024 bits',
    pki: chain({ sub: { key: 'rsa-1024' } }),
    expect: ['path/weak-key'],
    check: values({ role: 'intermediate', minimum: 2048, weakness: 'too-short' }),
  },
  {
    name: 'an RSA key of 1024 bits where that is enough',
    pki: chain({ sub: { key: 'rsa-1024' } }),
    settings: { minimumRsaBits: 1024 },
    expect: [],
    nearMissOf: 'path/weak-key',
  },
  {
    name: 'an RSA key of 3072 bits where 2048 are the most',
    pki: chain({ sub: { key: 'rsa-3072' } }),
    settings: { mostRsaBits: 2048 },
    expect: ['path/key-too-costly'],
    check: values({ role: 'intermediate', most: 2048, exponentBits: 33 }),
  },
  {
    name: 'an RSA key of as many bits as are the most',
    pki: chain({ sub: { key: 'rsa-3072' } }),
    settings: { mostRsaBits: 3072 },
    expect: [],
    nearMissOf: 'path/key-too-costly',
  },
  // as an appliance judges
  {
    name: 'on an appliance: a good path, for a server that is one for clients too',
    pki: chain({ leaf: { eku: ['serverAuth', 'clientAuth'] } }),
    settings: { profile: 'appliance', purpose: 'client' },
    expect: [],
    nearMissOf: ['path/issuer-key-differs', 'path/purpose-refused'],
  },
  {
    name: 'on an appliance: a CA of the right name whose key identifier is another',
    pki: chain({
      sub: {
        without: ['subjectKeyIdentifier'],
        more: [extensionDer('2.5.29.14', Uint8Array.of(4, 2, 1, 2))],
      },
    }),
    settings: { profile: 'appliance' },
    expect: ['path/issuer-key-differs'],
    check: values({ role: 'leaf', issuer: 'CN=sub', found: { shown: ['0102'], count: 1 } }),
  },
  {
    name: 'on an appliance: a server certificate where a client is asked for',
    pki: chain(),
    settings: { profile: 'appliance', purpose: 'client' },
    expect: ['path/purpose-refused'],
    check: values({ role: 'leaf', by: 'extended key usage' }),
  },
  {
    name: 'on an appliance: a CA for e-mail above a server',
    pki: chain({ sub: { eku: ['emailProtection'] } }),
    settings: { profile: 'appliance' },
    expect: ['path/purpose-refused'],
    check: values({ role: 'intermediate', by: 'extended key usage' }),
  },
  {
    name: 'on an appliance: a root that is known for a CA by its key usage alone',
    pki: chain({ root: { ca: null, keyUsage: ['keyCertSign'] } }),
    settings: { profile: 'appliance', conformance: false },
    expect: [],
    nearMissOf: 'path/not-a-ca',
  },
  {
    name: 'on an appliance: an intermediate that is known for a CA by its key usage alone',
    pki: chain({ sub: { ca: null, keyUsage: ['keyCertSign'] } }),
    settings: { profile: 'appliance', conformance: false },
    expect: ['path/not-a-ca'],
  },
  {
    name: 'on an appliance: a critical key identifier, which OpenSSL does not know as critical',
    pki: chain({ sub: { critical: { authorityKeyIdentifier: true } } }),
    settings: { profile: 'appliance', conformance: false },
    expect: ['path/unknown-critical-extension'],
  },
  // CA certificates
  {
    name: 'a CA without basic constraints',
    pki: chain({ sub: { ca: null, keyUsage: null } }),
    expect: ['path/not-a-ca'],
    check: values({ role: 'intermediate', position: 1 }),
  },
  {
    name: 'a CA whose basic constraints say no',
    pki: chain({ sub: { ca: false, keyUsage: null } }),
    expect: ['path/not-a-ca'],
  },
  {
    name: 'a trusted certificate that is no CA',
    pki: { root: { ca: false, keyUsage: null }, leaf: { issuedBy: 'root' } },
    expect: ['path/not-a-ca'],
    check: values({ role: 'anchor' }),
  },
  {
    name: 'the same where the anchor is a name and a key',
    pki: { root: { ca: false, keyUsage: null }, leaf: { issuedBy: 'root' } },
    settings: { anchors: 'name-and-key' },
    expect: [],
    nearMissOf: 'path/not-a-ca',
  },
  {
    name: 'a trusted certificate of version 1',
    pki: { root: { version: 1 }, leaf: { issuedBy: 'root' } },
    expect: [],
    nearMissOf: ['path/not-a-ca', 'path/subject-key-id-missing', 'path/authority-key-id-missing'],
  },
  {
    name: 'an intermediate of version 1',
    pki: chain({ sub: { version: 1 } }),
    expect: ['path/not-a-ca'],
  },
  {
    name: 'a CA for revocation lists only',
    pki: chain({ sub: { keyUsage: ['cRLSign'] } }),
    expect: ['path/key-cert-sign-missing'],
  },
  {
    name: 'a CA without key usage',
    pki: chain({ sub: { keyUsage: null } }),
    expect: ['path/ca-key-usage-missing'],
    check: values({ role: 'intermediate' }),
  },
  {
    name: 'a CA without key usage where only the algorithm of section 6 counts',
    pki: chain({ sub: { keyUsage: null } }),
    settings: { conformance: false },
    expect: [],
    nearMissOf: ['path/key-cert-sign-missing', 'path/ca-key-usage-missing'],
  },
  {
    name: 'a trusted CA without key usage',
    pki: chain({ root: { keyUsage: null } }),
    expect: [],
    nearMissOf: 'path/ca-key-usage-missing',
  },
  {
    name: 'a CA below one that allows none',
    pki: {
      root: { pathLength: 0 },
      sub: { issuedBy: 'root' },
      leaf: { issuedBy: 'sub' },
    },
    expect: ['path/path-length-exceeded'],
    check: values({ position: 1, limit: 0, limitedBy: 2 }),
  },
  {
    name: 'a self-issued CA below one that allows none',
    pki: {
      root: { pathLength: 0 },
      rollover: { issuedBy: 'root', subject: 'CN=root' },
      leaf: { issuedBy: 'rollover' },
    },
    expect: [],
    nearMissOf: ['path/path-length-exceeded', 'path/too-many-intermediates'],
    settings: { maxIntermediates: 0 },
  },
  {
    name: 'a CA certificate in the place of the leaf does not use up path length',
    pki: {
      root: {},
      sub: { issuedBy: 'root', pathLength: 0 },
      leaf: { issuedBy: 'sub', ca: true, pathLength: 3 },
    },
    expect: [],
    nearMissOf: [
      'path/path-length-exceeded',
      'path/path-length-without-ca',
      'path/key-cert-sign-without-ca',
      'path/leaf-is-ca',
    ],
  },
  {
    name: 'a path length beyond all numbers',
    pki: {
      root: {
        ca: null,
        keyUsage: ['keyCertSign'],
        more: [extensionDer('2.5.29.19', sequence(boolean(true), integer(2n ** 70n)), true)],
      },
      a: { issuedBy: 'root', pathLength: 1 },
      b: { issuedBy: 'a' },
      leaf: { issuedBy: 'b' },
    },
    expect: [],
    nearMissOf: ['path/path-length-exceeded', 'path/malformed-part'],
  },
  {
    name: 'a lower CA cannot widen the path length',
    pki: {
      root: { pathLength: 1 },
      a: { issuedBy: 'root', pathLength: 9 },
      b: { issuedBy: 'a' },
      leaf: { issuedBy: 'b' },
    },
    expect: ['path/path-length-exceeded'],
    check: values({ position: 1, limit: 1, limitedBy: 3 }),
  },
  {
    name: 'deeper than you allow',
    pki: chain(),
    settings: { maxIntermediates: 0 },
    expect: ['path/too-many-intermediates'],
    check: values({ found: 1, maximum: 0 }),
  },
  {
    name: 'an unknown critical extension in a CA',
    pki: chain({ sub: { more: [unknown] } }),
    expect: ['path/unknown-critical-extension'],
    check: values({ role: 'intermediate', extensions: { shown: ['1.3.6.1.4.1.99999.7'], count: 1 } }),
  },
  {
    name: 'an unknown extension that is not critical',
    pki: chain({ sub: { more: [harmless] }, leaf: { more: [harmless] } }),
    expect: [],
    nearMissOf: 'path/unknown-critical-extension',
  },
  {
    name: 'a critical ocsp-nocheck',
    pki: chain({ leaf: { more: [extensionDer('1.3.6.1.5.5.7.48.1.5', tlv(5), true)] } }),
    expect: [],
    nearMissOf: 'path/unknown-critical-extension',
  },
  {
    name: 'on an appliance: IP addresses that no CA above holds',
    pki: chain({ leaf: { more: [tenNet] } }),
    settings: { profile: 'appliance', conformance: false },
    expect: ['path/resources-not-held'],
    check: values({ role: 'intermediate', position: 1 }),
  },
  {
    name: 'the same by RFC 5280, which does not ask for them',
    pki: chain({ leaf: { more: [tenNet] } }),
    expect: [],
    nearMissOf: 'path/resources-not-held',
  },
  {
    name: 'critical policies with a qualifier nobody knows',
    pki: chain({
      leaf: {
        more: [
          extensionDer(
            '2.5.29.32',
            sequence(sequence(oid(policyA), sequence(sequence(oid('1.3.6.1.4.1.99999.8'), utf8String('?'))))),
            true,
          ),
        ],
      },
    }),
    expect: ['path/unknown-critical-extension'],
  },
  // malformed parts
  {
    name: 'a comment in another string type',
    pki: chain({ sub: { more: [malformed('2.16.840.1.113730.1.13', utf8String('?'))] } }),
    expect: ['path/malformed-part'],
    check: values({
      role: 'intermediate',
      faults: {
        shown: [
          "netscapeComment: expected IA5String, found UTF8String (against Netscape's certificate extensions)",
        ],
        count: 1,
      },
    }),
  },
  {
    name: 'the same in an anchor that is a name and a key',
    pki: chain({ root: { more: [malformed('2.16.840.1.113730.1.13', utf8String('?'))] } }),
    settings: { anchors: 'name-and-key' },
    expect: ['path/malformed-part'],
  },
  {
    name: 'on an appliance: the same, which OpenSSL does not look at',
    pki: chain({ sub: { more: [malformed('2.16.840.1.113730.1.13', utf8String('?'))] } }),
    settings: { profile: 'appliance', conformance: false },
    expect: [],
    nearMissOf: ['path/malformed-part', 'path/malformed-part-open'],
  },
  {
    name: 'on an appliance: distribution points that are no list',
    pki: chain({ sub: { more: [malformed('2.5.29.31', utf8String('?'))] } }),
    settings: { profile: 'appliance', conformance: false },
    expect: ['path/malformed-part'],
    nearMissOf: 'path/malformed-part-open',
  },
  {
    name: 'on an appliance: a list of indefinite length, of which nobody knows',
    pki: chain({ sub: { more: [malformed('2.5.29.31', Uint8Array.of(0x30, 0x80, 0, 0))] } }),
    settings: { profile: 'appliance', conformance: false },
    expect: ['path/malformed-part-open'],
  },
  // name constraints
  {
    name: 'a host outside the permitted domain',
    pki: chain({ sub: { permitted: ['dns:example.org'] } }),
    expect: ['path/name-constraint-violated'],
    check: values({ role: 'leaf', name: 'dns:host.example.com', breach: 'not-permitted', constrainedBy: 1 }),
  },
  {
    name: 'a host inside the permitted domain',
    pki: chain({ sub: { permitted: ['dns:EXAMPLE.com'], excluded: ['dns:ost.example.com'] } }),
    expect: [],
    nearMissOf: [
      'path/name-constraint-violated',
      'path/name-constraints-malformed',
      'path/constraints-empty',
    ],
  },
  {
    name: 'a self-issued CA in the middle is exempt, the leaf is not',
    pki: {
      root: { permitted: ['dirname:CN=Leaf'] },
      rollover: { issuedBy: 'root', subject: 'CN=root' },
      leaf: { issuedBy: 'rollover', subject: 'CN=Other' },
    },
    expect: ['path/name-constraint-violated'],
    check: values({ position: 0 }),
  },
  {
    name: 'a constraint with a leading dot',
    pki: chain({ sub: { permitted: ['dns:.example.com'] } }),
    expect: ['path/name-constraints-malformed', 'path/name-constraint-violated'],
  },
  {
    name: 'a constraint with a leading dot where that means subdomains',
    pki: chain({ sub: { permitted: ['dns:.example.com'] } }),
    settings: { leadingDotConstraints: 'subdomains' },
    expect: [],
    nearMissOf: ['path/name-constraints-malformed', 'path/name-constraint-violated'],
  },
  // usages and policies
  {
    name: 'a certificate for clients only',
    pki: chain({ leaf: { eku: ['clientAuth'] } }),
    expect: ['path/usage-not-allowed'],
    check: values({ role: 'leaf', missing: ['serverAuth'] }),
  },
  {
    name: 'a CA for clients only',
    pki: chain({ sub: { eku: ['clientAuth'] } }),
    expect: ['path/usage-not-allowed'],
    check: values({ role: 'intermediate' }),
  },
  {
    name: 'no restriction of usages',
    pki: chain({ sub: { eku: ['anyExtendedKeyUsage'] }, leaf: { eku: null } }),
    expect: [],
    nearMissOf: ['path/usage-not-allowed', 'path/usage-not-named'],
  },
  {
    name: 'a key usage that is not there',
    pki: chain({ leaf: { keyUsage: ['digitalSignature'] } }),
    settings: { keyUsage: ['digitalSignature', 'keyEncipherment'] },
    expect: ['path/key-usage-missing'],
    check: values({ missing: ['keyEncipherment'] }),
  },
  {
    name: 'a key usage that allows nothing',
    pki: chain({ leaf: { keyUsage: [] } }),
    settings: { purpose: 'any', conformance: false },
    expect: ['path/key-usage-empty'],
    check: values({ role: 'leaf' }),
  },
  {
    name: 'a key usage of bits that have no name',
    pki: chain({
      leaf: { keyUsage: null, more: [extensionDer('2.5.29.15', bitString(Uint8Array.of(0, 0x40), 6))] },
    }),
    expect: ['path/key-usage-empty'],
  },
  {
    name: 'a key for signing lists in a server',
    pki: chain({ leaf: { key: 'p256-leaf', keyUsage: ['cRLSign'] } }),
    expect: ['path/key-usage-unfit'],
    check: values({
      purpose: 'serverAuth',
      wanted: ['digitalSignature', 'keyAgreement'],
      found: ['cRLSign'],
      key: 'ECDSA P-256',
    }),
  },
  {
    name: 'the same without extended key usage',
    pki: chain({ leaf: { keyUsage: ['cRLSign'], eku: null } }),
    expect: ['path/key-usage-unfit'],
  },
  {
    name: 'the same where no purpose is asked for',
    pki: chain({ leaf: { keyUsage: ['cRLSign'] } }),
    settings: { purpose: 'any' },
    expect: [],
    nearMissOf: ['path/key-usage-unfit', 'path/key-usage-empty'],
  },
  {
    name: 'a key on a curve that may only encipher keys, which it cannot',
    pki: chain({ leaf: { key: 'p256-leaf', keyUsage: ['keyEncipherment'] } }),
    expect: ['path/key-usage-unfit'],
  },
  {
    name: 'a key on a curve that may only agree on keys',
    pki: chain({ leaf: { key: 'p256-leaf', keyUsage: ['keyAgreement', 'decipherOnly'] } }),
    expect: [],
    nearMissOf: 'path/key-usage-unfit',
  },
  {
    name: 'an RSA key of a server that may only encipher keys',
    pki: chain({ leaf: { key: 'rsa-2048', keyUsage: ['keyEncipherment'] } }),
    expect: [],
    nearMissOf: 'path/key-usage-unfit',
  },
  {
    name: 'an RSA key of a client that may only encipher keys',
    pki: chain({ leaf: { key: 'rsa-2048', keyUsage: ['keyEncipherment'], eku: ['clientAuth'] } }),
    settings: { purpose: 'client' },
    expect: ['path/key-usage-unfit'],
    check: values({ purpose: 'clientAuth', wanted: ['digitalSignature'] }),
  },
  {
    name: 'an Ed25519 key that may only agree on keys, which it cannot',
    pki: chain({ leaf: { keyUsage: ['keyAgreement'] } }),
    expect: ['path/key-usage-unfit'],
  },
  {
    name: 'a key for mail that may only commit to content',
    pki: chain({ leaf: { keyUsage: ['nonRepudiation'], eku: ['emailProtection'] } }),
    settings: { purpose: 'any', extendedKeyUsage: ['1.3.6.1.5.5.7.3.4'] },
    expect: [],
    nearMissOf: 'path/key-usage-unfit',
  },
  {
    name: 'no key usage extension',
    pki: chain({ leaf: { keyUsage: null } }),
    settings: { keyUsage: ['digitalSignature'] },
    expect: [],
    nearMissOf: 'path/key-usage-missing',
  },
  {
    name: 'a required policy that the leaf has not',
    pki: chain({ sub: { policies: [policyA] }, leaf: { policies: [policyB] } }),
    settings: {
      policies: {
        initialPolicies: [policyA],
        requireExplicitPolicy: true,
        inhibitPolicyMapping: false,
        inhibitAnyPolicy: false,
      },
    },
    expect: ['path/policy-required'],
    check: values({ role: 'leaf', accepted: [policyA] }),
  },
  {
    name: 'a required policy that all have',
    pki: chain({ sub: { policies: [policyA] }, leaf: { policies: [policyA] } }),
    settings: {
      policies: {
        initialPolicies: [policyA],
        requireExplicitPolicy: true,
        inhibitPolicyMapping: false,
        inhibitAnyPolicy: false,
      },
    },
    expect: [],
    nearMissOf: ['path/policy-required', 'path/policy-mapping-any'],
  },
  {
    name: 'a mapping to anyPolicy',
    pki: chain({
      sub: { policies: [policyA], policyMappings: [[policyA, '2.5.29.32.0']] },
      leaf: { policies: [policyA] },
    }),
    expect: ['path/policy-mapping-any'],
  },
  {
    name: 'a mapping between two policies',
    pki: chain({
      sub: { policies: [policyA], policyMappings: [[policyA, policyB]] },
      leaf: { policies: [policyB] },
    }),
    expect: [],
    nearMissOf: 'path/policy-mapping-any',
  },
  // names
  {
    name: 'the certificate of another host',
    pki: chain({ leaf: { subject: 'CN=other.example.com' } }),
    settings: host('other.example.com'),
    expect: ['path/name-mismatch'],
    check: values({
      expected: 'dns:other.example.com',
      found: { shown: ['dns:host.example.com'], count: 1 },
    }),
  },
  // RFC 5280 section 4
  { name: 'serial number 0', pki: chain({ leaf: { serial: 0 } }), expect: ['path/serial-number-improper'] },
  {
    name: 'a negative serial number',
    pki: chain({ sub: { serial: -5 } }),
    expect: ['path/serial-number-improper'],
  },
  {
    name: 'a serial number of 21 octets',
    pki: chain({ leaf: { serial: 2n ** 159n } }),
    expect: ['path/serial-number-improper'],
  },
  {
    name: 'a serial number of 20 octets, and a root with 0',
    pki: chain({ root: { serial: 0 }, leaf: { serial: 2n ** 158n } }),
    expect: [],
    nearMissOf: 'path/serial-number-improper',
  },
  {
    name: 'an issuer without name',
    pki: { root: { subject: '', san: null }, leaf: { issuedBy: 'root' } },
    expect: ['path/issuer-empty', 'path/issuer-empty', 'path/subject-empty'],
  },
  {
    name: 'a leaf without any name',
    pki: chain({ leaf: { subject: '', san: null } }),
    expect: ['path/subject-empty'],
  },
  {
    name: 'a leaf that is named by alternative names only',
    pki: chain({ leaf: { subject: '' } }),
    expect: [],
    nearMissOf: ['path/subject-empty', 'path/issuer-empty', 'path/criticality-wrong'],
  },
  {
    name: 'a leaf that is named by alternative names only, which are not critical',
    pki: chain({ leaf: { subject: '', critical: { subjectAltName: false } } }),
    expect: ['path/criticality-wrong'],
    check: values({ extension: 'subjectAltName', critical: false }),
  },
  {
    name: 'basic constraints of a CA, name constraints and information access with the wrong flag',
    pki: chain({
      root: { critical: { basicConstraints: false } },
      sub: {
        permitted: ['dns:example.com'],
        critical: { nameConstraints: false, subjectKeyIdentifier: true },
      },
      leaf: {
        policies: [policyA],
        critical: { certificatePolicies: true, keyUsage: false, extKeyUsage: true },
      },
    }),
    expect: ['path/criticality-wrong', 'path/criticality-wrong', 'path/criticality-wrong'],
  },
  {
    name: 'the same where only the algorithm of section 6 counts',
    pki: chain({
      root: { critical: { basicConstraints: false } },
      sub: {
        permitted: ['dns:example.com'],
        critical: { nameConstraints: false, subjectKeyIdentifier: true },
      },
    }),
    settings: { conformance: false },
    expect: [],
    nearMissOf: 'path/criticality-wrong',
  },
  {
    name: 'a subject unique identifier',
    pki: chain({ leaf: { uniqueId: true } }),
    expect: ['path/unique-identifier'],
  },
  {
    name: 'a subject unique identifier where only the algorithm of section 6 counts',
    pki: chain({ leaf: { uniqueId: true } }),
    settings: { conformance: false },
    expect: [],
    nearMissOf: 'path/unique-identifier',
  },
  {
    name: 'a leaf without authority key identifier',
    pki: chain({ leaf: { without: ['authorityKeyIdentifier'] } }),
    expect: ['path/authority-key-id-missing'],
  },
  {
    name: 'a trusted certificate that another CA has signed, without authority key identifier',
    pki: {
      elsewhere: {},
      root: { issuedBy: 'elsewhere', without: ['authorityKeyIdentifier'] },
      leaf: { issuedBy: 'root' },
    },
    intermediates: [],
    expect: ['path/authority-key-id-missing'],
    check: values({ role: 'anchor' }),
  },
  {
    name: 'a trusted certificate signed with its own key under another name',
    pki: { root: { issuer: 'CN=somebody' }, leaf: { issuedBy: 'root' } },
    expect: [],
    nearMissOf: 'path/authority-key-id-missing',
  },
  {
    name: 'an authority key identifier with a serial number and no issuer',
    pki: chain({ leaf: { without: ['authorityKeyIdentifier'], more: [authority(true, false)] } }),
    expect: ['path/authority-key-id-incomplete'],
    check: values({ role: 'leaf' }),
  },
  {
    name: 'an authority key identifier with an issuer and no serial number',
    pki: chain({ sub: { without: ['authorityKeyIdentifier'], more: [authority(false, true)] } }),
    expect: ['path/authority-key-id-incomplete'],
    check: values({ role: 'intermediate' }),
  },
  {
    name: 'an authority key identifier with both',
    pki: chain({ leaf: { without: ['authorityKeyIdentifier'], more: [authority(true, true)] } }),
    expect: [],
    nearMissOf: 'path/authority-key-id-incomplete',
  },
  {
    name: 'a distribution point of nothing but reasons, and an empty one for deltas',
    pki: chain({
      sub: { distributionPoints: [{ reasons: [1] }] },
      leaf: { more: [extensionDer('2.5.29.46', sequence(sequence()))] },
    }),
    expect: ['path/distribution-point-empty', 'path/distribution-point-empty'],
    check: values(
      { role: 'leaf', extension: 'freshestCRL' },
      { role: 'intermediate', extension: 'cRLDistributionPoints' },
    ),
  },
  {
    name: 'on an appliance: an empty point for deltas, which OpenSSL does not look at',
    pki: chain({ leaf: { more: [extensionDer('2.5.29.46', sequence(sequence()))] } }),
    settings: { profile: 'appliance' },
    expect: [],
    nearMissOf: 'path/distribution-point-empty',
  },
  {
    name: 'a distribution point of nothing but an issuer',
    pki: chain({ leaf: { distributionPoints: [{ issuer: ['dirname:CN=lists'] }] } }),
    expect: [],
    nearMissOf: 'path/distribution-point-empty',
  },
  {
    name: 'a key on a curve that is spelt out, and one on the curve of its issuer',
    pki: chain({
      sub: { raw: { publicKey: ecKey(sequence(integer(1)), generator) } },
      leaf: { raw: { publicKey: ecKey(tlv(5), generator) } },
    }),
    intermediates: [],
    expect: ['path/issuer-not-found', 'path/curve-not-named'],
  },
  {
    name: 'a leaf with a key on a curve that is spelt out',
    pki: chain({ leaf: { raw: { publicKey: ecKey(sequence(integer(1)), generator) } } }),
    expect: ['path/curve-not-named'],
  },
  {
    name: 'a leaf whose key is no point of its curve',
    pki: chain({ leaf: { raw: { publicKey: ecKey(p256, changed(generator, 64, 0)) } } }),
    expect: ['path/key-off-curve'],
  },
  {
    name: 'a leaf whose compressed key has no point on the curve',
    pki: chain({
      leaf: { raw: { publicKey: ecKey(p256, changed(changed(generator.subarray(0, 33), 0, 2), 32, 0)) } },
    }),
    expect: ['path/key-off-curve'],
  },
  {
    name: 'a leaf whose key is the point at infinity',
    pki: chain({ leaf: { raw: { publicKey: ecKey(p256, Uint8Array.of(0)) } } }),
    expect: ['path/key-off-curve'],
  },
  {
    name: 'a leaf whose key is a point of a named curve',
    pki: chain({ leaf: { raw: { publicKey: ecKey(p256, generator) } } }),
    expect: [],
    nearMissOf: ['path/key-off-curve', 'path/curve-not-named'],
  },
  {
    name: 'a leaf whose key is a compressed point',
    pki: chain({ leaf: { raw: { publicKey: ecKey(p256, changed(generator.subarray(0, 33), 0, 3)) } } }),
    expect: [],
    nearMissOf: 'path/key-off-curve',
  },
  {
    name: 'times before 2050 in the form for later ones',
    pki: chain({
      sub: {
        raw: { validity: sequence(generalizedTimeOf('2026-01-01'), generalizedTimeOf('2050-01-01')) },
      },
    }),
    expect: ['path/time-form'],
    check: (findings) =>
      expect(findings[0]).toMatchObject({
        severity: 'notice',
        params: { role: 'intermediate', fields: ['notBefore'] },
      }),
  },
  {
    name: 'a time in 2050',
    pki: chain({ leaf: { notAfter: '2050-01-01' } }),
    expect: [],
    nearMissOf: 'path/time-form',
  },
  {
    name: 'a self-signed leaf that is trusted itself',
    pki: { leaf: { ca: false } },
    anchors: ['leaf'],
    expect: [],
    nearMissOf: ['path/issuer-not-found', 'path/not-a-ca', 'path/authority-key-id-missing'],
  },
  {
    name: 'a CA without subject key identifier',
    pki: chain({ sub: { without: ['subjectKeyIdentifier'] } }),
    expect: ['path/subject-key-id-missing'],
  },
  {
    name: 'a leaf without subject key identifier',
    pki: chain({ leaf: { without: ['subjectKeyIdentifier'] } }),
    expect: [],
    nearMissOf: 'path/subject-key-id-missing',
  },
  {
    name: 'alternative names that are none',
    pki: chain({
      leaf: {
        san: [
          'dns:a_b.example.com',
          'dns:192.0.2.1',
          'dns:a.*.example.com',
          'dns:',
          'email:a@b@c.example',
          'uri:host',
          'dns:ok.example.com',
        ],
      },
    }),
    expect: ['path/alternative-name-malformed'],
    check: values({ names: { count: 6 } }),
  },
  {
    name: 'alternative names of every sort',
    pki: chain({
      leaf: {
        san: [
          ...[
            'dns:*.example.com',
            'dns:xn--bcher-kva.example',
            'ip:192.0.2.1',
            'ip:2001:db8::1',
            'email:a.b@example.com',
          ],
          ...[
            'uri:sip:a@example.com',
            'uri:https://[2001:db8::1]:8443/x',
            'uri:file:///etc',
            'dirname:CN=x',
            'rid:1.2.3',
          ],
          ...['srv:_collab-edge._tls.example.com', 'xmpp:conference.example.com'],
        ],
      },
    }),
    expect: [],
    nearMissOf: ['path/alternative-name-malformed', 'path/name-form-forbidden'],
  },
  {
    name: 'a leaf that may sign certificates',
    pki: chain({ leaf: { keyUsage: ['digitalSignature', 'keyCertSign'] } }),
    expect: ['path/key-cert-sign-without-ca'],
  },
  {
    name: 'a leaf with a path length',
    pki: chain({ leaf: { pathLength: 0 } }),
    expect: ['path/path-length-without-ca'],
  },
  {
    name: 'a leaf with name constraints',
    pki: chain({ leaf: { permitted: ['dns:example.com'] } }),
    expect: ['path/name-constraints-without-ca'],
  },
  {
    name: 'a CA with name constraints in the place of the leaf',
    pki: chain({ leaf: { ca: true, permitted: ['dns:example.org'] } }),
    expect: [],
    nearMissOf: ['path/name-constraints-without-ca', 'path/name-constraint-violated'],
  },
  {
    name: 'constraints that say nothing',
    pki: chain({ sub: { permitted: [], more: [extensionDer('2.5.29.36', sequence(), true)] } }),
    expect: ['path/constraints-empty', 'path/constraints-empty'],
  },
  {
    name: 'a default that is written out',
    pki: chain({
      leaf: { ca: null, more: [extensionDer('2.5.29.19', Uint8Array.of(0x30, 3, 1, 1, 0))] },
    }),
    expect: ['path/encoding-not-der'],
    check: (findings) => expect(findings[0]!.severity).toBe('warning'),
  },
  {
    name: 'everything as DER demands',
    pki: chain({ leaf: { ca: false } }),
    expect: [],
    nearMissOf: 'path/encoding-not-der',
  },
  // Baseline Requirements
  {
    name: 'a public certificate as it should be',
    pki: onTheWeb({
      leaf: { subject: 'CN=www.example.com', keyUsage: ['digitalSignature', 'keyEncipherment'] },
    }),
    settings: webpki(host('www.example.com')),
    expect: [],
    nearMissOf: [
      ...[
        'path/version-not-3',
        'path/alternative-names-missing',
        'path/common-name-not-listed',
        'path/key-not-permitted',
      ],
      ...['path/signature-not-permitted', 'path/leaf-key-usage-forbidden', 'path/leaf-usage-forbidden'],
      ...['path/public-suffix-not-checked', 'path/usage-not-named', 'path/anchor-usage-forbidden'],
    ],
  },
  {
    name: 'a root of version 1 on the web',
    pki: onTheWeb({ root: { version: 1 } }),
    settings: webpki(),
    expect: ['path/version-not-3'],
  },
  {
    name: 'a CA certificate as leaf on the web',
    pki: onTheWeb({
      leaf: {
        ca: true,
        eku: ['serverAuth'],
        keyUsage: null,
        subject: 'CN=www.example.com',
        san: ['dns:www.example.com'],
      },
    }),
    settings: webpki(),
    expect: ['path/leaf-is-ca'],
  },
  {
    name: 'no extended key usage on the web',
    pki: onTheWeb({ leaf: { eku: null } }),
    settings: webpki(),
    expect: ['path/usage-not-named'],
    check: values({ missing: ['serverAuth'] }),
  },
  {
    name: 'any extended key usage on the web',
    pki: onTheWeb({ leaf: { eku: ['serverAuth', 'anyExtendedKeyUsage'] } }),
    settings: webpki(),
    expect: ['path/leaf-usage-forbidden'],
  },
  {
    name: 'critical extended key usage on the web',
    pki: onTheWeb({ leaf: { critical: { extKeyUsage: true, subjectAltName: true } } }),
    settings: webpki(),
    expect: ['path/criticality-wrong'],
  },
  {
    name: 'name constraints that are not critical on the web',
    pki: onTheWeb({ sub: { permitted: ['dns:example.com'], critical: { nameConstraints: false } } }),
    settings: webpki(),
    expect: [],
    nearMissOf: 'path/criticality-wrong',
  },
  {
    name: 'a key for signing lists in a leaf on the web',
    pki: onTheWeb({ leaf: { keyUsage: ['digitalSignature', 'cRLSign'] } }),
    settings: webpki(),
    expect: ['path/leaf-key-usage-forbidden'],
  },
  {
    name: 'a root with extended key usage on the web',
    pki: onTheWeb({ root: { eku: ['serverAuth'] } }),
    settings: webpki(),
    expect: ['path/anchor-usage-forbidden'],
  },
  {
    name: 'a trusted intermediate with extended key usage on the web',
    pki: onTheWeb({ sub: { eku: ['serverAuth'] } }),
    anchors: ['sub'],
    intermediates: [],
    settings: webpki(),
    expect: [],
    nearMissOf: ['path/anchor-usage-forbidden', 'path/authority-key-id-unfit'],
  },
  {
    name: 'a name in the CN only on the web',
    pki: onTheWeb({ leaf: { subject: 'CN=www.example.com', san: null } }),
    settings: webpki(),
    expect: ['path/alternative-names-missing', 'path/common-name-not-listed'],
  },
  {
    name: 'a CN in other letters than the alternative name',
    pki: onTheWeb({ leaf: { subject: 'CN=WWW.example.com' } }),
    settings: webpki(),
    expect: ['path/common-name-not-listed'],
  },
  {
    name: 'an address as CN in its one form, and the domain below a wildcard',
    pki: onTheWeb({
      leaf: { subject: 'CN=2001:db8::1, CN=example.com', san: ['ip:2001:db8::1', 'dns:*.example.com'] },
    }),
    settings: webpki(),
    expect: [],
    nearMissOf: [
      'path/common-name-not-listed',
      'path/wildcard-public-suffix',
      'path/public-suffix-not-checked',
    ],
  },
  {
    name: 'XMPPAddress from a public CA',
    pki: onTheWeb({ leaf: { san: ['dns:www.example.com', 'xmpp:example.com'] } }),
    settings: webpki(),
    expect: ['path/name-form-forbidden'],
  },
  {
    name: 'an authority key identifier by issuer and serial number on the web',
    pki: onTheWeb({
      leaf: {
        without: ['authorityKeyIdentifier'],
        more: [
          extensionDer(
            '2.5.29.35',
            Uint8Array.from(Buffer.from('301b800101a1138611687474703a2f2f612e6578616d706c652f820101', 'hex')),
          ),
        ],
      },
    }),
    settings: webpki(),
    expect: ['path/authority-key-id-unfit'],
  },
  {
    name: 'keys on a curve and of a size that public CAs may not certify',
    pki: onTheWeb({ leaf: { key: 'ed25519-of-a-leaf' } }),
    settings: webpki(),
    expect: ['path/key-not-permitted'],
  },
  {
    name: 'the wrong digest for the curve',
    pki: onTheWeb({ sub: { key: 'ec-p-384' } }),
    settings: webpki(),
    expect: ['path/signature-not-permitted'],
    check: values({ role: 'leaf', algorithm: 'ecdsa-with-SHA256' }),
  },
  {
    name: 'the right digest for the curve',
    pki: onTheWeb({ sub: { key: 'ec-p-384' }, leaf: { hash: 'sha384' } }),
    settings: webpki(),
    expect: [],
    nearMissOf: 'path/signature-not-permitted',
  },
  {
    name: 'a wildcard over a registry and over a hosting provider',
    pki: onTheWeb({ leaf: { san: ['dns:*.com', 'dns:*.hosting.example.com', 'dns:*.www.example.com'] } }),
    settings: webpki(),
    expect: ['path/wildcard-public-suffix'],
    check: values({ suffixes: { shown: ['com', 'hosting.example.com'], count: 2 } }),
  },
  {
    name: 'wildcards without a public suffix list',
    pki: onTheWeb({ leaf: { san: ['dns:*.com', 'dns:*.hosting.example.com'] } }),
    settings: webpki({ isPublicSuffix: undefined }),
    expect: ['path/wildcard-public-suffix', 'path/public-suffix-not-checked'],
  },
  // revocation
  {
    name: 'a revoked leaf',
    pki: chain(),
    settings: inChain,
    crls: [{ issuedBy: 'root' }, { issuedBy: 'sub', revoked: [{ serial: 1002, reason: 1 }] }],
    expect: ['path/revoked'],
    check: values({ role: 'leaf', since: '2026-10-01 00:00:00Z', reason: 'keyCompromise' }),
  },
  {
    name: 'nobody revoked',
    pki: chain(),
    settings: inChain,
    crls: [{ issuedBy: 'root' }, { issuedBy: 'sub', revoked: [1001, 1003] }],
    expect: [],
    nearMissOf: ['path/revoked', 'path/revocation-unknown', 'path/revocation-unchecked'],
  },
  {
    name: 'an entry that the delta removes',
    pki: chain(),
    settings: inChain,
    crls: [
      { issuedBy: 'root' },
      { issuedBy: 'sub', revoked: [{ serial: 1002, reason: 6 }] },
      { issuedBy: 'sub', number: 2, base: 1, revoked: [{ serial: 1002, reason: 8 }] },
    ],
    expect: [],
    nearMissOf: 'path/revoked',
  },
  {
    name: 'a list with times before 2050 in the form for later ones',
    pki: chain(),
    settings: inChain,
    crls: [{ issuedBy: 'root' }, { issuedBy: 'sub', generalized: true, revoked: [7] }],
    expect: ['path/list-time-form'],
    check: (findings) =>
      expect(findings[0]).toMatchObject({
        severity: 'notice',
        params: { role: 'leaf', fields: ['thisUpdate', 'nextUpdate', 'revocationDate'] },
      }),
  },
  {
    name: 'a list that is good until 2050',
    pki: chain(),
    settings: inChain,
    crls: [{ issuedBy: 'root' }, { issuedBy: 'sub', nextUpdate: '2050-01-01', revoked: [7] }],
    expect: [],
    nearMissOf: 'path/list-time-form',
  },
  {
    name: 'a list that breaks the profile in all that can be broken',
    pki: chain(),
    settings: inChain,
    crls: [
      { issuedBy: 'root' },
      {
        issuedBy: 'sub',
        scope: {},
        withEntries: true,
        without: ['authorityKeyIdentifier'],
        number: 2n ** 159n,
        critical: { cRLNumber: true },
      },
    ],
    expect: ['path/revocation-unknown'],
    check: values({
      unusable: [
        'list of "CN=sub": not-conforming (an empty list of entries, section 5.1.2.6, ' +
          'no authority key identifier, section 5.2.1, a CRL number of more than 20 octets, section 5.2.3, ' +
          'an empty issuing distribution point, section 5.2.5, an extension with the wrong critical flag, section 5.2)',
      ],
    }),
  },
  {
    name: 'an outdated list',
    pki: chain(),
    settings: inChain,
    crls: [{ issuedBy: 'root' }, { issuedBy: 'sub', nextUpdate: '2026-11-22T11:59:59Z' }],
    expect: ['path/revocation-unknown'],
    check: values({ role: 'leaf', unusable: ['list of "CN=sub": outdated'] }),
  },
  {
    name: 'no list, which is accepted',
    pki: chain(),
    settings: { ...inChain, acceptUnknownRevocation: true },
    crls: lists.slice(0, 1),
    expect: ['path/revocation-unchecked'],
  },
  // time
  {
    name: 'an expired CA',
    pki: chain({ sub: { notAfter: '2026-11-22T11:59:59Z' } }),
    expect: ['path/expired'],
    check: values({ role: 'intermediate', notAfter: '2026-11-22 11:59:59Z' }),
  },
  { name: 'an expired root', pki: chain({ root: { notAfter: '2026-01-02' } }), expect: ['path/expired'] },
  {
    name: 'within the last second of a certificate',
    pki: chain({ leaf: { notAfter: '2026-11-22T12:00:00Z' } }),
    settings: { time: Date.parse('2026-11-22T12:00:00.999Z') },
    expect: [],
    nearMissOf: 'path/expired',
  },
  {
    name: 'a second too early',
    pki: chain({ leaf: { notBefore: '2026-11-22T12:00:01Z' } }),
    settings: { time: Date.parse('2026-11-22T12:00:00.999Z') },
    expect: ['path/not-yet-valid'],
  },
  {
    name: 'the first moment of a certificate',
    pki: chain({ leaf: { notBefore: '2026-11-22T12:00:00Z' } }),
    expect: [],
    nearMissOf: 'path/not-yet-valid',
  },
];

runCases<ReturnType<typeof factsFor>, Row>(pathRules, rows, factsFor);
