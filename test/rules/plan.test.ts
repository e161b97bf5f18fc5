import type { Deployment } from '../../src/lib/deployment/model.ts';
import { datedFacts, type DatedFacts } from '../../src/lib/product/facts/dated-facts.ts';
import { planDeployment } from '../../src/lib/plan/plan.ts';
import { planRules } from '../../src/lib/rules/plan/index.ts';
import { expect } from 'vitest';
import type { Finding } from '../../src/lib/findings/finding.ts';
import { runCases, type Case } from '../support/cases.ts';
import { core, edge, named, peer, requesting, sound, noFurtherServices } from '../support/deployment.ts';

interface Row extends Case {
  readonly deployment: Partial<Deployment>;
  readonly at?: string;
  /** The public CA by name, for every peer. */
  readonly issuer?: string;
  readonly facts?: DatedFacts;
}

/** Said of every deployment with XMPP federation, however sound. */
const srv = 'plan/federation-needs-srv';
/** Said of every deployment with mobile and remote access. */
const dns = 'plan/mra-needs-dns';
const publicEdge = { ...edge, ca: 'public' as const };
const keepCn = 'plan/common-name-public-ca';
const clientAuth = 'plan/client-auth-public-ca';
const rhythm = 'plan/renewal-rhythm';
const serverOnly = { extendedKeyUsage: ['serverAuth'] as const };
const mraOnly = {
  mra: true,
  xmppFederation: false,
  groupChatTls: false,
  jabberGuest: false,
  b2b: false,
  ...noFurtherServices,
};
const b2bOnly = {
  mra: false,
  xmppFederation: false,
  groupChatTls: false,
  jabberGuest: false,
  b2b: true,
  ...noFurtherServices,
};
const withoutNames = {
  registrationDomains: [],
  federationDomains: [],
  chatNodeAliases: [],
  phoneSecurityProfiles: [],
};
const profiles = (...names: string[]) => names.map((name) => ({ ...named(name) }));
const longLabel = 'a'.repeat(60);

