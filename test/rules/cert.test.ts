import { expect } from 'vitest';
import { makeHierarchy, ca, type CertificateRecipe } from '../../fixtures/recipes/certificates.ts';
import { buildRequest, good, type RequestRecipe } from '../../fixtures/recipes/requests.ts';
import { tlv, utf8String } from '../../src/lib/asn1/der-writer.ts';
import { tag } from '../../src/lib/asn1/tags.ts';
import { compareWithRequest } from '../../src/lib/certificate/compare-request.ts';
import { gatherIssuedCertificate } from '../../src/lib/certificate/issued-certificate.ts';
import { gatherRequestFacts } from '../../src/lib/csr/facts.ts';
import { readCsr } from '../../src/lib/csr/parse.ts';
import type { Deployment } from '../../src/lib/deployment/model.ts';
import { compareNames } from '../../src/lib/plan/compare-names.ts';
import { matchPeer } from '../../src/lib/plan/match-peer.ts';
import { datedFacts, type DatedFacts } from '../../src/lib/product/facts/dated-facts.ts';
import { planDeployment } from '../../src/lib/plan/plan.ts';
import type { RevocationStatus } from '../../src/lib/revocation/status.ts';
import type { NodeCertificateFacts, PeerCertificateFacts } from '../../src/lib/rules/cert/facts.ts';
import { certRules, nodeCertificateRules } from '../../src/lib/rules/cert/index.ts';
import { usesOf, type CertificateRole } from '../../src/lib/product/certificate-role.ts';
import { extensionDer } from '../support/certificate-der.ts';
import { runCases, type Case } from '../support/cases.ts';
import { core, edge, named, requesting, sound } from '../support/deployment.ts';
import { crlAt, publicPolicy } from '../support/handover.ts';
import { pssSha256 } from '../support/signatures.ts';
import type { AlgorithmIdentifier } from '../../src/lib/x509/algorithm-identifier.ts';
import type { Certificate } from '../../src/lib/x509/certificate.ts';
import { signatureAlgorithm } from '../../src/lib/x509/signature.ts';

const at = Date.parse('2026-11-22T10:00:00Z');

/** A sound certificate of expe1.example.com; rows write down only what is odd. */
const plain: CertificateRecipe = {
  issuer: 'root',
  subject: good.subject,
  names: good.names,
  notBefore: '2026-11-01',
  notAfter: '2027-05-19T23:59:59Z',
};

const malformed = (id: string, value: Uint8Array) => Uint8Array.from(extensionDer(id, value));

const aYear: CertificateRecipe = { notBefore: '2025-12-31' };
const forCore: CertificateRecipe = {
  subject: [['commonName', 'expc.example.com']],
  names: [
    'DNS:expc1.example.com',
    'DNS:expc.example.com',
    'DNS:chatnode1.example.com',
    'DNS:chatnode2.example.com',
    'DNS:DX80TLSprofile.example.com',
  ],
};

const without = (...names: readonly string[]): string[] => good.names.filter((name) => !names.includes(name));
const release = (text: string, rest: Partial<Deployment> = {}): Deployment => ({
  ...sound,
  release: text,
  ...rest,
});
const withProfilesOnEdge: Deployment = { ...sound, phoneSecurityProfilesOn: ['C', 'E'] };

const sipFederationAlone = {
  ...sound.services,
  mra: false,
  xmppFederation: false,
  groupChatTls: false,
  sipFederation: true,
};

const withMeet: Deployment = {
  ...sound,
  clusters: [core, { ...edge, additionalNames: [named('meet.example.com')] }],
};

interface Row extends Case {
  readonly certificate?: CertificateRecipe;
  /** Organization of the issuer. */
  readonly issuedBy?: string;
  /** null: none. */
  readonly deployment?: Deployment | null;
  readonly facts?: Partial<PeerCertificateFacts>;
  readonly dated?: DatedFacts;
  /** Said in the place of its real signature algorithm. */
  readonly signedWith?: AlgorithmIdentifier;
  /** Its RSA key is said to be for RSASSA-PSS alone. */
  readonly isPssKey?: boolean;
  /** A request beside it, with the same key unless it says otherwise. */
  readonly request?: RequestRecipe;
}

const revokedStatus: RevocationStatus = {
  status: 'revoked',
  since: Date.parse('2026-11-10'),
  reason: 'keyCompromise',
  evidence: [],
};

/** No list mends it, and the other role meets it. */
const refusedItself = [
  'chain-complete fails (server)',
  'own-list-verifies fails (server)',
  'trusted-by-other-expressway fails (server)',
  'trusts-other-expressway fails on expc1.example.com, expc2.example.com',
  'trusted-by-unified-cm fails (server)',
  'trusted-by-imp fails (server)',
];

