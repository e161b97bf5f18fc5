import { datedFacts, type DatedFacts } from '../../src/lib/product/facts/dated-facts.ts';
import type {
  ClientStore,
  Cluster,
  Deployment,
  Peer,
  RequestSettings,
  SipFederation,
} from '../../src/lib/deployment/model.ts';
import { planDeployment } from '../../src/lib/plan/plan.ts';
import { planRules } from '../../src/lib/rules/plan/index.ts';
import { expect } from 'vitest';
import type { Finding } from '../../src/lib/findings/finding.ts';
import { runCases, type Case } from '../support/cases.ts';
import { settings } from '../support/federation.ts';
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
  /** The public CA by name, for every cluster with one. */
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
const peerSubjects = 'plan/sip-federation-needs-peer-subject';
const sipSrv = 'plan/sip-federation-needs-srv';
/** Said of every cluster that fetches its certificates by ACME. */
const ofAcme = ['plan/acme-needs-port-80', 'plan/acme-chain-changes'];
const longLabel = 'a'.repeat(60);

const unplanned = 'plan/client-store-unplanned';
const noClientAuth = 'plan/client-auth-unplanned';
const seenByPartners = 'plan/client-seen-by-partners';
const publicServer = requesting(publicEdge, serverOnly);
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

const otherRoots =
  'Or have it signed under a root outside the stores of browsers, which goes on issuing it, and write that root as issuer: IdenTrust Public Sector Root CA 1 or DigiCert Assured ID Root G2.';

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
    name: 'lines that a starter asks to replace and to confirm are each told once',
    deployment: {
      starterMarks: [
        { asks: 'replace', position: { line: 5, column: 37, endColumn: 44 } },
        { asks: 'confirm', position: { line: 9, column: 37, endColumn: 44 } },
        { asks: 'replace', position: { line: 30, column: 37, endColumn: 44 } },
      ],
    },
    expect: [srv, dns, 'plan/example-left', 'plan/guess-unconfirmed'],
    check: ([left, guess]) => {
      expect(left!.message).toBe('2 lines are still marked REPLACE: 5 and 30');
      expect(left!.locations.map(({ line }) => line)).toEqual([5, 30]);
      expect(guess!.message).toBe('1 line is still marked CONFIRM: 9');
    },
  },
  {
    name: 'marks of one kind say nothing of the other',
    deployment: { starterMarks: [{ asks: 'confirm', position: { line: 9, column: 37 } }] },
    expect: [srv, dns, 'plan/guess-unconfirmed'],
    nearMissOf: 'plan/example-left',
  },
  {
    name: 'marks to replace are no guesses',
    deployment: { starterMarks: [{ asks: 'replace', position: { line: 9, column: 37 } }] },
    expect: [srv, dns, 'plan/example-left'],
    nearMissOf: 'plan/guess-unconfirmed',
  },
  {
    name: 'an example domain on an Expressway-E of one who is no example',
    deployment: {
      ...withoutNames,
      services: mraOnly,
      registrationDomains: [
        { ...named('example.com'), format: 'CollabEdgeDNS' },
        { ...named('corp.example'), format: 'CollabEdgeDNS' },
      ],
      clusters: [
        { ...core, name: named('expc.corp.example'), peers: [peer('expc1.corp.example')] },
        { ...edge, name: named('expe.corp.example'), peers: [peer('expe1.corp.example')] },
      ],
    },
    expect: [dns, 'plan/example-name'],
    check: ([found]) =>
      expect(found!.message).toBe("DNS:collab-edge.example.com is an example, and nobody's name"),
  },
  {
    name: 'hosts of the starter left beside an Expressway of ones own',
    deployment: {
      services: b2bOnly,
      ...withoutNames,
      clusters: [core, { ...edge, name: named('expe.contoso.com'), peers: [peer('expe1.contoso.com')] }],
    },
    expect: Array<string>(3).fill('plan/example-name'),
  },
  {
    name: 'examples beside an Expressway-C of a domain that nobody can have outside',
    deployment: {
      services: b2bOnly,
      ...withoutNames,
      clusters: [{ ...core, name: named('expc.corp.local'), peers: [peer('expc1.corp.local')] }, edge],
    },
    expect: [],
    nearMissOf: 'plan/example-name',
  },
  {
    name: 'a starter whose marks are gone and whose examples are not',
    deployment: {
      services: b2bOnly,
      ...withoutNames,
      starterMarks: [{ asks: 'own names', position: { line: 3, column: 3 } }],
    },
    expect: Array<string>(6).fill('plan/example-name'),
  },
  {
    name: 'a starter with a mark, which says the same once',
    deployment: {
      services: b2bOnly,
      ...withoutNames,
      starterMarks: [
        { asks: 'own names', position: { line: 3, column: 3 } },
        { asks: 'replace', position: { line: 9, column: 37 } },
      ],
    },
    expect: ['plan/example-left'],
    nearMissOf: 'plan/example-name',
  },
  {
    name: 'the domains of a deployment of examples, and names that only look like them',
    deployment: {
      services: mraOnly,
      ...withoutNames,
      registrationDomains: [{ ...named('myexample.com'), format: 'CollabEdgeDNS' }],
    },
    expect: [dns],
    nearMissOf: 'plan/example-name',
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
    name: 'a registration domain under .local alone: nobody publishes records for it',
    deployment: { registrationDomains: [{ ...named('corp.local'), format: 'DNS' }] },
    expect: [srv],
    nearMissOf: dns,
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
    name: 'a VCS Control by its host name alone, which a private CA may sign',
    deployment: { release: 'X8.11.4', clusters: [{ ...core, peers: [peer('vcsc')] }, edge] },
    expect: ['plan/peer-not-fqdn', srv, dns],
    nearMissOf: 'plan/peer-name-refused',
    check: ([finding]) => {
      expect(finding!.message).toBe('vcsc has no domain: a private CA may issue for it, a public CA may not');
      expect(finding!.subject).toEqual({ cluster: 'core', peer: 'vcsc' });
    },
  },
  {
    name: 'such a peer with a public CA, which may not',
    deployment: { release: 'X8.11.4', clusters: [{ ...core, ca: 'public', peers: [peer('vcsc')] }, edge] },
    expect: ['plan/peer-not-fqdn', 'plan/internal-name-public-ca', srv, keepCn, clientAuth, rhythm, dns],
    check: ([finding]) =>
      expect(finding!.message).toBe('vcsc has no domain, and no public CA may issue for it'),
  },
  {
    name: 'such a peer on the first release whose upload asks for whole names',
    deployment: { release: 'X14.0.2', clusters: [{ ...core, peers: [peer('vcsc')] }, edge] },
    expect: ['plan/peer-name-refused', srv, dns],
    nearMissOf: 'plan/peer-not-fqdn',
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'vcsc has no domain, and X14.0.2 takes only fully qualified names in a certificate',
      ),
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
    expect: [srv, 'plan/subject-refused', 'plan/subject-refused', dns],
    check: (findings) =>
      expect(findings[1]!.message).toBe(`CN ${'a'.repeat(53)}.example.com has 65 characters; 64 are allowed`),
  },
  {
    name: 'a cluster name of 64 characters as CN',
    deployment: { clusters: [{ ...core, name: named(`${'a'.repeat(52)}.example.com`) }, edge] },
    expect: [srv, dns],
    nearMissOf: 'plan/subject-refused',
  },
  {
    name: 'an organization of 65 characters',
    deployment: { clusters: [requesting(core, { subject: [{ type: 'O', value: 'a'.repeat(65) }] }), edge] },
    expect: [srv, 'plan/subject-refused', 'plan/subject-refused', dns],
    check: (findings) =>
      expect(findings[1]).toMatchObject({
        message: 'O has 65 characters; 64 are allowed',
        fix: ['Write another value, or leave the attribute out.'],
      }),
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
    name: 'a client certificate of a private CA whose issuer is a public one by its name',
    deployment: {
      release: 'X15.5',
      clusters: [withClient(core, { ...ownClient(), issuer: "Let's Encrypt" })],
    },
    expect: ['plan/issuer-is-public'],
    check: ([finding]) => {
      expect(finding!.message).toBe("ca is private, and the issuer Let's Encrypt is a public CA by its name");
      expect(finding!.subject).toEqual({ cluster: 'core', store: 'client' });
    },
  },
  ...['Example Corp', 'IdenTrust Public Sector Root CA 1'].map((issuer): Row => ({
    name: `the same of ${issuer}, which browsers do not know`,
    deployment: { release: 'X15.5', clusters: [withClient(core, { ...ownClient(), issuer })] },
    expect: [],
    nearMissOf: 'plan/issuer-is-public',
  })),
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
    expect: [
      'plan/releases-differ',
      srv,
      'plan/usage-missing',
      'plan/usage-missing',
      'plan/server-auth-only-switch',
      dns,
    ],
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
    check: (findings) => {
      expect(findings.filter(({ code }) => code === unplanned).map(({ subject }) => subject)).toEqual([
        { cluster: 'core' },
        { cluster: 'edge' },
      ]);
      expect(fixOf(findings, unplanned)).toBe('Add to clusters.core: client: copy of the server certificate');
    },
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
    expect: [rhythm, keepCn, keepCn, dns],
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
    expect: [rhythm, keepCn, noClientAuth, dns],
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
    name: 'a client certificate without any usage, which the page of the client store takes',
    deployment: {
      ...mraNamesOnly,
      release: 'X15.5',
      services: mraOnly,
      clusters: [withClient(core, ownClient({ extendedKeyUsage: [] })), withClient(edge, copied)],
    },
    expect: [dns],
    nearMissOf: 'plan/usage-missing',
  },
  {
    name: 'a client certificate of a public CA',
    deployment: {
      ...mraNamesOnly,
      release: 'X15.5',
      services: mraOnly,
      clusters: [withClient(core, { ...ownClient(), ca: 'public' }), withClient(edge, copied)],
    },
    expect: [rhythm, clientAuth, dns],
    check: (findings) =>
      expect(findings.find(({ code }) => code === clientAuth)).toMatchObject({
        subject: { cluster: 'core', store: 'client' },
        fix: [expect.stringContaining('ca: private under client'), otherRoots, expect.any(String)],
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
      rhythm,
      ...['plan/wildcard', 'plan/internal-name-public-ca', clientAuth, dns],
      ...['plan/subject-oid', 'plan/subject-oid', 'plan/key-refused', 'plan/key-refused'],
    ],
    check: (findings) => {
      const stores = findings
        .filter(({ code }) => code !== dns && code !== rhythm)
        .map(({ subject }) => subject.store);
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
    name: 'switches that these Expressways do not have',
    deployment: {
      release: 'X15.4',
      clusters: [
        { ...core, serverEkuUpload: true },
        { ...edge, extendedKeyUsageChecking: false },
      ],
    },
    expect: [srv, 'plan/switch-without-effect', 'plan/switch-without-effect', dns],
    check: (findings) =>
      expect(found(findings, 'plan/switch-without-effect').message).toBe(
        'serverEkuUpload of core has no effect on an Expressway-C of X15.4',
      ),
  },
  {
    name: 'the switch of X15.4 where X15.5 has none',
    deployment: {
      release: 'X15.5',
      clusters: [withClient(core, copied), withClient({ ...edge, serverEkuUpload: true }, copied)],
    },
    expect: [srv, 'plan/switch-without-effect', dns],
  },
  {
    name: 'the switch of X15.5 on X15.5',
    deployment: {
      release: 'X15.5',
      clusters: [withClient(core, copied), withClient({ ...edge, extendedKeyUsageChecking: false }, copied)],
    },
    expect: [srv, dns],
    nearMissOf: 'plan/switch-without-effect',
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
  {
    name: 'a registration domain of one cluster alone with collab-edge. in front',
    deployment: {
      clusters: [
        core,
        {
          ...edge,
          registrationDomains: [{ ...named('collab-edge.example.org'), format: 'CollabEdgeDNS' }],
        },
      ],
    },
    expect: [srv, 'plan/collab-edge-twice', dns],
    check: (findings) => {
      expect(found(findings, 'plan/collab-edge-twice').subject).toEqual({ cluster: 'edge' });
      expect(found(findings, dns).params).toMatchObject({
        records: ['_collab-edge._tls.collab-edge.example.org'],
      });
    },
  },
  {
    name: 'a one-label profile name on a core of X12.5 whose edge has X12.6: each by its own release',
    deployment: {
      release: 'X12.6',
      phoneSecurityProfiles: profiles('DX80TLSprofile'),
      clusters: [{ ...core, release: 'X12.5' }],
    },
    expect: [],
    nearMissOf: 'plan/profile-not-fqdn',
  },
  {
    name: "a profile name that is no name in a cluster's own list",
    deployment: {
      clusters: [{ ...core, phoneSecurityProfiles: [{ written: 'Cisco 8845 - Secure' }] }, edge],
    },
    expect: [srv, 'plan/profile-not-fqdn', dns],
    check: (findings) => expect(profileFinding(findings).subject).toEqual({ cluster: 'core' }),
  },
  {
    name: 'ECDSA on the cluster that is already on X14.3, while the other has X14.2',
    deployment: {
      clusters: [core, requesting({ ...edge, release: 'X14.3' }, { key: { type: 'ec', curve: 'P-256' } })],
    },
    expect: [srv, 'plan/releases-differ', dns],
    nearMissOf: 'plan/key-type-release',
    check: (findings) =>
      expect(found(findings, 'plan/releases-differ').message).toBe('core runs X14.2 and edge runs X14.3'),
  },
  {
    name: 'one release written in two ways',
    deployment: { clusters: [core, { ...edge, release: 'X14.2.0' }] },
    expect: [srv, dns],
    nearMissOf: 'plan/releases-differ',
  },
  {
    name: 'too many characters of names on the one cluster that has X8.9',
    deployment: {
      release: 'X8.10',
      phoneSecurityProfiles: profiles(
        ...Array.from({ length: 40 }, (_, i) => `profile-number-${i}.example.com`),
      ),
      clusters: [{ ...core, release: 'X8.9' }, edge],
    },
    expect: [srv, 'plan/names-too-long', 'plan/names-too-long', 'plan/releases-differ', dns],
  },
  {
    name: 'two edges of which each has a registration domain of its own',
    deployment: {
      registrationDomains: [],
      clusters: [
        core,
        { ...edge, registrationDomains: [{ ...named('example.com'), format: 'CollabEdgeDNS' }] },
        {
          ...edge,
          id: 'edge-eu',
          name: named('expe-eu.example.org'),
          peers: [peer('expe-eu1.example.org')],
          registrationDomains: [{ ...named('example.org'), format: 'CollabEdgeDNS' }],
        },
      ],
    },
    expect: [srv, dns],
    nearMissOf: 'plan/service-without-names',
    check: (findings) =>
      expect(found(findings, dns).params).toMatchObject({
        records: ['_collab-edge._tls.example.com', '_collab-edge._tls.example.org'],
      }),
  },
  {
    name: 'an edge for federation alone, whose own list of registration domains is empty',
    deployment: {
      clusters: [
        core,
        edge,
        {
          ...edge,
          id: 'edge-im',
          name: named('expe-im.example.com'),
          peers: [peer('expe-im1.example.com')],
          registrationDomains: [],
        },
      ],
    },
    expect: [srv, dns],
    nearMissOf: 'plan/service-without-names',
  },
  {
    name: 'lists of registration domains that are empty on every edge',
    deployment: { services: mraOnly, clusters: [core, { ...edge, registrationDomains: [] }] },
    expect: ['plan/service-without-names', ...Array<string>(2).fill('plan/names-without-service')],
  },
  {
    name: "names in a cluster's own list for a service that is off",
    deployment: {
      ...withoutNames,
      services: b2bOnly,
      clusters: [core, { ...edge, federationDomains: [{ ...named('example.org'), format: 'DNS' }] }],
    },
    expect: ['plan/names-without-service'],
    check: ([finding]) =>
      expect(finding).toMatchObject({
        subject: { cluster: 'edge' },
        params: { service: 'xmppFederation', key: 'federationDomains', names: ['example.org'] },
      }),
  },
  {
    name: 'XMPP federation that IM and Presence terminates needs no record for the Expressway-E',
    deployment: {
      federation: settings({ managedBy: 'imp', positions: { managedBy: { line: 9, column: 3 } } }),
    },
    expect: ['plan/federation-on-imp', dns],
    nearMissOf: srv,
    check: ([finding]) =>
      expect(finding).toMatchObject({
        params: { names: ['example.com', 'chatnode1.example.com', 'chatnode2.example.com'] },
        locations: [{ line: 9 }],
      }),
  },
  {
    name: 'XMPP federation that IM and Presence terminates, with chat node aliases of which each side has others',
    deployment: {
      federation: settings({ managedBy: 'imp' }),
      clusters: [{ ...core, chatNodeAliases: [] }, edge],
    },
    expect: ['plan/federation-on-imp', dns],
    nearMissOf: 'plan/chat-aliases-differ',
  },
  {
    name: 'XMPP federation that IM and Presence terminates, without a domain',
    deployment: {
      ...withoutNames,
      services: { ...sound.services, mra: false, groupChatTls: false },
      federation: settings({ managedBy: 'imp' }),
    },
    expect: ['plan/federation-on-imp'],
    nearMissOf: 'plan/service-without-names',
    check: ([finding]) =>
      expect(finding!.message).toBe('XMPP federation is managed by IM and Presence, and not judged here'),
  },
  {
    name: 'IM and Presence is to terminate XMPP federation, which nobody wants',
    deployment: { ...withoutNames, services: b2bOnly, federation: settings({ managedBy: 'imp' }) },
    expect: [],
    nearMissOf: 'plan/federation-on-imp',
  },
  {
    name: 'seven peers in a cluster',
    deployment: { clusters: [core, { ...edge, peers: peers(7) }] },
    expect: [srv, 'plan/too-many-peers', dns],
    check: (findings) =>
      expect(found(findings, 'plan/too-many-peers')).toMatchObject({
        subject: { cluster: 'edge' },
        params: { peers: 7, limit: 6 },
      }),
  },
  {
    name: 'six peers in a cluster',
    deployment: { clusters: [core, { ...edge, peers: peers(6) }] },
    expect: [srv, dns],
    nearMissOf: 'plan/too-many-peers',
  },
  {
    name: "101 names for Let's Encrypt",
    deployment: manyNames(99, { issuer: "Let's Encrypt" }),
    expect: [keepCn, 'plan/client-auth-ended', rhythm, 'plan/names-over-ca-limit', dns],
    nearMissOf: 'plan/many-names-public-ca',
    check: (findings) =>
      expect(found(findings, 'plan/names-over-ca-limit').message).toBe(
        "101 names; Let's Encrypt puts 100 into a certificate",
      ),
  },
  {
    name: "a hundred names for Let's Encrypt",
    deployment: manyNames(98, { issuer: "Let's Encrypt" }),
    expect: [keepCn, 'plan/client-auth-ended', rhythm, 'plan/many-names-public-ca', dns],
    nearMissOf: 'plan/names-over-ca-limit',
    check: (findings) =>
      expect(found(findings, 'plan/many-names-public-ca').message).toBe(
        "100 names; Let's Encrypt in its profile tlsserver puts 25 into a certificate",
      ),
  },
  {
    name: "25 names for Let's Encrypt",
    deployment: manyNames(23, { issuer: "Let's Encrypt" }),
    expect: [keepCn, 'plan/client-auth-ended', rhythm, dns],
    nearMissOf: 'plan/many-names-public-ca',
  },
  {
    name: '101 names for a public CA of which nobody said who it is',
    deployment: manyNames(99, {}),
    expect: [rhythm, keepCn, clientAuth, 'plan/many-names-public-ca', dns],
    nearMissOf: 'plan/names-over-ca-limit',
  },
  {
    name: 'a thousand names for a private CA',
    deployment: manyNames(998, { ca: 'private' }),
    expect: [dns],
    nearMissOf: 'plan/many-names-public-ca',
  },
  {
    name: 'Jabber Guest on X15.5',
    deployment: {
      ...withoutNames,
      release: 'X15.5',
      services: { ...b2bOnly, b2b: false, jabberGuest: true },
    },
    expect: ['plan/jabber-guest-gone', unplanned],
    check: (findings) =>
      expect(found(findings, 'plan/jabber-guest-gone').message).toBe(
        'the guides of X15.5 no longer describe Jabber Guest',
      ),
  },
  {
    name: 'Jabber Guest on X15.4',
    deployment: {
      ...withoutNames,
      release: 'X15.4',
      services: { ...b2bOnly, b2b: false, jabberGuest: true },
    },
    expect: [],
    nearMissOf: 'plan/jabber-guest-gone',
  },
  {
    name: 'XMPP federation on X8.1',
    deployment: { release: 'X8.1', services: { ...mraOnly, mra: false, xmppFederation: true } },
    expect: [
      srv,
      ...Array<string>(2).fill('plan/service-before-release'),
      ...Array<string>(3).fill('plan/names-without-service'),
    ],
    check: (findings) =>
      expect(found(findings, 'plan/service-before-release').message).toBe(
        'XMPP federation came with X8.2; this is X8.1',
      ),
  },
  {
    name: 'XMPP federation on X8.1 that IM and Presence terminates',
    deployment: {
      release: 'X8.1',
      federation: settings({ managedBy: 'imp' }),
      services: { ...mraOnly, mra: false, xmppFederation: true },
    },
    expect: [...Array<string>(3).fill('plan/names-without-service'), 'plan/federation-on-imp'],
    nearMissOf: 'plan/service-before-release',
  },
  {
    name: 'SIP federation on X8.8',
    deployment: { ...sip({}), release: 'X8.8' },
    expect: [...Array<string>(2).fill('plan/service-before-release'), sipSrv, peerSubjects],
  },
  {
    name: 'SIP federation on X8.9',
    deployment: { ...sip({}), release: 'X8.9' },
    expect: [sipSrv, peerSubjects],
    nearMissOf: [
      'plan/service-before-release',
      'plan/sip-target-outside-domain',
      'plan/tls-peer-subject-differs',
    ],
    check: ([finding]) =>
      expect(finding!.params).toEqual({
        records: ['_sipfederationtls._tcp.exp.example.com to sip.exp.example.com'],
      }),
  },
  {
    name: 'SIP federation of a deployment without an Expressway-E',
    deployment: { ...sip({}), clusters: [core] },
    expect: [peerSubjects],
    nearMissOf: sipSrv,
  },
  {
    name: 'SIP federation without a SIP domain',
    deployment: { ...sip({ domains: [] }) },
    expect: ['plan/service-without-names', peerSubjects],
    check: ([finding]) => expect(finding!.params).toMatchObject({ key: 'sipFederation.domains' }),
  },
  {
    name: 'a target for SIP federation above the SIP domain',
    deployment: sip({ target: named('sip.example.com') }),
    expect: ['plan/sip-target-outside-domain', sipSrv, peerSubjects],
  },
  {
    name: 'a target for SIP federation two labels below the SIP domain',
    deployment: sip({ target: named('sip.edge.exp.example.com') }),
    expect: ['plan/sip-target-outside-domain', sipSrv, peerSubjects],
  },
  {
    name: 'a target for SIP federation one label below the SIP domain',
    deployment: sip({ target: named('federation.EXP.example.com') }),
    expect: [sipSrv, peerSubjects],
    nearMissOf: 'plan/sip-target-outside-domain',
  },
  {
    name: 'the name of a peer as TLS Peer Subject, where the certificates have the CN of the cluster',
    deployment: sip({ peerSubject: [named('expc1.example.com')] }),
    expect: ['plan/tls-peer-subject-differs', sipSrv],
    check: (findings) =>
      expect(found(findings, 'plan/tls-peer-subject-differs').message).toBe(
        'sipFederation.peerSubject is expc1.example.com; the Expressway-C also presents the CN expc.example.com',
      ),
  },
  {
    name: 'the CN of the cluster as TLS Peer Subject, in another letter case',
    deployment: sip({ peerSubject: [named('EXPC.example.com')] }),
    expect: [sipSrv],
    nearMissOf: 'plan/tls-peer-subject-differs',
  },
  {
    name: 'the CN of the cluster as TLS Peer Subject on X15.5, where the client certificates have that of the peer',
    deployment: {
      ...sip({ peerSubject: [named('expc.example.com')] }),
      release: 'X15.5',
      clusters: [{ ...core, peers: core.peers.map((each) => ({ ...each, client: ownClient() })) }, edge],
    },
    expect: [unplanned, 'plan/tls-peer-subject-differs', sipSrv],
    check: (findings) =>
      expect(found(findings, 'plan/tls-peer-subject-differs').params).toMatchObject({
        commonNames: ['expc1.example.com', 'expc2.example.com'],
      }),
  },
  {
    name: 'the same where the client certificates are to have the CN of the cluster, too',
    deployment: {
      ...sip({ peerSubject: [named('expc.example.com')] }),
      release: 'X15.5',
      clusters: [withClient(core, ownClient({ commonName: 'cluster' })), edge],
    },
    expect: [unplanned, sipSrv],
    nearMissOf: 'plan/tls-peer-subject-differs',
  },
  {
    name: 'every common name of the client certificates as TLS Peer Subject on X15.5',
    deployment: {
      ...sip({ peerSubject: ['expc.example.com', 'expc1.example.com', 'expc2.example.com'].map(named) }),
      release: 'X15.5',
      clusters: [withClient(core, ownClient()), edge],
    },
    expect: [unplanned, sipSrv],
    nearMissOf: ['plan/tls-peer-subject-differs', peerSubjects],
  },
  {
    name: 'SIP federation on X15.5 without a TLS Peer Subject: those to add are named',
    deployment: { ...sip({}), release: 'X15.5', clusters: [withClient(core, ownClient()), edge] },
    expect: [unplanned, sipSrv, peerSubjects],
    check: (findings) =>
      expect(found(findings, peerSubjects).params).toEqual({
        commonNames: ['expc.example.com', 'expc1.example.com', 'expc2.example.com'],
      }),
  },
  {
    name: 'a private CA for the client certificate of an Expressway-E alone that connects to partners',
    deployment: {
      release: 'X15.5',
      clusters: [withClient(core, copied), withClient(publicServer, ownClient())],
    },
    expect: [keepCn, seenByPartners, rhythm, srv, dns],
    check: (findings) => {
      const { message, fix } = found(findings, seenByPartners);
      expect(message).toBe(
        'the partners that edge connects to must trust the private CA of its client certificate',
      );
      expect(fix).toEqual([
        'Have the partners add that CA to their trust. Name a file with the CAs that partners trust under trustStores: outside, so that a check can tell.',
        'Or, where partners do not look at the usages of a client, in clusters.edge: client: copy of the server certificate',
      ]);
    },
  },
  {
    name: 'the same with a list of those outside, for which a check answers',
    deployment: {
      release: 'X15.5',
      clusters: [withClient(core, copied), withClient(publicServer, ownClient())],
      trustStores: { outside: 'outside.pem' },
    },
    expect: [keepCn, rhythm, srv, dns],
    nearMissOf: seenByPartners,
  },
  {
    name: 'a copy without clientAuth on an Expressway-E that connects to partners, which the field takes',
    deployment: { release: 'X15.5', clusters: [withClient(core, copied), withClient(publicServer, copied)] },
    expect: [keepCn, rhythm, srv, dns],
    nearMissOf: seenByPartners,
  },
  {
    name: 'the same on an Expressway-E that only accepts connections',
    deployment: {
      release: 'X15.5',
      services: mraOnly,
      ...mraNamesOnly,
      clusters: [withClient(core, copied), withClient(publicServer, ownClient())],
    },
    expect: [keepCn, rhythm, dns],
    nearMissOf: seenByPartners,
  },
  {
    name: 'a Guest account client URI that is a registration domain too',
    deployment: webProxy('Example.com', { mra: true }),
    expect: ['plan/web-proxy-is-mra-domain', dns],
  },
  {
    name: 'a Guest account client URI below the registration domain',
    deployment: webProxy('join.example.com', { mra: true }),
    expect: [dns],
    nearMissOf: ['plan/web-proxy-is-mra-domain', 'plan/service-without-names'],
  },
  {
    name: 'the web proxy for Meeting Server without a Guest account client URI',
    deployment: { ...withoutNames, services: { ...b2bOnly, cmsWebProxy: true } },
    expect: ['plan/service-without-names'],
    nearMissOf: 'plan/purpose-untold',
    check: ([finding]) =>
      expect(finding).toMatchObject({
        subject: { cluster: 'edge' },
        params: { service: 'cmsWebProxy', key: 'cmsWebProxy.guestAccountClientUris' },
      }),
  },
  {
    name: 'the web proxy for Meeting Server with its name among the additional ones',
    deployment: {
      ...withoutNames,
      services: { ...b2bOnly, cmsWebProxy: true },
      clusters: [core, { ...edge, additionalNames: [named('join.example.com')] }],
    },
    expect: ['plan/purpose-untold'],
    nearMissOf: 'plan/service-without-names',
    check: ([finding]) =>
      expect(finding!.message).toBe(
        'cmsWebProxy.guestAccountClientUris is empty; if join.example.com belongs there, move it',
      ),
  },
  {
    name: 'domain certificates in multitenant mode, each with its names',
    deployment: {
      ...withoutNames,
      services: b2bOnly,
      clusters: [
        core,
        {
          ...edge,
          domainCertificates: [
            { domain: named('customer.example'), additionalNames: [] },
            { domain: named('other.example'), additionalNames: [named('sip.other.example')] },
          ],
        },
      ],
    },
    expect: Array<string>(2).fill('plan/domain-certificates'),
    nearMissOf: 'plan/names-without-service',
    check: ([first]) =>
      expect(first!.message).toBe(
        'request the certificate for customer.example on the Domain certificates page',
      ),
  },
  {
    name: 'one certificate for several domains needs no domain certificates',
    deployment: {
      ...withoutNames,
      services: b2bOnly,
      clusters: [core, { ...edge, additionalNames: [named('customer.example')] }],
    },
    expect: [],
    nearMissOf: 'plan/domain-certificates',
  },
  {
    name: 'an Expressway-E that fetches its certificate by ACME, as it can',
    deployment: acme({}),
    expect: [clientAuth, ...ofAcme, dns],
    nearMissOf: ['plan/acme-refused', 'plan/acme-name-elsewhere', rhythm, keepCn],
    check: (findings) =>
      expect(found(findings, 'plan/acme-needs-port-80').params).toEqual({
        names: ['expe1.example.com', 'expe.example.com', 'collab-edge.example.com', 'expe2.example.com'],
      }),
  },
  {
    name: 'nodes by address and by host name alone',
    deployment: {
      services: mraOnly,
      ...mraNamesOnly,
      nodes: {
        ...sound.nodes,
        unifiedCm: [named('10.1.1.1'), named('cucm2.example.com')],
        imp: [named('imp1')],
      },
    },
    expect: [dns, 'plan/node-not-fqdn', 'plan/node-not-fqdn'],
    check: (findings) =>
      expect(
        findings.filter(({ code }) => code === 'plan/node-not-fqdn').map(({ params }) => params),
      ).toEqual([
        { product: 'unifiedCm', nodes: ['10.1.1.1'] },
        { product: 'imp', nodes: ['imp1'] },
      ]),
  },
  {
    name: 'nodes by their fully qualified names',
    deployment: {
      services: mraOnly,
      ...mraNamesOnly,
      nodes: { ...sound.nodes, unifiedCm: [named('cucm1.example.com')] },
    },
    expect: [dns],
    nearMissOf: 'plan/node-not-fqdn',
  },
  {
    name: 'ACME beside a client certificate of its own, which it copies over',
    deployment: acmeOnTwoStores(ownClient()),
    expect: [unplanned, 'plan/acme-over-client', ...ofAcme, dns],
    check: (findings) =>
      expect(found(findings, 'plan/acme-over-client').message).toBe(
        'each renewal by ACME copies the server certificate of edge over its client certificate unless that is switched off',
      ),
  },
  {
    name: 'ACME beside the copy that it makes',
    deployment: acmeOnTwoStores(copied),
    expect: [unplanned, ...ofAcme, dns],
    nearMissOf: 'plan/acme-over-client',
  },
  {
    name: 'the same with certificates carried by hand',
    deployment: acme({ issuedBy: 'files' }),
    expect: [rhythm, keepCn, clientAuth, dns],
    nearMissOf: ofAcme,
  },
  {
    name: 'ACME with a private CA',
    deployment: acme({ ca: 'private' }),
    expect: ['plan/acme-refused', ...ofAcme, dns],
    check: refusedBecause('ca'),
  },
  {
    name: 'ACME with keys that expcert makes',
    deployment: acme({ custody: 'tool' }),
    expect: [clientAuth, 'plan/acme-refused', ...ofAcme, dns],
    check: refusedBecause('custody'),
  },
  {
    name: 'ACME on X12.4',
    deployment: { ...acme({}), release: 'X12.4' },
    expect: [clientAuth, 'plan/acme-refused', ...ofAcme, dns],
    check: refusedBecause('release'),
  },
  {
    name: 'ACME beside Jabber Guest',
    deployment: { ...acme({}), services: { ...mraOnly, jabberGuest: true } },
    expect: [clientAuth, 'plan/acme-refused', ...ofAcme, dns],
    check: refusedBecause('Jabber Guest'),
  },
  {
    name: 'ACME on an Expressway-C',
    deployment: {
      ...withoutNames,
      services: b2bOnly,
      clusters: [{ ...core, issuedBy: 'expressway-acme', custody: 'expressway' }],
    },
    expect: ['plan/acme-refused'],
    nearMissOf: ofAcme,
    check: refusedBecause('role'),
  },
  {
    name: 'ACME for the client store',
    deployment: {
      ...withoutNames,
      release: 'X15.5',
      services: b2bOnly,
      clusters: [
        {
          ...core,
          peers: [peer('expc1.example.com', { client: { ...ownClient(), issuedBy: 'expressway-acme' } })],
        },
      ],
    },
    expect: ['plan/acme-refused'],
    check: refusedBecause('store'),
  },
  {
    name: 'a whole domain as a name of a certificate by ACME',
    deployment: { ...acme({}), registrationDomains: [{ ...named('example.com'), format: 'DNS' }] },
    expect: [clientAuth, 'plan/acme-name-elsewhere', ...ofAcme, dns],
    check: (findings) => {
      const finding = found(findings, 'plan/acme-name-elsewhere');
      expect(finding.message).toBe('the address of example.com must lead to the Expressway-E, on port 80');
      expect(finding.fix[0]).toMatch(/^Use format CollabEdgeDNS/);
    },
  },
  {
    name: 'a federation domain as a name of a certificate by ACME: it has no other form',
    deployment: {
      ...acme({}),
      ...withoutNames,
      federationDomains: [{ ...named('example.com'), format: 'DNS' }],
      services: { ...mraOnly, mra: false, xmppFederation: true },
    },
    expect: [clientAuth, 'plan/acme-name-elsewhere', ...ofAcme, srv],
    check: (findings) =>
      expect(found(findings, 'plan/acme-name-elsewhere').fix.join(' ')).toContain('issuedBy: files'),
  },
];

/** The day on which a CA ends clientAuth, and the day before. */
const ends: readonly (readonly [issuer: string, day: string, before: string, says: string])[] = [
  ["Let's Encrypt", '2026-07-08', '2026-07-07', "Let's Encrypt is asked for client authentication, which it"],
  ['Sectigo Limited', '2027-02-10', '2027-02-09', 'Sectigo is asked for client authentication, which it'],
  ['DigiCert, Inc.', '2027-03-01', '2027-02-28', 'DigiCert is asked for client authentication, which it'],
  [
    'Google Trust Services',
    '2027-03-15',
    '2027-03-14',
    'Google Trust Services is asked for client authentication',
  ],
  ['Some Other CA', '2027-03-15', '2027-03-14', 'a public CA is asked for client authentication'],
];
const publicOnly = { clusters: [core, publicEdge] };
const byCa: readonly Row[] = [
  ...ends.flatMap(([issuer, day, before, says]): Row[] => [
    {
      name: `clientAuth asked of ${issuer} on ${day}, when it has ended`,
      ...{ deployment: publicOnly, at: day, issuer },
      expect: [srv, keepCn, 'plan/client-auth-ended', rhythm, dns],
      nearMissOf: clientAuth,
      check: (findings) => {
        expect(found(findings, 'plan/client-auth-ended').message).toContain(says);
        expect(found(findings, 'plan/client-auth-ended').params['ends']).toBe(day);
        expect(found(findings, 'plan/client-auth-ended').fix.includes(otherRoots)).toBe(
          issuer === 'Some Other CA',
        );
      },
    },
    {
      name: `clientAuth asked of ${issuer} on ${before}, when it is still issued`,
      ...{ deployment: publicOnly, at: `${before}T23:59:59Z`, issuer },
      expect: [srv, keepCn, clientAuth, rhythm, dns],
      nearMissOf: 'plan/client-auth-ended',
      check: (findings) => expect(found(findings, clientAuth).message).toContain(says),
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
      expect(found(findings, clientAuth).message).toBe(
        "a public CA is asked for client authentication; public CAs end it one by one: Let's Encrypt on 2026-07-08, " +
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
      expect(found(findings, 'plan/usage-missing').fix.at(-1)).toContain("by Let's Encrypt since 2026-07-08"),
  },
  {
    name: 'the rhythm of two clusters with public CAs is said once',
    deployment: { clusters: [{ ...core, ca: 'public' }, publicEdge] },
    expect: [srv, keepCn, keepCn, clientAuth, clientAuth, rhythm, dns],
    check: (findings) => {
      expect(found(findings, rhythm).subject).toEqual({});
      expect(found(findings, rhythm).message).toBe(
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
      expect(found(findings, rhythm).message).toBe(
        "certificates of Let's Encrypt last at most 90 days: 5 renewals a year or more; " +
          'from 2027-02-10 64 days, 6 renewals; from 2028-02-16 45 days, 9 renewals',
      ),
  },
  {
    name: 'the rhythm on the day after the last step has nothing to announce',
    ...{ deployment: publicOnly, at: '2029-03-15' },
    expect: [srv, keepCn, 'plan/client-auth-ended', rhythm, dns],
    check: (findings) =>
      expect(found(findings, rhythm).message).toBe(
        'certificates of public CAs last at most 47 days: 8 renewals a year or more',
      ),
  },
  {
    name: 'profiles without a CN are named with their CA',
    deployment: publicOnly,
    expect: [srv, keepCn, clientAuth, rhythm, dns],
    check: (findings) =>
      expect(found(findings, keepCn).fix).toEqual([
        "Choose a certificate profile of the CA that keeps the CN; these do not: Let's Encrypt (tlsserver, shortlived) and Google Trust Services (minimal).",
      ]),
  },
];

/** Findings by their code: the order is a matter of the list of rules. */
function found(findings: readonly Finding[], code: string): Finding {
  const finding = findings.find((each) => each.code === code);
  if (!finding) throw new Error(`no ${code}`);
  return finding;
}

function peers(count: number): Peer[] {
  return Array.from({ length: count }, (_, i) => peer(`expe${i + 1}.example.com`));
}

/** An Expressway-E with so many registration domains, and with its own name and that of its cluster. */
function manyNames(domains: number, issuance: Partial<Cluster>): Partial<Deployment> {
  return {
    ...withoutNames,
    services: mraOnly,
    registrationDomains: Array.from({ length: domains }, (_, i) => ({
      ...named(`d${i}.example.com`),
      format: 'CollabEdgeDNS' as const,
    })),
    clusters: [core, { ...publicEdge, peers: [peer('expe1.example.com')], ...issuance }],
  };
}

function sip(settings: Partial<SipFederation>): Partial<Deployment> {
  return {
    ...withoutNames,
    services: { ...b2bOnly, b2b: false, sipFederation: true },
    sipFederation: { domains: [named('exp.example.com')], partners: [], ...settings },
  };
}

function webProxy(uri: string, services: Partial<Deployment['services']>): Partial<Deployment> {
  return {
    ...withoutNames,
    registrationDomains: [{ ...named('example.com'), format: 'CollabEdgeDNS' }],
    services: { ...b2bOnly, cmsWebProxy: true, ...services },
    cmsWebProxy: { guestAccountClientUris: [named(uri)] },
  };
}

/** On X15.5, with this in the client store of the Expressway-E. */
function acmeOnTwoStores(client: ClientStore): Partial<Deployment> {
  const fetching = acme({}).clusters!;
  return {
    ...acme({}),
    release: 'X15.5',
    clusters: fetching.map((each) =>
      each.role === 'E' ? withClient(requesting(each, serverOnly), client) : each,
    ),
  };
}

function acme(issuance: Partial<Cluster>): Partial<Deployment> {
  return {
    ...withoutNames,
    registrationDomains: [{ ...named('example.com'), format: 'CollabEdgeDNS' }],
    services: mraOnly,
    clusters: [core, { ...publicEdge, issuedBy: 'expressway-acme', custody: 'expressway', ...issuance }],
  };
}

function refusedBecause(obstacle: string): (findings: readonly Finding[]) => void {
  return (findings) => expect(found(findings, 'plan/acme-refused').params).toMatchObject({ obstacle });
}

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
    const whole = { ...sound, ...deployment };
    const clusters = whole.clusters.map((each) => ({
      ...each,
      ...(each.ca === 'public' && issuer !== undefined && { issuer }),
    }));
    return { plan: planDeployment({ ...whole, clusters }, { facts }), at: Date.parse(at) };
  },
);