const rows: readonly Row[] = [
  {
    name: 'a sound deployment under a private CA only needs its SRV records',
    deployment: {},
    expect: [srv, dns],
    nearMissOf: [
      'plan/chat-aliases-differ',
      'plan/service-without-names',
      'plan/names-without-service',
      keepCn,
      clientAuth,
      rhythm,
      'plan/profiles-not-on-core',
    ],
    check: ([finding, ofClients]) => {
      expect(ofClients!.params).toEqual({
        records: ['_collab-edge._tls.example.com'],
        pointers: ['expe1.example.com', 'expe2.example.com'],
      });
      expect(finding!.params).toEqual({
        records: [
          '_xmpp-server._tcp.example.com',
          '_xmpp-server._tcp.chatnode1.example.com',
          '_xmpp-server._tcp.chatnode2.example.com',
        ],
      });
    },
  },
  {
    name: 'without XMPP federation nobody looks for SRV records',
    deployment: { ...withoutNames, services: b2bOnly },
    expect: [],
    nearMissOf: [srv, dns],
  },
  {
    name: 'a wildcard among the additional names of one peer',
    deployment: {
      clusters: [
        core,
        { ...edge, peers: [peer('expe1.example.com', { additionalNames: [named('*.example.com')] })] },
      ],
    },
    expect: [srv, 'plan/wildcard', dns],
    check: (findings) =>
      expect(findings[0]).toMatchObject({
        code: 'plan/wildcard',
        params: { name: 'DNS:*.example.com' },
        subject: { cluster: 'edge', peer: 'expe1.example.com' },
      }),
  },
  {
    name: 'a wildcard in a deployment that allows wildcards',
    deployment: {
      policy: { ...sound.policy, allowWildcard: true },
      clusters: [core, { ...edge, additionalNames: [named('*.example.com')] }],
    },
    expect: [srv, dns],
    nearMissOf: 'plan/wildcard',
  },
  {
    name: 'a .local name on both peers of a cluster that a public CA signs is said once',
    deployment: { clusters: [core, { ...publicEdge, additionalNames: [named('expe.corp.local')] }] },
    expect: [srv, 'plan/internal-name-public-ca', keepCn, clientAuth, rhythm, dns],
    check: (findings) =>
      expect(findings.find(({ code }) => code.startsWith('plan/internal'))).toMatchObject({
        subject: { cluster: 'edge' },
        params: { name: 'DNS:expe.corp.local', reason: 'internal suffix' },
      }),
  },
  {
    name: 'a top-level domain that the public DNS does not have, with a public CA',
    deployment: { clusters: [core, { ...publicEdge, additionalNames: [named('expe.example.intranet')] }] },
    expect: [srv, 'plan/internal-name-public-ca', keepCn, clientAuth, rhythm, dns],
  },
  {
    name: 'a .local registration domain with a public CA: the Expressway-E does not need it',
    deployment: {
      registrationDomains: [
        { ...named('example.com'), format: 'DNS' },
        { ...named('corp.local'), format: 'DNS' },
      ],
      clusters: [core, publicEdge],
    },
    expect: [srv, 'plan/internal-name-public-ca', keepCn, clientAuth, rhythm, dns],
    check: (findings) =>
      expect(findings.find(({ code }) => code.startsWith('plan/internal'))!.fix).toEqual([
        'Leave it out of registrationDomains: an Expressway-E needs the domains alone that people outside sign in with.',
      ]),
  },
  {
    name: 'a phone security profile under .local with a public CA on the Expressway-C',
    deployment: {
      phoneSecurityProfiles: profiles('DX80TLSprofile.corp.local'),
      clusters: [{ ...core, ca: 'public' }, edge],
    },
    expect: [srv, 'plan/internal-name-public-ca', keepCn, clientAuth, rhythm, dns],
    check: (findings) =>
      expect(findings.find(({ code }) => code.startsWith('plan/internal'))!.fix[0]).toContain(
        'rename the phone security profile',
      ),
  },
  {
    name: 'the same .local name with a private CA, and an internationalised public domain with a public one',
    deployment: {
      clusters: [
        { ...core, additionalNames: [named('expc.corp.local')] },
        { ...publicEdge, additionalNames: [named('expe.xn--fiqs8s')] },
      ],
    },
    expect: [srv, keepCn, clientAuth, rhythm, dns],
    nearMissOf: 'plan/internal-name-public-ca',
  },
  {
    name: 'federation domains as XMPPAddress with a public CA',
    deployment: {
      federationDomains: [{ ...named('example.com'), format: 'XMPPAddress' }],
      clusters: [core, publicEdge],
    },
    expect: [srv, 'plan/xmppaddress-format', keepCn, clientAuth, rhythm, dns],
    nearMissOf: 'plan/xmppaddress-discouraged',
  },
  {
    name: 'federation domains as XMPPAddress with a private CA',
    deployment: { federationDomains: [{ ...named('example.com'), format: 'XMPPAddress' }] },
    expect: [srv, 'plan/xmppaddress-discouraged', dns],
    nearMissOf: 'plan/xmppaddress-format',
  },
  {
    name: 'a registration domain as SRVName with a public CA',
    deployment: {
      registrationDomains: [{ ...named('example.com'), format: 'SRVName' }],
      clusters: [core, publicEdge],
    },
    expect: [srv, 'plan/srvname-public-ca', keepCn, clientAuth, rhythm, dns],
    nearMissOf: 'plan/srvname-older-format',
  },
  {
    name: 'a registration domain as SRVName with a private CA',
    deployment: { registrationDomains: [{ ...named('example.com'), format: 'SRVName' }] },
    expect: [srv, 'plan/srvname-older-format', dns],
    nearMissOf: 'plan/srvname-public-ca',
  },
  {
    name: 'collab-edge. already written in front of a CollabEdgeDNS domain',
    deployment: { registrationDomains: [{ ...named('collab-edge.example.com'), format: 'CollabEdgeDNS' }] },
    expect: [srv, 'plan/collab-edge-twice', dns],
  },
  {
    name: 'collab-edge. written out in full as DNS',
    deployment: { registrationDomains: [{ ...named('collab-edge.example.com'), format: 'DNS' }] },
    expect: [srv, dns],
    nearMissOf: 'plan/collab-edge-twice',
  },
  {
    name: "a profile that kept Unified CM's own name",
    deployment: { phoneSecurityProfiles: [{ written: 'Cisco 8845 - Secure' }] },
    expect: [srv, 'plan/profile-not-fqdn', dns],
    check: (findings) => expect(profileFinding(findings).message).toContain('X14.2 takes only FQDNs'),
  },
  {
    name: 'such a profile on X12.5, which takes a single label but no blank',
    deployment: { phoneSecurityProfiles: [{ written: 'Cisco 8845 - Secure' }], release: 'X12.5' },
    expect: [srv, 'plan/profile-not-fqdn', dns],
    check: (findings) =>
      expect(profileFinding(findings).message).toBe(
        '"Cisco 8845 - Secure" is not a name that can stand in a certificate',
      ),
  },
  {
    name: 'a one-label profile name on X12.6',
    deployment: { phoneSecurityProfiles: profiles('DX80TLSprofile'), release: 'X12.6' },
    expect: [srv, 'plan/profile-not-fqdn', dns],
  },
  {
    name: 'a one-label profile name on X12.5',
    deployment: { phoneSecurityProfiles: profiles('DX80TLSprofile'), release: 'X12.5' },
    expect: [srv, dns],
    nearMissOf: 'plan/profile-not-fqdn',
  },
  {
    name: 'profile names on the edge alone, as the table of the guide has it',
    deployment: { phoneSecurityProfilesOn: ['E'] },
    expect: [srv, 'plan/profiles-not-on-core', dns],
  },
  {
    name: 'the edge has chat node aliases of its own that the core lacks',
    deployment: {
      clusters: [core, { ...edge, chatNodeAliases: [{ ...named('chatnode3.example.com'), format: 'DNS' }] }],
    },
    expect: [srv, 'plan/chat-aliases-differ', dns],
    check: (findings) =>
      expect(findings.find(({ code }) => code === 'plan/chat-aliases-differ')!.params).toEqual({
        core: 'core',
        edge: 'edge',
        onlyCore: ['DNS:chatnode1.example.com', 'DNS:chatnode2.example.com'],
        onlyEdge: ['DNS:chatnode3.example.com'],
      }),
  },
  {
    name: 'the edge lists the same aliases in another order and letter case',
    deployment: {
      clusters: [
        core,
        {
          ...edge,
          chatNodeAliases: [
            { ...named('ChatNode2.example.com'), format: 'DNS' },
            { ...named('chatnode1.example.com'), format: 'DNS' },
          ],
        },
      ],
    },
    expect: [srv, dns],
    nearMissOf: 'plan/chat-aliases-differ',
  },
  {
    name: 'a registration domain that CollabEdgeDNS makes longer than a domain name can be',
    deployment: {
      registrationDomains: [
        { ...named(`${longLabel}.${longLabel}.${longLabel}.${longLabel}.com`), format: 'CollabEdgeDNS' },
      ],
    },
    expect: [srv, 'plan/planned-name-too-long', dns],
  },
  {
    name: 'the same long registration domain as DNS',
    deployment: {
      registrationDomains: [
        { ...named(`${longLabel}.${longLabel}.${longLabel}.${longLabel}.com`), format: 'DNS' },
      ],
    },
    expect: [srv, dns],
    nearMissOf: 'plan/planned-name-too-long',
  },
  {
    name: 'forty profile names on X8.9',
    deployment: {
      release: 'X8.9',
      phoneSecurityProfiles: profiles(
        ...Array.from({ length: 40 }, (_, i) => `profile-number-${i}.example.com`),
      ),
    },
    expect: [srv, 'plan/names-too-long', 'plan/names-too-long', dns],
    check: (findings) =>
      expect(findings.find(({ code }) => code === 'plan/names-too-long')).toMatchObject({
        subject: { peer: 'expc1.example.com' },
        params: { release: 'X8.9' },
      }),
  },
  {
    name: 'forty profile names on X8.10',
    deployment: {
      release: 'X8.10',
      phoneSecurityProfiles: profiles(
        ...Array.from({ length: 40 }, (_, i) => `profile-number-${i}.example.com`),
      ),
    },
    expect: [srv, dns],
    nearMissOf: 'plan/names-too-long',
  },
  {
    name: 'mobile and remote access without registration domains',
    deployment: { ...withoutNames, services: mraOnly },
    expect: ['plan/service-without-names'],
    check: ([finding]) =>
      expect(finding).toMatchObject({ subject: { cluster: 'edge' }, params: { service: 'mra' } }),
  },
  {
    name: 'names for services that are switched off',
    deployment: { services: b2bOnly },
    expect: Array<string>(4).fill('plan/names-without-service'),
  },
  {
    name: 'a cluster name of 65 characters as CN',
    deployment: { clusters: [{ ...core, name: named(`${'a'.repeat(53)}.example.com`) }, edge] },
    expect: [srv, 'plan/common-name-too-long', 'plan/common-name-too-long', dns],
  },
  {
    name: 'a cluster name of 64 characters as CN',
    deployment: { clusters: [{ ...core, name: named(`${'a'.repeat(52)}.example.com`) }, edge] },
    expect: [srv, dns],
    nearMissOf: 'plan/common-name-too-long',
  },
  {
    name: 'the cluster name wanted as CN of a single Expressway',
    deployment: {
      clusters: [
        core,
        requesting(
          { ...without(edge, 'name'), peers: [peer('vcse.example.com')] },
          { commonName: 'cluster' },
        ),
      ],
    },
    expect: [srv, 'plan/common-name-not-clustered', dns],
  },
  {
    name: 'the cluster name wanted as CN of a cluster',
    deployment: { clusters: [core, requesting(edge, { commonName: 'cluster' })] },
    expect: [srv, dns],
    nearMissOf: 'plan/common-name-not-clustered',
  },
  {
    name: 'a numeric subject attribute that breaks SSH tunnels',
    deployment: {
      clusters: [requesting(core, { subject: [{ type: '1.3.6.1.4.1.6449.1.2.1.5.1', value: 'x' }] }), edge],
    },
    expect: [srv, 'plan/subject-oid', 'plan/subject-oid', dns],
  },
  {
    name: 'the EV jurisdiction country and the usual attributes',
    deployment: {
      clusters: [requesting(core, { subject: [{ type: '1.3.6.1.4.1.311.60.2.1.3', value: 'GB' }] }), edge],
    },
    expect: [srv, dns],
    nearMissOf: 'plan/subject-oid',
  },
  {
    name: 'an OU that a public CA drops',
    deployment: { clusters: [core, requesting(publicEdge, { subject: [{ type: 'OU', value: 'UC' }] })] },
    expect: [srv, 'plan/ou-public-ca', keepCn, clientAuth, rhythm, dns],
  },
  {
    name: 'an OU with a private CA',
    deployment: { clusters: [core, requesting(edge, { subject: [{ type: 'OU', value: 'UC' }] })] },
    expect: [srv, dns],
    nearMissOf: 'plan/ou-public-ca',
  },
  {
    name: 'an RSA key of 8192 bits',
    deployment: { clusters: [core, requesting(edge, { key: { type: 'rsa', bits: 8192 } })] },
    expect: [srv, 'plan/key-refused', 'plan/key-refused', dns],
  },
  {
    name: 'an RSA key of 1024 bits, whatever the policy says of it',
    deployment: { clusters: [core, requesting(edge, { key: { type: 'rsa', bits: 1024 } })] },
    expect: [srv, 'plan/key-refused', 'plan/key-refused', dns],
    nearMissOf: 'plan/key-below-policy',
  },
  {
    name: 'RSA 3072 where expcert makes the key',
    deployment: { clusters: [core, requesting(edge, { key: { type: 'rsa', bits: 3072 } })] },
    expect: [srv, dns],
    nearMissOf: ['plan/key-refused', 'plan/key-not-on-page'],
  },
  {
    name: 'RSA 3072 where the Expressway makes the key',
    deployment: {
      clusters: [core, requesting({ ...edge, custody: 'expressway' }, { key: { type: 'rsa', bits: 3072 } })],
    },
    expect: [srv, 'plan/key-not-on-page', 'plan/key-not-on-page', dns],
  },
  {
    name: 'RSA 2048 where the policy wants 3072',
    deployment: { policy: { ...sound.policy, minRsaBits: 3072 }, clusters: [core] },
    expect: ['plan/key-below-policy', 'plan/key-below-policy'],
  },
  {
    name: 'ECDSA on X14.2',
    deployment: { clusters: [core, requesting(edge, { key: { type: 'ec', curve: 'P-256' } })] },
    expect: [srv, 'plan/key-type-release', 'plan/key-type-release', dns],
  },
  {
    name: 'ECDSA on X14.3',
    deployment: {
      release: 'X14.3',
      clusters: [core, requesting(edge, { key: { type: 'ec', curve: 'P-256' } })],
    },
    expect: [srv, dns],
    nearMissOf: 'plan/key-type-release',
  },
  {
    name: 'serverAuth alone on X14.2, both roles',
    deployment: { clusters: [requesting(core, serverOnly), requesting(edge, serverOnly)] },
    expect: [srv, ...Array<string>(4).fill('plan/usage-missing'), dns],
    nearMissOf: 'plan/server-auth-only-switch',
  },
  {
    name: 'serverAuth alone on X14.2 after public CAs stopped issuing clientAuth: adding it would lead nowhere',
    deployment: { clusters: [requesting(publicEdge, serverOnly)] },
    at: '2027-04-01',
    expect: [srv, keepCn, 'plan/usage-missing', 'plan/usage-missing', rhythm, dns],
    check: (findings) =>
      expect(findings.find(({ code }) => code === 'plan/usage-missing')!.fix[0]).toMatch(/^Upgrade/),
  },
  {
    name: 'serverAuth alone on an Expressway-E of X15.4 needs the switch; the C still needs both',
    deployment: { release: 'X15.4', clusters: [requesting(core, serverOnly), requesting(edge, serverOnly)] },
    expect: [srv, 'plan/usage-missing', 'plan/usage-missing', 'plan/server-auth-only-switch', dns],
  },
  {
    name: 'serverAuth alone on X15.5, both roles',
    deployment: { release: 'X15.5', clusters: [requesting(core, serverOnly), requesting(edge, serverOnly)] },
    expect: [srv, dns],
    nearMissOf: 'plan/usage-missing',
  },
  {
    name: 'clientAuth asked of a public CA the day before it ends',
    deployment: { clusters: [core, publicEdge] },
    at: '2027-03-14T23:59:59Z',
    expect: [srv, keepCn, clientAuth, rhythm, dns],
    nearMissOf: 'plan/client-auth-ended',
  },
  {
    name: 'clientAuth asked of a public CA on the day it ends',
    deployment: { clusters: [core, publicEdge] },
    at: '2027-03-15T00:00:00Z',
    expect: [srv, keepCn, 'plan/client-auth-ended', rhythm, dns],
    nearMissOf: clientAuth,
  },
];