const rows: readonly Row[] = [
  {
    name: 'a certificate as planned for an Expressway-E',
    expect: [],
    nearMissOf: [
      'cert/temporary',
      'cert/self-signed',
      'cert/self-signed-for-federation',
      'cert/expired',
      'cert/not-yet-valid',
      'cert/is-ca',
      'cert/no-names',
      'cert/name-missing',
      'cert/cn-missing',
      'cert/server-auth-missing',
      'cert/webex-ios-lifetime',
      'cert/signature-unusual',
      'cert/wildcard-allowed',
    ],
  },
  {
    name: 'a certificate as planned for an Expressway-C',
    certificate: forCore,
    expect: [],
    nearMissOf: 'cert/private-ca-at-edge',
  },
  {
    name: 'a certificate of a private CA on an Expressway-E',
    bears: ['trusted-from-outside remark (server)'],
    expect: ['cert/private-ca-at-edge'],
  },
  {
    name: 'a certificate of a public CA on an Expressway-E',
    certificate: { extensions: [publicPolicy] },
    expect: ['cert/client-auth-ends'],
    nearMissOf: 'cert/private-ca-at-edge',
  },
  {
    name: 'a certificate that is signed with RSASSA-PSS',
    signedWith: pssSha256,
    expect: ['cert/signature-unusual'],
    bears: ['key-accepted remark (server)'],
  },
  {
    name: 'a certificate alone, with no deployment',
    deployment: null,
    expect: [],
    nearMissOf: ['cert/not-in-plan', 'cert/usage-absent'],
  },
  {
    name: 'names and CN in other letter case are the same names',
    certificate: {
      subject: [['commonName', 'EXPE.Example.com']],
      names: good.names.map((name) => name.replace('example', 'EXAMPLE')),
    },
    expect: [],
    nearMissOf: ['cert/name-missing', 'cert/name-extra', 'cert/cn-differs', 'cert/cn-not-among-names'],
  },

  // what it is
  {
    name: 'the temporary certificate of a new Expressway',
    certificate: {
      subject: [
        ['organizationName', 'Temporary Certificate 7c1f'],
        ['commonName', 'expe1'],
      ],
      names: [],
    },
    deployment: null,
    expect: ['cert/temporary', 'cert/no-names'],
    bears: ['ca-signed fails (server)'],
    nearMissOf: 'cert/cn-not-fqdn',
  },
  {
    name: 'a self-signed certificate on an Expressway-E that federates',
    certificate: { issuer: undefined as never },
    expect: ['cert/self-signed-for-federation'],
    bears: ['ca-signed fails (server)'],
    nearMissOf: 'cert/self-signed',
  },
  {
    name: 'a self-signed certificate on an Expressway-C',
    certificate: { ...forCore, issuer: undefined as never },
    expect: ['cert/self-signed'],
    bears: ['ca-signed fails (server)'],
    nearMissOf: 'cert/self-signed-for-federation',
  },
  {
    name: 'the certificate of a peer marked as a CA',
    certificate: { ca: true },
    expect: ['cert/is-ca'],
  },
  {
    name: 'a revoked certificate',
    facts: { revocation: revokedStatus },
    expect: ['cert/revoked'],
    bears: ['not-revoked fails (server)'],
    check: ([finding]) => expect(finding!.message).toBe('revoked since 2026-11-10 (keyCompromise)'),
  },
  {
    name: 'a certificate for which no list can be used',
    facts: { revocation: { status: 'unknown', why: 'no-evidence', unusable: [] } },
    expect: [],
    nearMissOf: 'cert/revoked',
  },
  {
    name: 'a certificate in DER',
    facts: { encoding: 'DER' },
    expect: ['cert/not-pem'],
    bears: ['file-accepted fails (server)'],
  },
  {
    name: 'a certificate with an empty line in its PEM block',
    facts: { armour: { sound: false, oddities: [{ kind: 'blank-line', line: 12 }] } },
    expect: ['cert/pem-damaged'],
    bears: ['file-accepted fails (server)'],
    check: ([finding]) => {
      expect(finding!.message).toBe(
        'OpenSSL cannot read the PEM block: line 12: there is an empty line in the content',
      );
      expect(finding!.bears).toEqual([{ requirement: 'file-accepted', effect: 'fails', store: 'server' }]);
    },
  },
  {
    name: 'a certificate in PEM as OpenSSL reads it',
    facts: { armour: { sound: true } },
    expect: [],
    nearMissOf: 'cert/pem-damaged',
  },
  { name: 'a certificate in PEM', facts: { encoding: 'PEM' }, expect: [], nearMissOf: 'cert/not-pem' },

  // time
  {
    name: 'a certificate that ended yesterday',
    certificate: { notAfter: '2026-11-21' },
    expect: ['cert/expired'],
    bears: ['in-date fails (server)'],
  },
  {
    name: 'a certificate that has ended this very second',
    certificate: { notAfter: '2026-11-22T09:59:59Z' },
    expect: ['cert/expired'],
    nearMissOf: 'cert/expiry-imminent',
  },
  {
    name: 'a certificate in its last second',
    certificate: { notAfter: '2026-11-22T10:00:00Z' },
    expect: ['cert/expiry-imminent'],
    nearMissOf: 'cert/expired',
  },
  {
    name: 'thirteen days left of a year',
    certificate: { ...aYear, notAfter: '2026-12-05T09:59:59Z' },
    expect: ['cert/expiry-imminent'],
    bears: ['in-date remark (server)'],
    nearMissOf: 'cert/expires-soon',
  },
  {
    name: 'fourteen days left of a year',
    certificate: { ...aYear, notAfter: '2026-12-06T09:59:59Z' },
    bears: ['in-date remark (server)', 'trusted-from-outside remark (server)'],
    expect: ['cert/expires-soon', 'cert/private-ca-at-edge'],
    nearMissOf: 'cert/expiry-imminent',
    check: ([finding]) => expect(finding!.message).toBe('expires on 2026-12-06 (14 days left)'),
  },
  {
    name: 'sixty days left of a year',
    certificate: { ...aYear, notAfter: '2027-01-21T09:59:59Z' },
    expect: ['cert/expires-soon'],
  },
  {
    name: 'sixty-one days left of a year',
    certificate: { ...aYear, notAfter: '2027-01-22T09:59:59Z' },
    expect: [],
    nearMissOf: 'cert/expires-soon',
  },
  {
    name: 'forty days left of 47, more than a quarter',
    certificate: { notBefore: '2026-11-15T10:00:00Z', notAfter: '2027-01-01T09:59:59Z' },
    expect: [],
    nearMissOf: ['cert/expires-soon', 'cert/expiry-imminent'],
  },
  {
    name: 'eleven days left of 47, less than a quarter and more than a tenth',
    certificate: { notBefore: '2026-10-17T10:00:00Z', notAfter: '2026-12-03T09:59:59Z' },
    expect: ['cert/expires-soon'],
    nearMissOf: 'cert/expiry-imminent',
  },
  {
    name: 'four days left of 47, less than a tenth',
    certificate: { notBefore: '2026-10-10T10:00:00Z', notAfter: '2026-11-26T09:59:59Z' },
    expect: ['cert/expiry-imminent'],
  },
  {
    name: 'forty days left of 47, where the policy says 45',
    certificate: { notBefore: '2026-11-15T10:00:00Z', notAfter: '2027-01-01T09:59:59Z' },
    facts: { policy: { expiryWarnDays: 45, expiryErrorDays: 30 } },
    expect: ['cert/expires-soon'],
  },
  {
    name: 'a certificate that begins tomorrow',
    certificate: { notBefore: '2026-11-23' },
    expect: ['cert/not-yet-valid'],
    bears: ['in-date fails (server)'],
    check: ([finding]) => expect(finding!.message).toBe('valid only from 2026-11-23 on'),
  },
  {
    name: 'a certificate that begins later today',
    certificate: { notBefore: '2026-11-22T18:30:00Z' },
    expect: ['cert/not-yet-valid'],
    check: ([finding]) => expect(finding!.message).toBe('valid only from 2026-11-22 18:30 UTC on'),
  },
  {
    name: 'the first day of 2050',
    certificate: { ...forCore, notAfter: '2050-01-01' },
    expect: ['cert/beyond-2050'],
    bears: ['in-date remark (server)'],
  },
  {
    name: 'the last day of 2049',
    certificate: { ...forCore, notAfter: '2049-12-31' },
    expect: [],
    nearMissOf: ['cert/beyond-2050', 'cert/webex-ios-lifetime', 'cert/lifetime-over-public-limit'],
  },
  {
    name: 'a public CA and 201 days, issued since 2026-03-15',
    certificate: { notAfter: '2027-05-20T23:59:59Z', extensions: [publicPolicy] },
    expect: ['cert/lifetime-over-public-limit', 'cert/client-auth-ends'],
    bears: ['trusted-from-outside not known (server)'],
    check: ([finding]) => {
      expect(finding!.params).toMatchObject({ days: 201, limit: 200, since: '2026-03-15' });
      expect(finding!.fix[0]).toContain('47 from 2029-03-15');
    },
  },
  {
    name: 'a public CA and 201 days, where the limit has moved to 210',
    certificate: { notAfter: '2027-05-20T23:59:59Z', extensions: [publicPolicy] },
    dated: {
      ...datedFacts,
      'lifetime-days/public-ca': { ...datedFacts['lifetime-days/public-ca'], value: [{ value: 210 }] },
    },
    expect: ['cert/client-auth-ends'],
    nearMissOf: 'cert/lifetime-over-public-limit',
  },
  {
    name: 'a public CA and 200 days',
    certificate: { extensions: [publicPolicy] },
    expect: ['cert/client-auth-ends'],
    nearMissOf: 'cert/lifetime-over-public-limit',
  },
  {
    name: 'a public CA and 398 days, issued the day before the limit came',
    certificate: { notBefore: '2026-03-14', notAfter: '2027-04-15T23:59:59Z', extensions: [publicPolicy] },
    expect: ['cert/client-auth-ends'],
    nearMissOf: 'cert/lifetime-over-public-limit',
  },
  {
    name: 'a public CA and 399 days, issued before the limit of 200 came',
    certificate: { notBefore: '2026-03-14', notAfter: '2027-04-16T23:59:59Z', extensions: [publicPolicy] },
    expect: ['cert/lifetime-over-public-limit', 'cert/client-auth-ends'],
    check: ([finding]) =>
      expect(finding!.params).toMatchObject({ days: 399, limit: 398, since: '2020-09-01' }),
  },
  {
    name: 'a public CA and 101 days from the first moment of 2027-03-15 on',
    certificate: { notBefore: '2027-03-15', notAfter: '2027-06-23T23:59:59Z', extensions: [publicPolicy] },
    facts: { at: Date.parse('2027-03-20') },
    expect: ['cert/lifetime-over-public-limit', 'cert/client-auth-ends'],
    check: ([finding]) =>
      expect(finding!.params).toMatchObject({ days: 101, limit: 100, since: '2027-03-15' }),
  },
  {
    name: 'a public CA and 48 days from the first moment of 2029-03-15 on',
    certificate: { notBefore: '2029-03-15', notAfter: '2029-05-01T23:59:59Z', extensions: [publicPolicy] },
    facts: { at: Date.parse('2029-03-20') },
    expect: ['cert/lifetime-over-public-limit', 'cert/client-auth-ends'],
    check: ([finding]) => expect(finding!.params).toMatchObject({ days: 48, limit: 47, since: '2029-03-15' }),
  },
  {
    name: 'a private CA and two years on an Expressway-E: only the Webex App on iOS minds',
    certificate: { notAfter: '2028-11-01' },
    expect: ['cert/webex-ios-lifetime'],
    nearMissOf: 'cert/lifetime-over-public-limit',
  },
  {
    name: 'a revocation list in the Active Directory alone',
    certificate: { extensions: [crlAt('ldap:///CN=Corp')] },
    expect: ['cert/webex-ios-crl'],
    bears: ['trusted-from-outside remark (server)'],
  },
  {
    name: 'a revocation list there and on the web',
    certificate: { extensions: [crlAt('ldap:///CN=Corp', 'http://crl.example.com/corp.crl')] },
    expect: [],
    nearMissOf: 'cert/webex-ios-crl',
  },

  // key
  {
    name: 'RSA 1024',
    certificate: { key: 'rsa-1024' },
    expect: ['cert/weak-key-or-hash'],
    bears: [
      'key-accepted fails for mra, xmppFederation, groupChatTls, jabberGuest, b2b, sipFederation, cmsWebProxy, webexHybrid (server)',
    ],
  },
  { name: 'a signature with SHA-1', certificate: { hash: 'sha1' }, expect: ['cert/weak-key-or-hash'] },
  {
    name: 'RSA 8192',
    certificate: { key: 'rsa-8192' },
    expect: ['cert/key-refused'],
    bears: [
      'key-accepted fails for mra, xmppFederation, groupChatTls, jabberGuest, b2b, sipFederation, cmsWebProxy, webexHybrid (server)',
    ],
    nearMissOf: ['cert/key-untested', 'cert/weak-key-or-hash'],
  },
  {
    name: 'RSA 3072',
    certificate: { key: 'rsa-3072' },
    expect: [],
    nearMissOf: ['cert/key-untested', 'cert/key-refused'],
  },
  {
    name: 'RSA 2056',
    certificate: { key: 'rsa-2056' },
    expect: ['cert/key-untested'],
    bears: ['key-accepted not known (server)'],
  },
  {
    name: 'RSA 2048 for RSASSA-PSS alone',
    isPssKey: true,
    expect: ['cert/key-untested'],
  },
  {
    name: 'ECDSA on X14.2',
    certificate: { key: 'ec-p-256', keyUsage: [0] },
    expect: ['cert/key-type-release'],
    bears: ['key-accepted fails (server)'],
    nearMissOf: 'cert/key-usage-missing',
  },
  {
    name: 'ECDSA on X14.3',
    certificate: { key: 'ec-p-256', keyUsage: [0] },
    deployment: release('X14.3'),
    expect: [],
    nearMissOf: 'cert/key-type-release',
  },
  {
    name: 'RSA 2048 where the policy wants 3072',
    deployment: { ...sound, policy: { ...sound.policy, minRsaBits: 3072 } },
    expect: ['cert/key-below-policy'],
  },
  {
    name: 'RSA 3072 where the policy wants 3072',
    certificate: { key: 'rsa-3072' },
    deployment: { ...sound, policy: { ...sound.policy, minRsaBits: 3072 } },
    expect: [],
    nearMissOf: 'cert/key-below-policy',
  },
  {
    name: 'a key the manifest does not know',
    facts: { isKeyInManifest: false },
    bears: ['key-held not known (server)'],
    expect: ['cert/key-not-in-manifest'],
  },
  {
    name: 'a key the manifest does not know, and which is at hand',
    facts: { isKeyInManifest: false, isKeyAtHand: true },
    bears: [],
    expect: ['cert/key-not-in-manifest'],
  },
  {
    name: 'a key it knows',
    facts: { isKeyInManifest: true },
    expect: [],
    nearMissOf: 'cert/key-not-in-manifest',
  },

  // whose, and names
  {
    name: 'a certificate for another machine',
    certificate: { subject: [['commonName', 'www.example.net']], names: ['DNS:www.example.net'] },
    bears: [],
    expect: ['cert/not-in-plan'],
  },
  {
    name: 'a certificate with the names of the cluster alone',
    certificate: { names: ['DNS:expe.example.com', 'DNS:example.com'] },
    bears: ['certificate-known not known on expe1.example.com, expe2.example.com (server)'],
    expect: ['cert/not-in-plan'],
  },
  {
    name: 'no names at all, and nobody knows whose it is',
    certificate: { names: [] },
    deployment: null,
    expect: ['cert/no-names'],
  },
  {
    name: 'the registration domain is missing: phones cannot sign in from outside',
    certificate: { names: without('DNS:collab-edge.example.com') },
    bears: ['names-present fails for mra (server)'],
    expect: ['cert/name-missing'],
    check: ([finding]) => {
      expect(finding!.params).toMatchObject({
        name: 'DNS:collab-edge.example.com',
        neededFor: ['mra'],
        leftOut: false,
        field: 'Unified CM registrations domains',
        value: 'example.com',
        format: 'CollabEdgeDNS',
      });
      expect(finding!.why).toContain('MRA sign-in fails for example.com');
    },
  },
  {
    name: 'the phone security profile is missing on the Expressway-C',
    certificate: { ...forCore, names: forCore.names!.slice(0, 4) },
    expect: ['cert/name-missing'],
    nearMissOf: 'cert/optional-name-missing',
  },
  {
    name: 'the phone security profile is missing on the Expressway-E, where nothing needs it',
    deployment: withProfilesOnEdge,
    bears: [],
    expect: ['cert/optional-name-missing'],
    nearMissOf: 'cert/name-missing',
  },
  {
    name: 'the SRVName of RFC 4985 in the place of the registration domain',
    certificate: { names: [...without('DNS:collab-edge.example.com'), 'SRV:_collab-edge.example.com'] },
    bears: ['names-present fails for mra (server)'],
    expect: ['cert/name-wrong-form'],
    nearMissOf: ['cert/name-missing', 'cert/name-other-form'],
  },
  {
    name: 'the SRVName that Expressways write in the place of the registration domain',
    certificate: { names: [...without('DNS:collab-edge.example.com'), 'SRV:_collab-edge._tls.example.com'] },
    bears: ['names-present remark for mra (server)'],
    expect: ['cert/name-other-form'],
    nearMissOf: ['cert/name-missing', 'cert/name-wrong-form'],
  },
  {
    name: 'a federation domain as XMPPAddress, which some servers do not look at',
    certificate: { names: [...without('DNS:example.com'), 'XMPP:example.com'] },
    bears: ['names-present not known for xmppFederation, groupChatTls (server)'],
    expect: ['cert/name-other-form'],
  },
  {
    name: 'an additional name is missing, and nobody said what needs it',
    deployment: withMeet,
    bears: ['names-present not known for b2b (server)'],
    expect: ['cert/name-missing'],
  },
  {
    name: 'a name that the CA added',
    certificate: { names: [...good.names, 'DNS:www.expe1.example.com'] },
    expect: ['cert/name-extra'],
  },
  {
    name: 'the name of the other peer of the cluster, which one choice of the Generate CSR page puts in',
    certificate: {
      subject: [['commonName', 'expe1.example.com']],
      names: [...good.names, 'DNS:expe2.example.com'],
    },
    expect: ['cert/name-of-sibling'],
    nearMissOf: 'cert/name-extra',
  },
  {
    name: 'the name of a peer of another cluster',
    certificate: { names: [...good.names, 'DNS:expc2.example.com'] },
    expect: ['cert/name-extra'],
    nearMissOf: 'cert/name-of-sibling',
  },
  {
    name: 'the chat node alias that an Expressway-C finds out by itself',
    certificate: {
      ...forCore,
      names: [...forCore.names!, 'DNS:conference-2-StandAloneClusterdf1a4.example.com'],
    },
    expect: ['cert/alias-by-discovery'],
    nearMissOf: 'cert/name-extra',
  },
  {
    name: 'the same alias on an Expressway-E',
    certificate: { names: [...good.names, 'DNS:conference-2-StandAloneClusterdf1a4.example.com'] },
    expect: ['cert/name-extra'],
    nearMissOf: 'cert/alias-by-discovery',
  },
  {
    name: 'a bare host name and an IP address',
    certificate: { names: [...good.names, 'DNS:expe1', 'IP:192.0.2.1'] },
    expect: ['cert/name-not-fqdn', 'cert/name-not-fqdn', 'cert/name-extra'],
    bears: ['names-well-formed fails (server)', 'names-well-formed fails (server)'],
  },
  {
    name: 'a wildcard beside the names',
    certificate: { names: [...good.names, 'DNS:*.example.com'] },
    bears: ['no-wildcard fails (server)'],
    expect: ['cert/wildcard'],
    nearMissOf: ['cert/name-not-fqdn', 'cert/name-extra'],
  },
  {
    name: 'a wildcard that the policy allows',
    certificate: { names: [...good.names, 'DNS:*.example.com'] },
    deployment: { ...sound, policy: { ...sound.policy, allowWildcard: true } },
    bears: ['no-wildcard not known (server)'],
    expect: ['cert/name-extra', 'cert/wildcard-allowed'],
    nearMissOf: 'cert/wildcard',
  },
  {
    name: 'more than 999 characters of names on X8.9',
    certificate: { names: [...good.names, ...longNames()], hash: 'sha256' },
    deployment: release('X8.9', {
      clusters: [core, { ...edge, additionalNames: longNames().map((n) => named(n.slice(4))) }],
    }),
    expect: ['cert/names-too-long'],
  },
  {
    name: 'planned names behind the 999th character on X8.9',
    certificate: { names: [...longNames(), ...good.names] },
    deployment: release('X8.9', {
      clusters: [core, { ...edge, additionalNames: longNames().map((n) => named(n.slice(4))) }],
    }),
    bears: [
      'names-present fails for mra, xmppFederation, groupChatTls (server)',
      'names-present not known for mra, xmppFederation, groupChatTls (server)',
    ],
    expect: ['cert/names-too-long'],
  },
  {
    name: 'a name that lies behind the limit only where types and separators count',
    certificate: { names: [...longNames(20), ...good.names] },
    deployment: release('X8.9', {
      clusters: [core, { ...edge, additionalNames: longNames(20).map((n) => named(n.slice(4))) }],
    }),
    bears: ['names-present not known for groupChatTls (server)'],
    expect: ['cert/names-too-long'],
  },
  {
    name: 'the same on X8.10',
    certificate: { names: [...good.names, ...longNames()] },
    deployment: release('X8.10', {
      clusters: [core, { ...edge, additionalNames: longNames().map((n) => named(n.slice(4))) }],
    }),
    expect: [],
    nearMissOf: 'cert/names-too-long',
  },
  {
    name: 'no CN',
    certificate: { subject: [['organizationName', 'Example Corp']] },
    expect: ['cert/cn-missing'],
    bears: ['common-name fails (server)'],
  },
  {
    name: 'a CN that is a bare host name',
    certificate: { subject: [['commonName', 'expe1']] },
    expect: ['cert/cn-not-fqdn'],
    bears: ['names-well-formed fails (server)'],
    nearMissOf: ['cert/cn-differs', 'cert/cn-not-among-names'],
  },
  {
    name: "the peer's name as CN",
    certificate: { subject: [['commonName', 'expe1.example.com']] },
    expect: [],
    nearMissOf: ['cert/cn-differs', 'cert/cn-not-among-names', 'cert/cn-not-fqdn'],
  },
  ...[edge, { ...edge, additionalNames: [named('expe.example.com')] }].map((cluster) => ({
    name: `the cluster's name as CN, where the peer's is planned and ${cluster.additionalNames.length} others`,
    deployment: { ...sound, clusters: [core, requesting(cluster, { commonName: 'peer' as const })] },
    expect: [],
    nearMissOf: 'cert/cn-differs',
  })),
  {
    name: 'a CN of another machine that is not among the names',
    certificate: { subject: [['commonName', 'vcse.example.com']] },
    bears: [],
    expect: ['cert/cn-differs', 'cert/cn-not-among-names'],
  },
  {
    name: "the cluster's name as CN, and missing among the names",
    certificate: { names: without('DNS:expe.example.com') },
    expect: ['cert/name-missing'],
    nearMissOf: 'cert/cn-not-among-names',
  },
  {
    name: 'an attribute known by number alone',
    certificate: { subject: [...good.subject, ['1.3.6.1.4.1.6449.1.2.1.5.1', 'x']] },
    expect: ['cert/subject-oid'],
    bears: ['subject-accepted fails (server)'],
  },
  {
    name: 'the three attributes of extended validation',
    certificate: {
      subject: [
        ...good.subject,
        ['jurisdictionLocalityName', 'London'],
        ['1.3.6.1.4.1.311.60.2.1.2', 'Greater London'],
        ['1.3.6.1.4.1.311.60.2.1.3', 'GB'],
        ['serialNumber', '12345'],
      ],
    },
    expect: [],
    nearMissOf: 'cert/subject-oid',
  },

  // usages by role, release and store
  {
    name: 'serverAuth alone on an Expressway-E of X14.2',
    certificate: { extendedKeyUsage: ['serverAuth'] },
    expect: ['cert/client-auth-missing'],
    bears: ['upload-usage fails (server)', 'client-usage fails (server)'],
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'extended key usage is serverAuth only; an Expressway-E of X14.2 demands clientAuth',
      ),
  },
  {
    name: 'serverAuth alone on an Expressway-E of X14.2 and a public CA',
    certificate: { extendedKeyUsage: ['serverAuth'], extensions: [publicPolicy] },
    expect: ['cert/client-auth-missing'],
  },
  {
    name: "serverAuth alone on an Expressway-E of X14.2 from Let's Encrypt, which has ended clientAuth",
    certificate: { extendedKeyUsage: ['serverAuth'], extensions: [publicPolicy] },
    issuedBy: "Let's Encrypt",
    expect: ['cert/client-auth-missing'],
    check: ([finding]) => {
      expect(finding!.message).toMatch(/, which Let's Encrypt no longer issues since 2026-07-08$/);
      expect(finding!.fix[0]).toContain('Use another CA');
    },
  },
  ...['DigiCert Inc', 'Some Other CA', 'IdenTrust Public Sector Root CA 1'].map((issuedBy): Row => ({
    name: `serverAuth alone on an Expressway-E of X14.2 from ${issuedBy}, which still issues clientAuth`,
    certificate: { extendedKeyUsage: ['serverAuth'], extensions: [publicPolicy] },
    issuedBy,
    expect: ['cert/client-auth-missing'],
    check: ([finding]) => {
      expect(finding!.message).toMatch(/demands clientAuth$/);
      expect(finding!.fix[0]).toContain('Have it issued again');
    },
  })),
  {
    name: "serverAuth alone from a private CA that calls itself Let's Encrypt",
    certificate: { extendedKeyUsage: ['serverAuth'] },
    issuedBy: "Let's Encrypt",
    expect: ['cert/client-auth-missing'],
    check: ([finding]) => expect(finding!.params['endedBy']).toBe(''),
  },
  {
    name: 'both usages on an Expressway-E of X14.2 from Sectigo, which will end clientAuth',
    certificate: { extensions: [publicPolicy] },
    issuedBy: 'Sectigo Limited',
    expect: ['cert/client-auth-ends'],
    nearMissOf: 'cert/client-auth-missing',
    check: ([finding]) => {
      expect(finding!.message).toBe(
        'a renewal by Sectigo loses clientAuth from 2027-02-10 on; certificates of Sectigo last at most 200 days: 2 renewals a year or more; from 2027-03-15 100 days, 4 renewals; from 2029-03-15 47 days, 8 renewals',
      );
      expect(finding!.fix[0]).toContain('Upgrade: an Expressway-E takes serverAuth alone from X15.4');
      expect(finding!.fix.at(-1)).toContain('Renew once more before that day');
    },
  },
  {
    name: "both usages from Let's Encrypt, issued before it ended clientAuth",
    certificate: { extensions: [publicPolicy] },
    issuedBy: "Let's Encrypt",
    expect: ['cert/client-auth-ends'],
    check: ([finding]) => {
      expect(finding!.message).toMatch(/^its renewal by Let's Encrypt loses clientAuth, since 2026-07-08; /);
      expect(finding!.message).toContain('from 2027-02-10 64 days, 6 renewals');
      expect(finding!.fix.at(-1)).not.toContain('once more');
    },
  },
  {
    name: 'a certificate for the client store of X15.5 from DigiCert, which will end clientAuth',
    certificate: { ...forCore, extendedKeyUsage: ['clientAuth'], extensions: [publicPolicy] },
    issuedBy: 'DigiCert Inc',
    deployment: release('X15.5'),
    facts: { store: 'client' },
    expect: ['cert/client-auth-ends'],
    nearMissOf: 'cert/client-store-refused',
    check: ([finding]) => {
      expect(finding!.message).toContain('from 2027-03-01 on');
      expect(finding!.fix[0]).toBe(
        'Have the client certificate signed by a private CA: ca: private under client.',
      );
    },
  },
  {
    name: 'both usages in the server store of X15.5, which asks for serverAuth alone',
    certificate: { extensions: [publicPolicy] },
    issuedBy: 'DigiCert Inc',
    deployment: release('X15.5'),
    expect: [],
    nearMissOf: 'cert/client-auth-ends',
  },
  {
    name: 'both usages under a root that the deployment file names and that browsers do not have',
    certificate: { extensions: [publicPolicy] },
    issuedBy: 'IdenTrust',
    deployment: {
      ...sound,
      clusters: [core, { ...edge, ca: 'public', issuer: 'IdenTrust Public Sector Root CA 1' }],
    },
    expect: [],
    nearMissOf: 'cert/client-auth-ends',
  },
  {
    name: 'serverAuth alone on an Expressway-E of X15.4',
    certificate: { extendedKeyUsage: ['serverAuth'] },
    deployment: release('X15.4'),
    expect: ['cert/client-auth-switch'],
    bears: ['upload-usage not known (server)'],
    nearMissOf: 'cert/client-auth-missing',
  },
  {
    name: 'serverAuth alone on an Expressway-C of X15.4',
    certificate: { ...forCore, extendedKeyUsage: ['serverAuth'] },
    deployment: release('X15.4'),
    expect: ['cert/client-auth-missing'],
    nearMissOf: 'cert/client-auth-switch',
  },
  {
    name: 'serverAuth alone on an Expressway-C of X15.5, and no client certificate',
    certificate: { ...forCore, extendedKeyUsage: ['serverAuth'] },
    deployment: release('X15.5'),
    bears: ['client-usage not known (client)'],
    expect: ['cert/client-auth-own-certificate'],
    nearMissOf: ['cert/client-auth-missing', 'cert/client-store-refused'],
  },
  {
    name: 'serverAuth alone on an Expressway-C of X15.5 beside a client certificate',
    certificate: { ...forCore, extendedKeyUsage: ['serverAuth'] },
    deployment: release('X15.5'),
    facts: { hasClientCertificate: true },
    expect: [],
    nearMissOf: 'cert/client-auth-own-certificate',
  },
  {
    name: 'a self-signed Expressway-C for SIP federation alone',
    certificate: {
      ...forCore,
      names: ['DNS:expc1.example.com', 'DNS:expc.example.com'],
      issuer: undefined as never,
    },
    deployment: { ...sound, services: sipFederationAlone },
    expect: [],
    nearMissOf: 'cert/self-signed',
  },
  {
    name: 'serverAuth alone in the client store of X15.5',
    certificate: { ...forCore, extendedKeyUsage: ['serverAuth'] },
    deployment: release('X15.5'),
    facts: { store: 'client' },
    bears: ['upload-usage fails (client)', 'client-usage fails (client)'],
    expect: ['cert/client-store-refused'],
    nearMissOf: 'cert/client-auth-own-certificate',
  },
  {
    name: 'serverAuth alone, copied into the client store of an Expressway-C of X15.5',
    certificate: { ...forCore, extendedKeyUsage: ['serverAuth'] },
    deployment: release('X15.5'),
    facts: { store: 'client', isCopy: true },
    bears: ['client-usage fails (client)'],
    expect: ['cert/client-store-refused'],
    check: ([finding]) =>
      expect(finding!.why).toBe(
        'In the client store of an Expressway-C it keeps its SSH tunnels and its traversal zone to the Expressway-E down: sign-in and messages from outside fail.',
      ),
  },
  {
    name: 'the same where the zones of the Expressway-E do not check usages',
    certificate: { ...forCore, extendedKeyUsage: ['serverAuth'] },
    deployment: release('X15.5', { clusters: [core, { ...edge, extendedKeyUsageChecking: false }] }),
    facts: { store: 'client', isCopy: true },
    expect: ['cert/client-store-refused'],
    check: ([finding]) => expect(finding!.why).not.toContain('traversal zone'),
  },
  {
    name: 'serverAuth alone, copied into the client store of an Expressway-E of X15.5',
    certificate: { extendedKeyUsage: ['serverAuth'] },
    deployment: release('X15.5'),
    facts: { store: 'client', isCopy: true },
    expect: [],
    nearMissOf: 'cert/client-store-refused',
  },
  {
    name: 'a certificate made for the server store, in a file of the client store',
    certificate: forCore,
    deployment: release('X15.5'),
    facts: {
      store: 'client',
      misplaced: { place: { file: 'a/client.pem' }, madeFor: 'server', isCopy: false },
    },
    bears: [],
    expect: ['cert/other-store'],
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'its file is called after the client store, and it was made for the server store',
      ),
  },
  ...(['client', 'server'] as const).map((madeFor): Row => {
    const store = madeFor === 'client' ? 'server' : 'client';
    return {
      name: `a certificate that is for ${madeFor}s alone, in a file of the ${store} store: to have it issued again is no cure`,
      certificate: { ...forCore, extendedKeyUsage: [`${madeFor}Auth`] },
      deployment: release('X15.5'),
      facts: {
        ...{ store, hasClientCertificate: true },
        misplaced: { place: { file: 'a.pem' }, madeFor, isCopy: false },
      },
      expect: [
        store === 'server' ? 'cert/server-auth-missing' : 'cert/client-store-refused',
        'cert/other-store',
      ],
      check: (findings) =>
        expect(findings.find(({ code }) => code !== 'cert/other-store')!.fix).toEqual([
          `Put the certificate of the ${store} store here: this one was made for the ${madeFor} store.`,
        ]),
    };
  }),
  {
    name: 'a certificate in the store that it was made for',
    certificate: forCore,
    deployment: release('X15.5'),
    facts: { hasClientCertificate: true },
    expect: [],
    nearMissOf: 'cert/other-store',
  },
  {
    name: 'serverAuth alone on an Expressway-E of X15.4 whose switch is on',
    certificate: { extendedKeyUsage: ['serverAuth'] },
    deployment: release('X15.4', { clusters: [core, { ...edge, serverEkuUpload: true }] }),
    expect: [],
    nearMissOf: 'cert/client-auth-switch',
  },
  {
    name: 'an EC key where the cluster already runs a release that takes it',
    certificate: { key: 'ec-p-256', keyUsage: [0] },
    deployment: { ...sound, clusters: [core, { ...edge, release: 'X14.3' }] },
    expect: [],
    nearMissOf: 'cert/key-type-release',
  },
  {
    name: 'clientAuth alone in the client store of X15.5',
    certificate: { ...forCore, names: ['DNS:expc1.example.com'], extendedKeyUsage: ['clientAuth'] },
    deployment: release('X15.5'),
    facts: { store: 'client' },
    expect: [],
    nearMissOf: ['cert/client-store-refused', 'cert/server-auth-missing', 'cert/name-missing'],
  },
  {
    name: 'no usage at all in the client store of X15.5',
    certificate: { ...forCore, extendedKeyUsage: [] },
    deployment: release('X15.5'),
    facts: { store: 'client' },
    expect: [],
    nearMissOf: ['cert/client-store-refused', 'cert/usage-absent'],
  },
  {
    name: 'clientAuth alone',
    certificate: { extendedKeyUsage: ['clientAuth'] },
    bears: ['server-usage fails (server)', 'upload-usage not known (server)'],
    expect: ['cert/server-auth-missing'],
    nearMissOf: 'cert/client-auth-missing',
  },
  {
    name: 'no usage at all before X15.5',
    certificate: { extendedKeyUsage: [] },
    expect: ['cert/usage-absent'],
    bears: ['upload-usage not known (server)'],
  },
  {
    name: 'anyExtendedKeyUsage alone',
    certificate: { extendedKeyUsage: ['anyExtendedKeyUsage'] },
    bears: [
      'upload-usage not known (server)',
      'server-usage not known (server)',
      'client-usage not known (server)',
    ],
    expect: ['cert/usage-any'],
  },
  {
    name: 'anyExtendedKeyUsage beside both usages',
    certificate: { extendedKeyUsage: ['serverAuth', 'clientAuth', 'anyExtendedKeyUsage'] },
    expect: [],
    nearMissOf: 'cert/usage-any',
  },
  {
    name: 'digitalSignature alone with RSA',
    certificate: { keyUsage: [0] },
    expect: ['cert/key-usage-missing'],
    bears: ['server-usage remark (server)', 'client-usage remark (server)'],
    nearMissOf: 'cert/key-usage-refused',
  },
  {
    name: 'keyEncipherment alone, which OpenSSL takes of a server and not of a client',
    certificate: { keyUsage: [2] },
    expect: ['cert/key-usage-missing', 'cert/key-usage-refused'],
    bears: ['server-usage remark (server)', 'client-usage remark (server)', 'client-usage fails (server)'],
  },
  {
    name: 'digitalSignature alone with RSA for the client store, as clients only sign',
    certificate: { ...forCore, keyUsage: [0], extendedKeyUsage: ['clientAuth'] },
    deployment: release('X15.5'),
    facts: { store: 'client' },
    expect: [],
    nearMissOf: ['cert/key-usage-missing', 'cert/key-usage-refused'],
  },
  {
    name: 'keyEncipherment alone for the client store, with which no client signs',
    certificate: { ...forCore, keyUsage: [2], extendedKeyUsage: ['clientAuth'] },
    deployment: release('X15.5'),
    facts: { store: 'client' },
    expect: ['cert/key-usage-missing', 'cert/key-usage-refused'],
    check: (findings) => {
      expect(findings[0]!.message).toBe('key usage lacks digitalSignature');
      expect(findings[1]!.params['purposes']).toEqual(['client']);
    },
  },
  {
    name: 'keyEncipherment alone in the server store of X15.5, of which OpenSSL asks no more',
    certificate: { keyUsage: [2], extendedKeyUsage: ['serverAuth'] },
    deployment: release('X15.5'),
    facts: { hasClientCertificate: true },
    expect: ['cert/key-usage-missing'],
    nearMissOf: 'cert/key-usage-refused',
  },
  {
    name: 'nonRepudiation alone, which is for neither',
    certificate: { keyUsage: [1] },
    expect: ['cert/key-usage-missing', 'cert/key-usage-refused'],
    bears: [
      'server-usage remark (server)',
      'client-usage remark (server)',
      'server-usage fails (server)',
      'client-usage fails (server)',
    ],
    check: (findings) =>
      expect(findings.find(({ code }) => code === 'cert/key-usage-refused')!.bears).toHaveLength(2),
  },
  {
    name: 'a critical extension that nobody knows',
    certificate: {
      extensions: [Uint8Array.from(extensionDer('1.3.6.1.4.1.99999.7', utf8String('?'), true))],
    },
    expect: ['cert/critical-extension'],
    bears: refusedItself,
  },
  {
    name: 'the same, not critical',
    certificate: { extensions: [Uint8Array.from(extensionDer('1.3.6.1.4.1.99999.7', utf8String('?')))] },
    expect: [],
    nearMissOf: 'cert/critical-extension',
  },

  // malformed parts
  {
    name: 'a comment in another string type, which OpenSSL does not look at',
    certificate: { extensions: [malformed('2.16.840.1.113730.1.13', tlv(tag.printableString))] },
    expect: ['cert/malformed-part-taken'],
    nearMissOf: ['cert/malformed-part', 'cert/malformed-part-open'],
    check: ([finding]) =>
      expect(finding!.message).toBe(
        "malformed, which OpenSSL takes: netscapeComment: expected IA5String, found PrintableString (against Netscape's certificate extensions)",
      ),
  },
  {
    name: 'distribution points that are no list, which OpenSSL cannot decode',
    certificate: { extensions: [malformed('2.5.29.31', tlv(tag.octetString))] },
    expect: ['cert/malformed-part'],
    bears: refusedItself,
    nearMissOf: 'cert/malformed-part-taken',
  },
  {
    name: 'distribution points of indefinite length, of which nobody knows',
    certificate: { extensions: [malformed('2.5.29.31', Uint8Array.of(0x30, 0x80, 0, 0))] },
    expect: ['cert/malformed-part-open'],
    bears: ['chain-complete not known (server)'],
    nearMissOf: 'cert/malformed-part',
  },
  {
    name: 'an umlaut in UTF-8 in a DNS name, beside those that are needed',
    certificate: { names: [...good.names, 'DNS:b\u00fccher.example.com'] },
    expect: ['cert/name-extra', 'cert/name-malformed'],
    nearMissOf: 'cert/malformed-part-taken',
  },
  {
    name: 'its A-label form',
    certificate: { names: [...good.names, 'DNS:xn--bcher-kva.example.com'] },
    expect: ['cert/name-extra'],
    nearMissOf: 'cert/name-malformed',
  },
  {
    name: 'an organization of 65 characters',
    certificate: {
      subject: [
        ['organizationName', 'o'.repeat(65)],
        ['commonName', 'expe.example.com'],
      ],
    },
    expect: ['cert/subject-refused'],
    nearMissOf: 'cert/subject-repeated',
  },
  {
    name: 'two organizations of 64 characters',
    certificate: {
      subject: [
        ['organizationName', 'o'.repeat(64)],
        ['organizationName', 'p'.repeat(64)],
        ['commonName', 'expe.example.com'],
      ],
    },
    expect: ['cert/subject-repeated'],
    nearMissOf: 'cert/subject-refused',
  },

  // beside its request
  {
    name: 'a certificate made as requested',
    request: {},
    expect: [],
    nearMissOf: ['cert/differs-from-csr', 'cert/changed-by-ca', 'cert/other-request'],
  },
  {
    name: 'the CA dropped the registration domain and added www.',
    certificate: { names: [...without('DNS:collab-edge.example.com'), 'DNS:www.expe1.example.com'] },
    request: {},
    expect: ['cert/name-missing', 'cert/name-extra', 'cert/differs-from-csr', 'cert/changed-by-ca'],
    check: ([, extra, differs]) => {
      expect(extra!.fix[0]).toContain('The CA added it');
      expect(differs!.params).toEqual({ lost: ['DNS:collab-edge.example.com'], madeOutTo: '' });
    },
  },
  {
    name: 'the CA dropped the registration domain, as the manifest tells',
    certificate: { names: without('DNS:collab-edge.example.com') },
    facts: {
      isKeyInManifest: true,
      leftOut: [{ type: 'DNS', value: 'collab-edge.example.com' }],
    },
    bears: ['names-present fails for mra (server)', 'names-present fails for mra (server)'],
    expect: ['cert/name-missing', 'cert/differs-from-csr'],
    check: ([missing]) =>
      expect(missing!.fix[0]).toBe(
        'Send the CA the same request again, and tell it that it left out DNS:collab-edge.example.com, which the request holds.',
      ),
  },
  {
    name: 'a Windows template that builds the subject from the Active Directory',
    certificate: {
      subject: [['commonName', 'ADMIN-PC07.corp.example.com']],
      names: ['DNS:ADMIN-PC07.corp.example.com', 'DNS:ADMIN-PC07.example.com'],
    },
    request: {},
    expect: ['cert/not-in-plan', 'cert/differs-from-csr'],
    nearMissOf: 'cert/changed-by-ca',
    check: ([, finding]) => {
      expect(finding!.message).toMatch(/: it is made out to CN=ADMIN-PC07\.corp\.example\.com$/);
      expect(finding!.fix[0]).toContain('Supply in the request');
    },
  },
  {
    name: 'the CA put another CN in the place of the planned one, and kept the names',
    certificate: { subject: [['commonName', 'portal.example.com']] },
    request: {},
    expect: ['cert/cn-differs', 'cert/cn-not-among-names', 'cert/changed-by-ca'],
    check: (findings) =>
      expect(findings.find(({ code }) => code === 'cert/cn-differs')!.fix).toEqual([
        'The request has the planned CN: ask the CA to take the subject from the request.',
      ]),
  },
  {
    name: 'the CA dropped a planned name that nothing needs',
    certificate: { names: good.names },
    deployment: withProfilesOnEdge,
    request: { names: [...good.names, 'DNS:DX80TLSprofile.example.com'] },
    expect: ['cert/optional-name-missing', 'cert/changed-by-ca'],
    nearMissOf: 'cert/differs-from-csr',
    check: (findings) =>
      expect(findings.find(({ code }) => code === 'cert/changed-by-ca')!.params).toEqual({
        changes: ['DNS:DX80TLSprofile.example.com left out'],
      }),
  },
  {
    name: 'the CA put one mail address in the place of another',
    certificate: { names: [...good.names, 'email:ca@example.com'] },
    request: { names: [...good.names, 'email:admin@example.com'] },
    expect: ['cert/name-extra', 'cert/changed-by-ca'],
    check: ([, finding]) =>
      expect(finding!.params).toEqual({
        changes: ['email:admin@example.com left out', 'email:ca@example.com added'],
      }),
  },
  {
    name: 'the CA dropped the organization and clientAuth on X15.5',
    certificate: { subject: [['commonName', 'expe.example.com']], extendedKeyUsage: ['serverAuth'] },
    deployment: release('X15.5'),
    facts: { hasClientCertificate: true },
    request: {},
    expect: ['cert/changed-by-ca'],
    nearMissOf: 'cert/differs-from-csr',
    check: ([finding]) =>
      expect(finding!.params).toEqual({
        changes: [
          'clientAuth left out',
          'subject CN=expe.example.com,O=Example Corp,C=GB is now CN=expe.example.com',
        ],
      }),
  },
  {
    name: 'the CA dropped a name that the deployment file gives no purpose',
    certificate: { names: good.names },
    deployment: withMeet,
    request: { names: [...good.names, 'DNS:meet.example.com'] },
    bears: ['names-present not known for b2b (server)'],
    expect: ['cert/name-missing', 'cert/differs-from-csr'],
  },
  {
    name: 'the request given is another one, and the key to the certificate is at hand',
    request: { key: 'rsa-2048-d' },
    facts: { isKeyAtHand: true },
    bears: ['key-held remark (server)'],
    expect: ['cert/other-request'],
  },
  {
    name: 'the request given is another one, and the manifest knows the key to the certificate',
    request: { key: 'rsa-2048-d' },
    facts: { isKeyInManifest: true },
    bears: ['key-held remark (server)'],
    expect: ['cert/other-request'],
  },
  {
    name: 'the request given is another one',
    request: { key: 'rsa-2048-d' },
    bears: ['key-held fails (server)'],
    expect: ['cert/other-request'],
    nearMissOf: ['cert/differs-from-csr', 'cert/changed-by-ca'],
  },
];

