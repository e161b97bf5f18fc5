import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../../src/lib/check/plan.ts';
import { readDeployment } from '../../../src/lib/check/read-deployment.ts';
import { planDeployment } from '../../../src/lib/plan/plan.ts';
import { altNameText } from '../../../src/lib/san/required.ts';

interface Row {
  readonly name: string;
  /** The file, without version and name. */
  readonly file: string;
  /** Alternative names of the first peer of each cluster, without their types. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** Codes found besides those that every deployment with these services and a public CA has; each once. */
  readonly codes?: readonly string[];
}

/** Reminders and rules of CAs, which have rows of their own. */
const usual = /needs-(dns|srv)$|^plan\/(client-auth|common-name-public-ca|renewal)|client-certificate/;

const mra = 'services: { mra: true }\nregistrationDomains: [ { name: example.com, format: CollabEdgeDNS } ]';
const pair = `clusters:
  core: { role: C, peers: [expc.example.com] }
  edge: { role: E, ca: public, peers: [expe.example.com] }`;

const rows: readonly Row[] = [
  {
    name: 'a pair for mobile and remote access whose core has an internal name',
    file: `release: X14.3
${mra}
clusters:
  core: { role: C, peers: [expc.corp.example.local] }
  edge: { role: E, ca: public, peers: [expe.example.com] }`,
    names: {
      core: ['expc.corp.example.local'],
      edge: ['expe.example.com', 'collab-edge.example.com'],
    },
  },
  {
    name: 'six peers on each side',
    file: `release: X15.2
services: { mra: true, b2b: true }
registrationDomains: [ example.com, example.org ]
clusters:
  core: { role: C, name: expc.example.com, peers: [${[1, 2, 3, 4, 5, 6].map((n) => `expc${n}.example.com`).join(', ')}] }
  edge: { role: E, name: expe.example.com, ca: public, peers: [${[1, 2, 3, 4, 5, 6].map((n) => `expe${n}.example.com`).join(', ')}] }`,
    names: {
      core: ['expc1.example.com', 'expc.example.com'],
      edge: ['expe1.example.com', 'expe.example.com', 'example.com', 'example.org'],
    },
  },
  {
    name: 'Jabber Guest alone',
    file: `release: X12.7\nservices: { jabberGuest: true }\n${pair}`,
    names: { core: ['expc.example.com'], edge: ['expe.example.com'] },
  },
  {
    name: 'business-to-business calls alone, on clusters called after VCS',
    file: `release: X14.2
services: { b2b: true }
clusters:
  control: { role: Control, name: vcsc.example.com, peers: [vcsc1.example.com, vcsc2.example.com] }
  expressway: { role: Expressway, name: vcse.example.com, ca: public, peers: [vcse1.example.com, vcse2.example.com] }`,
    names: {
      control: ['vcsc1.example.com', 'vcsc.example.com'],
      expressway: ['vcse1.example.com', 'vcse.example.com'],
    },
  },
  {
    name: 'two edges, of which one has a registration domain of its own',
    file: `release: X14.3
services: { mra: true }
registrationDomains: [ { name: example.org, format: CollabEdgeDNS } ]
clusters:
  core: { role: C, peers: [expc.example.com] }
  edge-us: { role: E, ca: public, peers: [expe-us.example.com], registrationDomains: [ { name: example.com, format: CollabEdgeDNS } ] }
  edge-eu: { role: E, ca: public, peers: [expe-eu.example.org] }`,
    names: {
      core: ['expc.example.com'],
      'edge-us': ['expe-us.example.com', 'collab-edge.example.com'],
      'edge-eu': ['expe-eu.example.org', 'collab-edge.example.org'],
    },
  },
  {
    name: 'web proxy and Webex hybrid services, with a connector host and the guest link among the additional names',
    file: `release: X14.3
services: { mra: true, b2b: true, cmsWebProxy: true, webexHybrid: true }
registrationDomains: [ { name: example.com, format: CollabEdgeDNS } ]
clusters:
  core: { role: C, peers: [expc.example.com] }
  connector: { role: connector, peers: [connector.example.com] }
  edge: { role: E, ca: public, peers: [expe.example.com], additionalNames: [join.example.com] }`,
    names: {
      core: ['expc.example.com'],
      edge: ['expe.example.com', 'join.example.com', 'collab-edge.example.com'],
    },
    codes: ['plan/purpose-untold'],
  },
  {
    name: 'the same, with the guest link where it belongs',
    file: `release: X14.3
services: { mra: true, b2b: true, cmsWebProxy: true, webexHybrid: true }
registrationDomains: [ { name: example.com, format: CollabEdgeDNS } ]
cmsWebProxy: { guestAccountClientUris: [join.example.com] }
${pair}`,
    names: {
      core: ['expc.example.com'],
      edge: ['expe.example.com', 'join.example.com', 'collab-edge.example.com'],
    },
  },
  {
    name: 'a peer of a VCS by its host name alone',
    file: `release: VCS X8.11.4
services: { b2b: true }
clusters:
  control: { role: Control, peers: [vcsc] }`,
    names: { control: ['vcsc'] },
    codes: ['plan/peer-not-fqdn'],
  },
  {
    name: 'a VCS with its whole names, and the format that its page had',
    file: `release: VCS X8.11.4
services: { mra: true }
registrationDomains: [ { name: example.com, format: SRVName } ]
clusters:
  control: { role: Control, peers: [vcsc.example.com] }
  expressway: { role: Expressway, peers: [vcse.example.com] }`,
    names: {
      control: ['vcsc.example.com'],
      expressway: ['vcse.example.com', '_collab-edge._tls.example.com'],
    },
    codes: ['plan/srvname-older-format'],
  },
  {
    name: 'ACME on an edge with Jabber Guest and a bare federation domain',
    file: `release: X14.3
services: { mra: true, jabberGuest: true, xmppFederation: true }
registrationDomains: [ { name: example.com, format: CollabEdgeDNS } ]
federationDomains: [ example.com ]
clusters:
  core: { role: C, peers: [expc.example.com] }
  edge: { role: E, ca: public, issuedBy: expressway-acme, custody: expressway, peers: [expe.example.com] }`,
    names: {
      core: ['expc.example.com'],
      edge: ['expe.example.com', 'collab-edge.example.com', 'example.com'],
    },
    codes: [
      'plan/acme-chain-changes',
      'plan/acme-name-elsewhere',
      'plan/acme-needs-port-80',
      'plan/acme-refused',
    ],
  },
  {
    name: 'an edge with two interfaces that the core knows by another name',
    file: `release: X14.3
${mra}
clusters:
  core: { role: C, peers: [expc.example.com] }
  edge: { role: E, ca: public, peers: [expe.example.com], zones: [ { peerAddress: expe-int.example.com } ] }`,
    names: {
      core: ['expc.example.com'],
      edge: ['expe.example.com', 'expe-int.example.com', 'collab-edge.example.com'],
    },
  },
  {
    name: 'a .local registration domain on an edge with a public CA',
    file: `release: X14.3
services: { mra: true }
registrationDomains: [ { name: example.com, format: CollabEdgeDNS }, corp.example.local ]
phoneSecurityProfiles: [ Universal.corp.example.local ]
${pair}`,
    names: {
      core: ['expc.example.com', 'Universal.corp.example.local'],
      edge: ['expe.example.com', 'collab-edge.example.com', 'corp.example.local'],
    },
    codes: ['plan/internal-name-public-ca'],
  },
  {
    name: 'a wildcard beside the registration domain',
    file: `release: X14.3
services: { mra: true }
registrationDomains: [ example.com ]
clusters:
  core: { role: C, peers: [expc.example.com] }
  edge: { role: E, ca: public, peers: [expe.example.com], additionalNames: ["*.example.com"] }`,
    names: { core: ['expc.example.com'], edge: ['expe.example.com', '*.example.com', 'example.com'] },
    codes: ['plan/wildcard'],
  },
  {
    name: 'everything at once, with keys on the boxes',
    file: `release: X14.3
custody: expressway
services: { mra: true, xmppFederation: true, groupChatTls: true }
registrationDomains: [ { name: example.com, format: CollabEdgeDNS }, example.org ]
federationDomains: [ example.com ]
chatNodeAliases: [ chatnode1.example.com ]
phoneSecurityProfiles: [ dx80.example.com ]
clusters:
  core: { role: C, name: expc.example.com, peers: [expc1.example.com, expc2.example.com] }
  edge: { role: E, name: expe.example.com, ca: public, additionalNames: [join.example.com], peers: [expe1.example.com, expe2.example.com] }`,
    names: {
      core: ['expc1.example.com', 'expc.example.com', 'chatnode1.example.com', 'dx80.example.com'],
      edge: [
        'expe1.example.com',
        'expe.example.com',
        'join.example.com',
        'collab-edge.example.com',
        'example.org',
        'example.com',
        'chatnode1.example.com',
      ],
    },
  },
  {
    name: 'clusters of one peer each',
    file: `release: X14.3
${mra}
clusters:
  core: { role: C, name: expc.example.com, peers: [expc1.example.com] }
  edge: { role: E, name: expe.example.com, peers: [expe1.example.com] }`,
    names: {
      core: ['expc1.example.com', 'expc.example.com'],
      edge: ['expe1.example.com', 'expe.example.com', 'collab-edge.example.com'],
    },
  },
  {
    name: 'phone security profiles as Unified CM calls them, on a core with a public CA',
    file: `release: X12.5
ca: public
${mra}
phoneSecurityProfiles: [ "Cisco 8845 - Secure", Universal-Encrypted, 8845-secure.example.com, secure.corp ]
${pair}`,
    names: {
      core: ['expc.example.com', 'Universal-Encrypted', '8845-secure.example.com', 'secure.corp'],
      edge: ['expe.example.com', 'collab-edge.example.com'],
    },
    codes: ['plan/internal-name-public-ca', 'plan/profile-not-fqdn'],
  },
  {
    name: 'server authentication alone on an edge of X15.5',
    file: `release: X15.5
${mra}
clusters:
  core: { role: C, peers: [expc.example.com] }
  edge: { role: E, ca: public, request: { extendedKeyUsage: [serverAuth] }, peers: [expe.example.com] }`,
    names: { core: ['expc.example.com'], edge: ['expe.example.com', 'collab-edge.example.com'] },
    codes: ['plan/client-store-unplanned'],
  },
];

