import type { ClientStore, Cluster, Deployment, RequestSettings } from '../../src/lib/deployment/model.ts';
import { planDeployment } from '../../src/lib/plan/plan.ts';
import { planRules } from '../../src/lib/rules/plan/index.ts';
import { expect } from 'vitest';
import type { Finding } from '../../src/lib/findings/finding.ts';
import { runCases, type Case } from '../support/cases.ts';
import {
  core,
  edge,
  named,
  peer,
  plainRequest,
  requesting,
  sound,
  noFurtherServices,
} from '../support/deployment.ts';

interface Row extends Case {
  readonly deployment: Partial<Deployment>;
  readonly at?: string;
}

/** Said of every deployment with XMPP federation, however sound. */
const srv = 'plan/federation-needs-srv';
/** Said of every deployment with mobile and remote access. */
const dns = 'plan/mra-needs-dns';
const publicEdge = { ...edge, ca: 'public' as const };
const keepCn = 'plan/common-name-public-ca';
const clientAuth = 'plan/client-auth-public-ca';
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

const unplanned = 'plan/client-store-unplanned';
const noClientAuth = 'plan/client-auth-unplanned';
const copied: ClientStore = { copyOfServer: true };
const ownClient = (
  settings: Partial<RequestSettings> = {},
): Extract<ClientStore, { copyOfServer: false }> => ({
  copyOfServer: false,
  ca: 'private',
  issuedBy: 'files',
  custody: 'tool',
  additionalNames: [],
  request: { ...plainRequest, extendedKeyUsage: ['clientAuth'], ...settings },
});
const withClient = (cluster: Cluster, client: ClientStore): Cluster => ({
  ...cluster,
  peers: cluster.peers.map((each) => ({ ...each, client })),
});
const mraNamesOnly = { federationDomains: [], chatNodeAliases: [] };
const fixOf = (findings: readonly Finding[], code: string): string =>
  findings.find((finding) => finding.code === code)!.fix[0]!;

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
    expect: [srv, 'plan/internal-name-public-ca', keepCn, clientAuth, dns],
    check: (findings) =>
      expect(findings.find(({ code }) => code.startsWith('plan/internal'))).toMatchObject({
        subject: { cluster: 'edge' },
        params: { name: 'DNS:expe.corp.local', reason: 'internal suffix' },
      }),
  },
  {
    name: 'a top-level domain that the public DNS does not have, with a public CA',
    deployment: { clusters: [core, { ...publicEdge, additionalNames: [named('expe.example.intranet')] }] },
    expect: [srv, 'plan/internal-name-public-ca', keepCn, clientAuth, dns],
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
    expect: [srv, 'plan/internal-name-public-ca', keepCn, clientAuth, dns],
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
    expect: [srv, 'plan/internal-name-public-ca', keepCn, clientAuth, dns],
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
    expect: [srv, keepCn, clientAuth, dns],
    nearMissOf: 'plan/internal-name-public-ca',
  },
  {
    name: 'federation domains as XMPPAddress with a public CA',
    deployment: {
      federationDomains: [{ ...named('example.com'), format: 'XMPPAddress' }],
      clusters: [core, publicEdge],
    },
    expect: [srv, 'plan/xmppaddress-format', keepCn, clientAuth, dns],
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
    expect: [srv, 'plan/srvname-public-ca', keepCn, clientAuth, dns],
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
    expect: [srv, 'plan/ou-public-ca', keepCn, clientAuth, dns],
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
    expect: [srv, keepCn, 'plan/usage-missing', 'plan/usage-missing', dns],
    check: (findings) =>
      expect(findings.find(({ code }) => code === 'plan/usage-missing')!.fix[0]).toMatch(/^Upgrade/),
  },
  {
    name: 'serverAuth alone on an Expressway-E of X15.4 needs the switch; the C still needs both',
    deployment: { release: 'X15.4', clusters: [requesting(core, serverOnly), requesting(edge, serverOnly)] },
    expect: [srv, 'plan/usage-missing', 'plan/usage-missing', 'plan/server-auth-only-switch', dns],
  },
  {
    name: 'the same with the switch on, as the file says',
    deployment: {
      release: 'X15.4',
      clusters: [core, { ...requesting(edge, serverOnly), serverEkuUpload: true }],
    },
    expect: [srv, dns],
    nearMissOf: ['plan/server-auth-only-switch', 'plan/usage-missing'],
  },
  {
    name: 'serverAuth alone on an Expressway-E of X15.4 beside a core of X14.2: the release of each cluster counts',
    deployment: {
      release: 'X14.2',
      clusters: [requesting(core, serverOnly), { ...requesting(edge, serverOnly), release: 'X15.4' }],
    },
    expect: [srv, 'plan/usage-missing', 'plan/usage-missing', 'plan/server-auth-only-switch', dns],
  },
  {
    name: 'serverAuth alone on X15.5, both roles: the server stores take it, and the core has no clientAuth anywhere',
    deployment: { release: 'X15.5', clusters: [requesting(core, serverOnly), requesting(edge, serverOnly)] },
    expect: [srv, unplanned, noClientAuth, dns],
    nearMissOf: 'plan/usage-missing',
    check: (findings) => {
      expect(fixOf(findings, noClientAuth)).toBe('Add to clusters.core: client: { ca: private }');
      expect(fixOf(findings, unplanned)).toBe('Add to clusters.edge: client: { ca: private }');
    },
  },
  {
    name: 'both usages on X15.5, and nothing said of the client stores',
    deployment: { release: 'X15.5' },
    expect: [srv, unplanned, unplanned, dns],
    nearMissOf: noClientAuth,
    check: (findings) =>
      expect(findings.filter(({ code }) => code === unplanned).map(({ subject }) => subject)).toEqual([
        { cluster: 'core' },
        { cluster: 'edge' },
      ]),
  },
  {
    name: 'the same for mobile and remote access alone: nobody sees the client certificate of the Expressway-E',
    deployment: { ...mraNamesOnly, release: 'X15.5', services: mraOnly },
    expect: [unplanned, dns],
  },
  {
    name: 'the mix that Cisco tested: a private client certificate on the core, all others public for serverAuth',
    deployment: {
      ...mraNamesOnly,
      release: 'X15.5',
      services: mraOnly,
      clusters: [
        withClient({ ...requesting(core, serverOnly), ca: 'public' }, ownClient()),
        withClient(requesting(publicEdge, serverOnly), copied),
      ],
    },
    expect: [keepCn, keepCn, dns],
    nearMissOf: [
      ...[unplanned, noClientAuth, clientAuth, 'plan/client-auth-ended', 'plan/usage-missing'],
      'plan/client-without-store',
    ],
  },
  {
    name: 'the same with the certificate for serverAuth copied on the core, too',
    deployment: {
      ...mraNamesOnly,
      release: 'X15.5',
      services: mraOnly,
      clusters: [
        withClient(requesting(core, serverOnly), copied),
        withClient(requesting(publicEdge, serverOnly), copied),
      ],
    },
    expect: [keepCn, noClientAuth, dns],
    nearMissOf: unplanned,
    check: (findings) =>
      expect(fixOf(findings, noClientAuth)).toBe(
        'In clusters.core replace the copy by: client: { ca: private }',
      ),
  },
  {
    name: 'a client certificate for serverAuth alone, which the page refuses',
    deployment: {
      ...mraNamesOnly,
      release: 'X15.5',
      services: mraOnly,
      clusters: [withClient(core, ownClient(serverOnly)), withClient(edge, copied)],
    },
    expect: ['plan/usage-missing', 'plan/usage-missing', dns],
    check: ([finding]) =>
      expect(finding).toMatchObject({
        subject: { cluster: 'core', peer: 'expc1.example.com', store: 'client' },
        message: 'the request for the client store lacks clientAuth, which X15.5 demands there',
        fix: ['Add clientAuth to client.request.extendedKeyUsage.'],
      }),
  },
  {
    name: 'a client certificate of a public CA',
    deployment: {
      ...mraNamesOnly,
      release: 'X15.5',
      services: mraOnly,
      clusters: [withClient(core, { ...ownClient(), ca: 'public' }), withClient(edge, copied)],
    },
    expect: [clientAuth, dns],
    check: (findings) =>
      expect(findings.find(({ code }) => code === clientAuth)).toMatchObject({
        subject: { cluster: 'core', store: 'client' },
        fix: [expect.stringContaining('ca: private under client'), expect.any(String)],
      }),
  },
  {
    name: 'faults of the client request are said of it alone',
    deployment: {
      ...mraNamesOnly,
      release: 'X15.5',
      services: mraOnly,
      clusters: [
        withClient(core, {
          ...ownClient({
            key: { type: 'rsa', bits: 8192 },
            subject: [{ type: '1.3.6.1.4.1.6449.1.2.1.5.1', value: 'x' }],
          }),
          additionalNames: [named('*.example.com'), named('expc.corp.local')],
          ca: 'public',
        }),
        withClient(edge, copied),
      ],
    },
    expect: [
      ...['plan/wildcard', 'plan/internal-name-public-ca', clientAuth, dns],
      ...['plan/subject-oid', 'plan/subject-oid', 'plan/key-refused', 'plan/key-refused'],
    ],
    check: (findings) => {
      const stores = findings.filter(({ code }) => code !== dns).map(({ subject }) => subject.store);
      expect(new Set(stores)).toEqual(new Set(['client']));
    },
  },
  {
    name: 'a client certificate planned before there is a store for it',
    deployment: { clusters: [withClient(core, ownClient()), withClient(edge, copied)] },
    expect: [srv, 'plan/client-without-store', 'plan/client-without-store', dns],
    nearMissOf: [unplanned, 'plan/usage-missing'],
  },
  {
    name: 'clientAuth asked of a public CA the day before it ends',
    deployment: { clusters: [core, publicEdge] },
    at: '2027-03-14T23:59:59Z',
    expect: [srv, keepCn, clientAuth, dns],
    nearMissOf: 'plan/client-auth-ended',
  },
  {
    name: 'clientAuth asked of a public CA on the day it ends',
    deployment: { clusters: [core, publicEdge] },
    at: '2027-03-15T00:00:00Z',
    expect: [srv, keepCn, 'plan/client-auth-ended', dns],
    nearMissOf: clientAuth,
  },
];

function without<T extends object, K extends keyof T>(whole: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = whole;
  return rest;
}

const profileFinding = (findings: readonly Finding[]): Finding =>
  findings.find(({ code }) => code === 'plan/profile-not-fqdn')!;

runCases(planRules, rows, ({ deployment, at = '2026-11-22T10:00:00Z' }) => ({
  plan: planDeployment({ ...sound, ...deployment }),
  at: Date.parse(at),
}));