const nameOfRoot = (organization?: string): NonNullable<CertificateRecipe['subject']> => [
  ...(organization === undefined ? [] : [['organizationName', organization] as const]),
  ['commonName', 'Corp Root CA'],
];

function withPssKey(certificate: Certificate): Certificate {
  const { publicKey } = certificate;
  if (publicKey.kind !== 'rsa') throw new TypeError('no RSA key');
  return Object.defineProperty(certificate, 'publicKey', {
    value: { ...publicKey, kind: 'rsa-pss', parameters: undefined },
  });
}

function longNames(length = 40): string[] {
  return Array.from({ length }, (_, i) => `DNS:a-rather-long-host-name-${i}.example.com`);
}

runCases(
  certRules,
  rows,
  async ({
    certificate,
    deployment = sound,
    facts = {},
    request,
    signedWith,
    issuedBy,
    dated = datedFacts,
    isPssKey = false,
  }): Promise<PeerCertificateFacts> => {
    const recipe = { ...plain, ...certificate };
    if (recipe.issuer === undefined) delete (recipe as { issuer?: string }).issuer;
    const made = makeHierarchy({ root: ca({ subject: nameOfRoot(issuedBy) }), leaf: recipe });
    const gathered = await gatherIssuedCertificate(made.leaf.certificate);
    const issued = {
      ...gathered,
      ...(signedWith && { signatureAlgorithm: signatureAlgorithm(signedWith) }),
      ...(isPssKey && { certificate: withPssKey(gathered.certificate) }),
    };
    const plan = deployment ? planDeployment(deployment, { facts: dated }) : undefined;
    const match = plan && matchPeer(plan, issued);
    const found = match && 'peer' in match ? match.peer : undefined;
    const requested = request && (await gatherRequestFacts(readCsr(buildRequest(request))));
    const comparison = requested && compareWithRequest(issued, requested);
    return {
      issued,
      place: { file: 'expe1.pem' },
      encoding: 'PEM',
      armour: { sound: true },
      plan,
      match,
      peer: found,
      names: found && compareNames(found.names, issued.names),
      store: 'server',
      hasClientCertificate: false,
      comparison,
      leftOut: comparison?.hasSameKey ? comparison.lostNames : [],
      isKeyAtHand: false,
      isKeyInManifest: undefined,
      revocation: undefined,
      policy: deployment?.policy ?? sound.policy,
      at,
      ...facts,
    };
  },
  ['cert/private-ca-at-edge'],
);