/** The day on which a CA ends clientAuth, and the day before. */
const ends: readonly (readonly [issuer: string, day: string, before: string, says: string])[] = [
  ["Let's Encrypt", '2026-07-08', '2026-07-07', "Let's Encrypt for client authentication, which it"],
  ['Sectigo Limited', '2027-02-10', '2027-02-09', 'Sectigo for client authentication, which it'],
  ['DigiCert, Inc.', '2027-03-01', '2027-02-28', 'DigiCert for client authentication, which it'],
  ['Google Trust Services', '2027-03-15', '2027-03-14', 'Google Trust Services for client authentication'],
  ['Some Other CA', '2027-03-15', '2027-03-14', 'a public CA for client authentication'],
];
const publicOnly = { clusters: [core, publicEdge] };
const saidOf = (findings: readonly Finding[], code: string) =>
  findings.find((finding) => finding.code === code)!;

const byCa: readonly Row[] = [
  ...ends.flatMap(([issuer, day, before, says]): Row[] => [
    {
      name: `clientAuth asked of ${issuer} on ${day}, when it has ended`,
      ...{ deployment: publicOnly, at: day, issuer },
      expect: [srv, keepCn, 'plan/client-auth-ended', rhythm, dns],
      nearMissOf: clientAuth,
      check: (findings) => {
        expect(saidOf(findings, 'plan/client-auth-ended').message).toContain(says);
        expect(saidOf(findings, 'plan/client-auth-ended').params['ends']).toBe(day);
      },
    },
    {
      name: `clientAuth asked of ${issuer} on ${before}, when it is still issued`,
      ...{ deployment: publicOnly, at: `${before}T23:59:59Z`, issuer },
      expect: [srv, keepCn, clientAuth, rhythm, dns],
      nearMissOf: 'plan/client-auth-ended',
      check: (findings) => expect(saidOf(findings, clientAuth).message).toContain(says),
    },
  ]),
  {
    name: 'clientAuth asked of a root outside the stores of browsers: no end is known',
    ...{ deployment: publicOnly, at: '2028-01-01', issuer: 'IdenTrust Public Sector Root CA 1' },
    expect: [srv, keepCn, rhythm, dns],
    nearMissOf: ['plan/client-auth-ended', clientAuth],
  },
  {
    name: 'clientAuth asked of a CA that nobody named, while the first have ended it',
    deployment: publicOnly,
    expect: [srv, keepCn, clientAuth, rhythm, dns],
    check: (findings) =>
      expect(saidOf(findings, clientAuth).message).toBe(
        "2 peers ask a public CA for client authentication; public CAs end it one by one: Let's Encrypt on 2026-07-08, " +
          'Sectigo on 2027-02-10, DigiCert on 2027-03-01, all others by 2027-03-15',
      ),
  },
  {
    name: 'clientAuth asked of DigiCert after its day, which has moved',
    ...{ deployment: publicOnly, at: '2027-03-02', issuer: 'DigiCert' },
    facts: {
      ...datedFacts,
      'client-auth-ends/digicert': { ...datedFacts['client-auth-ends/digicert'], value: '2027-05-01' },
    },
    expect: [srv, keepCn, clientAuth, rhythm, dns],
    nearMissOf: 'plan/client-auth-ended',
  },
  {
    name: "serverAuth alone on X14.2 and Let's Encrypt, which no longer issues what is missing",
    deployment: { clusters: [requesting(publicEdge, serverOnly)] },
    ...{ at: '2026-07-08', issuer: "Let's Encrypt" },
    expect: [srv, keepCn, 'plan/usage-missing', 'plan/usage-missing', rhythm, dns],
    check: (findings) =>
      expect(saidOf(findings, 'plan/usage-missing').fix[1]).toContain("by Let's Encrypt since 2026-07-08"),
  },
  {
    name: 'the rhythm of two clusters with public CAs is said once',
    deployment: { clusters: [{ ...core, ca: 'public' }, publicEdge] },
    expect: [srv, keepCn, keepCn, clientAuth, clientAuth, rhythm, dns],
    check: (findings) => {
      expect(saidOf(findings, rhythm).subject).toEqual({});
      expect(saidOf(findings, rhythm).message).toBe(
        'certificates of public CAs last at most 200 days: 2 renewals a year or more; ' +
          'from 2027-03-15 100 days, 4 renewals; from 2029-03-15 47 days, 8 renewals',
      );
    },
  },
  {
    name: "the rhythm of Let's Encrypt is that of its profile classic",
    ...{ deployment: publicOnly, issuer: "Let's Encrypt" },
    expect: [srv, keepCn, 'plan/client-auth-ended', rhythm, dns],
    check: (findings) =>
      expect(saidOf(findings, rhythm).message).toBe(
        "certificates of Let's Encrypt last at most 90 days: 5 renewals a year or more; " +
          'from 2027-02-10 64 days, 6 renewals; from 2028-02-16 45 days, 9 renewals',
      ),
  },
  {
    name: 'the rhythm on the day after the last step has nothing to announce',
    ...{ deployment: publicOnly, at: '2029-03-15' },
    expect: [srv, keepCn, 'plan/client-auth-ended', rhythm, dns],
    check: (findings) =>
      expect(saidOf(findings, rhythm).message).toBe(
        'certificates of public CAs last at most 47 days: 8 renewals a year or more',
      ),
  },
  {
    name: 'profiles without a CN are named with their CA',
    deployment: publicOnly,
    expect: [srv, keepCn, clientAuth, rhythm, dns],
    check: (findings) =>
      expect(saidOf(findings, keepCn).fix).toEqual([
        "Choose a certificate profile of the CA that keeps the CN; these do not: Let's Encrypt (tlsserver, shortlived) and Google Trust Services (minimal).",
      ]),
  },
];

function without<T extends object, K extends keyof T>(whole: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = whole;
  return rest;
}

const profileFinding = (findings: readonly Finding[]): Finding =>
  findings.find(({ code }) => code === 'plan/profile-not-fqdn')!;

runCases(
  planRules,
  [...rows, ...byCa],
  ({ deployment, at = '2026-11-22T10:00:00Z', issuer, facts = datedFacts }) => {
    const plan = planDeployment({ ...sound, ...deployment }, { facts });
    const peers = plan.peers.map((each) => ({ ...each, ...(issuer !== undefined && { issuer }) }));
    return { plan: { ...plan, peers }, at: Date.parse(at) };
  },
);