describe('deployments as engineers write them', () => {
  it.each(rows)('$name', ({ file, names, codes = [] }) => {
    const { deployment, findings } = readDeployment(`version: 1\nname: Example\n${file}\n`);
    expect(findings).toEqual([]);
    const plan = planDeployment(deployment!);
    const firsts = plan.peers.filter(
      ({ cluster }, at) => plan.peers.findIndex((each) => each.cluster === cluster) === at,
    );
    const planned = firsts.map((peer) => [
      peer.cluster,
      peer.names.map((name) => altNameText(name).replace(/^[A-Z]+:/, '')),
    ]);
    expect(Object.fromEntries(planned)).toEqual(names);
    const found = new Set(checkPlan(plan, { at: new Date('2026-12-01') }).map(({ code }) => code));
    expect([...found].filter((code) => !usual.test(code)).sort()).toEqual(codes);
  });

  it("ACME is taken for what Let's Encrypt issues, whatever CA the file names for the rest", () => {
    const { deployment } = readDeployment(`version: 1
name: Example
release: X14.3
ca: public
issuer: DigiCert Inc
services: { b2b: true }
clusters:
  core: { role: C, peers: [expc.example.com] }
  edge: { role: E, issuedBy: expressway-acme, custody: expressway, peers: [expe.example.com] }
`);
    expect(planDeployment(deployment!).peers.map(({ issuer }) => issuer)).toEqual([
      'DigiCert Inc',
      "Let's Encrypt",
    ]);
  });

  it('the private CA of a client certificate has not the name of the public one', () => {
    const { deployment } = readDeployment(`version: 1
name: Example
release: X15.5
services: { b2b: true }
clusters:
  core: { role: C, ca: public, issuer: DigiCert, client: { ca: private }, peers: [expc.example.com] }
`);
    expect(planDeployment(deployment!).requests.map(({ ca, issuer }) => [ca, issuer])).toEqual([
      ['public', 'DigiCert'],
      ['private', undefined],
    ]);
  });

  it.each([
    ['client: { ca: private }', 'peer'],
    ['client: { ca: private, request: { commonName: cluster } }', 'cluster'],
  ])('%s: the client certificate has the CN of the %s', (client, from) => {
    const { deployment } = readDeployment(`version: 1
name: Example
release: X15.5
services: { b2b: true }
request: { commonName: cluster }
clusters:
  core: { role: C, name: expc.example.com, peers: [expc1.example.com, expc2.example.com], ${client} }
`);
    const { requests } = planDeployment(deployment!);
    expect(requests.map(({ store, commonNameFrom }) => `${store}: ${commonNameFrom}`)).toEqual([
      ...['server: cluster', `client: ${from}`, 'server: cluster', `client: ${from}`],
    ]);
  });

  it('with ACME the Expressway makes its keys, unless its cluster says otherwise; a client certificate beside it has those of all', () => {
    const { deployment } = readDeployment(`version: 1
name: Example
release: X15.5
ca: public
custody: tool
services: { b2b: true }
clusters:
  core: { role: C, peers: [expc.example.com] }
  edge:
    role: E
    issuedBy: expressway-acme
    peers: [expe.example.com]
    client: { ca: private, issuedBy: files }
  said: { role: E, issuedBy: expressway-acme, custody: tool, peers: [expe.example.org] }
`);
    expect(
      planDeployment(deployment!).requests.map(({ cluster, store, custody }) => [cluster, store, custody]),
    ).toEqual([
      ['core', 'server', 'tool'],
      ['edge', 'server', 'expressway'],
      ['edge', 'client', 'tool'],
      ['said', 'server', 'tool'],
    ]);
  });
});