// Certificates of Unified CM and of the IM and Presence Service.

interface NodeRow extends Case {
  readonly certificate?: CertificateRecipe;
  readonly role?: CertificateRole;
  /** CN of its CA. */
  readonly issuedBy?: string;
  readonly facts?: Partial<NodeCertificateFacts>;
  readonly request?: RequestRecipe;
}

const nodePlain: CertificateRecipe = {
  issuer: 'root',
  subject: [['commonName', 'cucm1.example.com']],
  names: ['DNS:cucm1.example.com'],
};
const nodeRequest: RequestRecipe = { subject: nodePlain.subject!, names: nodePlain.names! };

const nodeRows: readonly NodeRow[] = [
  {
    name: 'a sound CallManager certificate',
    role: 'CallManager',
    request: nodeRequest,
    expect: [],
    nearMissOf: [
      'cert/node-expired',
      'cert/node-not-yet-valid',
      'cert/node-client-auth-missing',
      'cert/node-name-not-fqdn',
      'cert/node-wildcard',
      'cert/node-differs-from-csr',
      'cert/node-wildcard-missing',
    ],
  },
  {
    name: 'an expired one',
    role: 'tomcat',
    certificate: { notAfter: '2026-11-01' },
    expect: ['cert/node-expired'],
    nearMissOf: 'cert/node-perhaps-refused',
    check: ([finding]) => {
      expect(finding!.message).toContain('the tomcat certificate');
      expect(finding!.locations).toEqual([{ file: 'cucm/cucm1-tomcat.pem' }]);
      expect(finding!.bears).toEqual([
        {
          requirement: 'trusts-unified-cm',
          effect: 'fails',
          services: ['mra'],
          peers: ['expc1.example.com'],
        },
      ]);
    },
  },
  {
    name: 'one that has ended this very second',
    role: 'tomcat',
    certificate: { notAfter: '2026-11-22T09:59:59Z' },
    expect: ['cert/node-expired'],
  },
  {
    name: 'one in its last second',
    role: 'tomcat',
    certificate: { notAfter: '2026-11-22T10:00:00Z' },
    expect: [],
    nearMissOf: 'cert/node-expired',
  },
  {
    name: 'one in its first second',
    role: 'tomcat',
    certificate: { notBefore: '2026-11-22T10:00:00Z' },
    expect: [],
    nearMissOf: 'cert/node-not-yet-valid',
  },
  {
    name: 'an expired cup-xmpp, which ends federation and leaves MRA open',
    role: 'cup-xmpp',
    facts: { product: 'imp' },
    certificate: { notAfter: '2026-11-01' },
    expect: ['cert/node-expired'],
    bears: [
      'trusts-imp not known for mra on expc1.example.com',
      'trusts-imp fails for xmppFederation, groupChatTls on expc1.example.com',
    ],
    check: ([finding]) =>
      expect(finding!.bears!.map(({ effect, services }) => [effect, ...services!].join(' '))).toEqual([
        'not known mra',
        'fails xmppFederation groupChatTls',
      ]),
  },
  {
    name: 'an expired tomcat-ECDSA, which a node may show or not',
    role: 'tomcat-ECDSA',
    certificate: { notAfter: '2026-11-01', key: 'ec-p-256', keyUsage: [0] },
    expect: ['cert/node-perhaps-refused'],
    bears: ['trusts-unified-cm not known for mra on expc1.example.com'],
    nearMissOf: 'cert/node-expired',
    check: ([finding]) => expect(finding!.bears!.map(({ effect }) => effect)).toEqual(['not known']),
  },
  {
    name: 'one that begins later',
    role: 'tomcat',
    certificate: { notBefore: '2026-12-01' },
    expect: ['cert/node-not-yet-valid'],
    bears: ['trusts-unified-cm fails for mra on expc1.example.com'],
    nearMissOf: 'cert/node-expired',
  },
  {
    name: 'an expired one that nobody called after its role',
    certificate: { notAfter: '2026-11-01' },
    expect: ['cert/node-perhaps-refused'],
    check: ([finding]) => expect(finding!.message).toMatch(/^the certificate /),
  },
  {
    name: 'CAPF expired and without clientAuth, with a bare name and a wildcard: no Expressway meets it',
    role: 'CAPF',
    certificate: {
      issuer: undefined as never,
      notAfter: '2026-11-01',
      extendedKeyUsage: ['serverAuth'],
      names: ['DNS:*.example.com'],
    },
    expect: [],
    nearMissOf: [
      'cert/node-expired',
      'cert/node-perhaps-refused',
      'cert/node-client-auth-missing',
      'cert/node-name-not-fqdn',
      'cert/node-wildcard',
    ],
  },
  {
    name: 'tomcat without clientAuth, which opens no connection to an Expressway',
    role: 'tomcat',
    certificate: { extendedKeyUsage: ['serverAuth'] },
    expect: [],
    nearMissOf: 'cert/node-client-auth-missing',
  },
  {
    name: 'a revoked one',
    role: 'tomcat',
    facts: {
      revocation: {
        status: 'revoked',
        since: Date.parse('2026-11-01T00:00:00Z'),
        reason: 'keyCompromise',
        evidence: [],
      },
    },
    expect: ['cert/node-revoked'],
    bears: ['trusts-unified-cm fails for mra on expc1.example.com'],
  },
  {
    name: 'one whose status the evidence leaves open',
    role: 'tomcat',
    facts: { revocation: { status: 'unknown', why: 'no-evidence', unusable: [] } },
    expect: [],
    nearMissOf: 'cert/node-revoked',
  },
  {
    name: 'CallManager without clientAuth',
    role: 'CallManager',
    certificate: { extendedKeyUsage: ['serverAuth'] },
    expect: ['cert/node-client-auth-missing'],
    bears: ['trusts-unified-cm not known for mra, b2b on expc1.example.com'],
  },
  {
    name: 'CallManager for any usage',
    role: 'CallManager',
    certificate: { extendedKeyUsage: ['anyExtendedKeyUsage'] },
    expect: [],
    nearMissOf: 'cert/node-client-auth-missing',
  },
  {
    name: 'CallManager without any usage',
    role: 'CallManager',
    certificate: { extendedKeyUsage: [] },
    expect: [],
    nearMissOf: 'cert/node-client-auth-missing',
  },
  {
    name: 'tomcat without names, whose CN is a whole one',
    role: 'tomcat',
    certificate: { names: [] },
    expect: [],
    nearMissOf: 'cert/node-name-not-fqdn',
  },
  {
    name: 'tomcat with a bare host name',
    role: 'tomcat',
    certificate: { names: ['DNS:cucm1', 'IP:192.0.2.1'] },
    expect: ['cert/node-name-not-fqdn'],
    bears: ['trusts-unified-cm not known for mra on expc1.example.com'],
  },
  {
    name: 'tomcat of a node that was renamed',
    role: 'tomcat',
    facts: {
      nodes: ['cucm-a.example.com', 'cucm-b.example.com'],
      verifyingPeers: ['expc1.example.com'],
    },
    expect: ['cert/node-name-differs'],
    bears: ['trusts-unified-cm fails for mra on expc1.example.com'],
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'the tomcat certificate is for cucm1.example.com, and the nodes are cucm-a.example.com and cucm-b.example.com',
      ),
  },
  {
    name: 'tomcat without subjectAltName, of a node that was renamed',
    role: 'tomcat',
    facts: { nodes: ['cucm-a.example.com'], verifyingPeers: ['expc1.example.com'] },
    certificate: { names: [] },
    expect: ['cert/node-name-differs'],
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'the tomcat certificate is for cucm1.example.com, and the nodes are cucm-a.example.com',
      ),
  },
  {
    name: 'tomcat with the name of one of the nodes, in another letter case',
    role: 'tomcat',
    facts: { nodes: ['cucm2.example.com', 'CUCM1.example.com'], verifyingPeers: ['expc1.example.com'] },
    expect: [],
    nearMissOf: 'cert/node-name-differs',
  },
  {
    name: 'tomcat of a node that was renamed, where no Expressway-C verifies it',
    role: 'tomcat',
    facts: { nodes: ['cucm-a.example.com'] },
    expect: [],
    nearMissOf: 'cert/node-name-differs',
  },
  {
    name: 'the certificate of nobody known to be met, with another name than the nodes',
    role: 'CAPF',
    facts: { nodes: ['cucm-a.example.com'], verifyingPeers: ['expc1.example.com'] },
    expect: [],
    nearMissOf: 'cert/node-name-differs',
  },
  {
    name: 'cup-xmpp without the presence domain',
    role: 'cup-xmpp',
    facts: { product: 'imp', presenceDomains: ['example.com', 'example.org'] },
    certificate: { names: ['DNS:imp1.example.com', 'DNS:example.org'] },
    expect: ['cert/node-domain-missing'],
    bears: ['trusts-imp remark on expc1.example.com'],
    check: ([finding]) => expect(finding!.message).toBe('the cup-xmpp certificate lacks example.com'),
  },
  {
    name: 'cup-xmpp with the presence domain',
    role: 'cup-xmpp',
    facts: { product: 'imp', presenceDomains: ['example.com'] },
    certificate: { names: ['DNS:imp1.example.com', 'DNS:Example.com'] },
    expect: [],
    nearMissOf: 'cert/node-domain-missing',
  },
  {
    name: 'tomcat of IM and Presence without the presence domain, which nobody looks for there',
    role: 'tomcat',
    facts: { product: 'imp', presenceDomains: ['example.com'] },
    expect: [],
    nearMissOf: 'cert/node-domain-missing',
  },
  {
    name: 'a wildcard on Unified CM',
    role: 'tomcat',
    certificate: { names: ['DNS:*.example.com', 'DNS:cucm1.example.com'] },
    expect: ['cert/node-wildcard'],
    bears: ['trusts-unified-cm remark on expc1.example.com'],
  },
  {
    name: 'a wildcard on a certificate of Unified CM that nobody called after its role',
    certificate: { names: ['DNS:*.example.com', 'DNS:cucm1.example.com'] },
    expect: ['cert/node-wildcard'],
  },
  {
    name: 'a wildcard on tomcat of nobody knows which product',
    role: 'tomcat',
    certificate: { names: ['DNS:*.example.com', 'DNS:cucm1.example.com'] },
    facts: { product: undefined },
    expect: ['cert/node-wildcard'],
  },
  {
    name: 'a wildcard on a certificate of nobody knows which product and role',
    certificate: { names: ['DNS:*.example.com', 'DNS:cucm1.example.com'] },
    facts: { product: undefined },
    expect: [],
    nearMissOf: 'cert/node-wildcard',
  },
  {
    name: 'a wildcard on tomcat of the IM and Presence Service',
    role: 'tomcat',
    certificate: { names: ['DNS:*.example.com', 'DNS:cucm1.example.com'] },
    facts: { product: 'imp' },
    expect: [],
    nearMissOf: 'cert/node-wildcard',
  },
  {
    name: 'a wildcard on cup-xmpp, which only the IM and Presence Service has',
    role: 'cup-xmpp',
    certificate: { names: ['DNS:*.example.com', 'DNS:imp1.example.com'] },
    facts: { product: undefined, uses: usesOf('cup-xmpp', undefined, true) },
    expect: [],
    nearMissOf: 'cert/node-wildcard',
  },
  {
    name: 'a wildcard on cup-xmpp-s2s, which needs it',
    role: 'cup-xmpp-s2s',
    certificate: { names: ['DNS:*.example.com'] },
    facts: { product: 'imp' },
    expect: [],
    nearMissOf: ['cert/node-wildcard', 'cert/node-wildcard-missing'],
  },
  {
    name: 'cup-xmpp-s2s without a wildcard while group chat over TLS is in use',
    role: 'cup-xmpp-s2s',
    facts: { product: 'imp' },
    expect: ['cert/node-wildcard-missing'],
  },
  {
    name: 'the CA added www.',
    role: 'tomcat',
    certificate: { names: ['DNS:cucm1.example.com', 'DNS:www.cucm1.example.com'] },
    request: nodeRequest,
    expect: ['cert/node-differs-from-csr'],
    bears: ['trusts-unified-cm not known for mra on expc1.example.com'],
  },
  {
    name: 'the CA put one mail address in the place of another on a node',
    role: 'tomcat',
    certificate: { names: ['DNS:cucm1.example.com', 'email:ca@example.com'] },
    request: { ...nodeRequest, names: [...nodeRequest.names!, 'email:admin@example.com'] },
    expect: ['cert/node-differs-from-csr'],
    check: ([finding]) =>
      expect(finding!.params).toMatchObject({
        lost: ['email:admin@example.com'],
        gained: ['email:ca@example.com'],
      }),
  },
  {
    name: 'the CA dropped a name of a node',
    role: 'tomcat',
    request: { ...nodeRequest, names: [...nodeRequest.names!, 'DNS:cucm.example.com'] },
    expect: ['cert/node-differs-from-csr'],
    check: ([finding]) =>
      expect(finding!.params).toMatchObject({ lost: ['DNS:cucm.example.com'], gained: [] }),
  },
  {
    name: 'tomcat-ECDSA still self-signed',
    role: 'tomcat-ECDSA',
    certificate: { issuer: undefined as never, key: 'ec-p-256', keyUsage: [0] },
    expect: ['cert/node-ec-self-signed'],
    bears: ['trusts-unified-cm not known for mra on expc1.example.com'],
  },
  {
    name: 'the same where a trusted-CA list of the Expressway-C says whether it is trusted',
    role: 'tomcat-ECDSA',
    certificate: { issuer: undefined as never, key: 'ec-p-256', keyUsage: [0] },
    facts: { isListAsked: true },
    expect: [],
    nearMissOf: 'cert/node-ec-self-signed',
  },
  {
    name: 'tomcat-ECDSA of a CA',
    role: 'tomcat-ECDSA',
    certificate: { key: 'ec-p-256', keyUsage: [0] },
    expect: [],
    nearMissOf: 'cert/node-ec-self-signed',
  },
  {
    name: 'an umlaut in the subject before X8.2',
    certificate: {
      subject: [
        ['organizationName', 'Müller'],
        ['commonName', 'cucm1.example.com'],
      ],
    },
    facts: { release: 'X8.1' },
    expect: ['cert/node-not-ascii'],
  },
  {
    name: 'an umlaut in the name of the CA before X8.2',
    issuedBy: 'Müller Root CA',
    facts: { release: 'X8.1' },
    expect: ['cert/node-not-ascii'],
  },
  {
    name: 'nothing but ASCII before X8.2',
    facts: { release: 'X8.1' },
    expect: [],
    nearMissOf: 'cert/node-not-ascii',
  },
  {
    name: 'an umlaut in the subject later',
    certificate: {
      subject: [
        ['organizationName', 'Müller'],
        ['commonName', 'cucm1.example.com'],
      ],
    },
    expect: [],
    nearMissOf: ['cert/node-not-ascii', 'cert/node-malformed-part'],
  },
  {
    name: 'an issuer alternative name that is no list',
    role: 'tomcat',
    certificate: { extensions: [malformed('2.5.29.18', utf8String('x'))] },
    expect: ['cert/node-malformed-part'],
  },
];

runCases(
  nodeCertificateRules,
  nodeRows,
  async ({
    certificate,
    role,
    issuedBy = 'Corp Root CA',
    facts = {},
    request,
  }): Promise<NodeCertificateFacts> => {
    const recipe = { ...nodePlain, ...certificate };
    if (recipe.issuer === undefined) delete (recipe as { issuer?: string }).issuer;
    const made = makeHierarchy({ root: ca({ subject: [['commonName', issuedBy]] }), leaf: recipe });
    const issued = await gatherIssuedCertificate(made.leaf.certificate);
    const requested = request && (await gatherRequestFacts(readCsr(buildRequest(request))));
    return {
      issued,
      place: { file: 'cucm/cucm1-tomcat.pem' },
      role: role && { role, from: 'file name' },
      product: 'unifiedCm',
      isListAsked: false,
      uses: usesOf(role, facts.product ?? 'unifiedCm', true, issued.certificate.publicKey.kind === 'ec'),
      peers: ['expc1.example.com'],
      request: requested && compareWithRequest(issued, requested),
      revocation: undefined,
      services: ['mra', 'groupChatTls'],
      release: 'X14.2',
      at,
      ...facts,
    };
  },
);
