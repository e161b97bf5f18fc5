import { describe, expect, it } from 'vitest';
import { services, type Deployment, type Service } from '../../../src/lib/deployment/model.ts';
import { altNameText, namesFor, namesForClient, type PlannedName } from '../../../src/lib/san/required.ts';
import { sanTable } from '../../../src/lib/san/table.ts';
import type { Cluster } from '../../../src/lib/deployment/model.ts';
import { core, edge, named, peer, sound } from '../../support/deployment.ts';

function namesOf(cluster: 'core' | 'edge', changes: Partial<Deployment> = {}): PlannedName[] {
  const deployment = { ...sound, ...changes };
  const owner = deployment.clusters.find(({ id }) => id === cluster)!;
  return namesFor(deployment, owner, owner.peers[0]!);
}

const texts = (...args: Parameters<typeof namesOf>): string[] => namesOf(...args).map(altNameText);
const only = (...wanted: Service[]): Deployment['services'] =>
  Object.fromEntries(
    services.map((service) => [service, wanted.includes(service)]),
  ) as Deployment['services'];

const { name: _name, ...unnamed } = edge;
const single = (peers: Cluster['peers']): Cluster => ({ ...unnamed, peers });

describe('names of a peer', () => {
  it.each<[string, 'core' | 'edge', Partial<Deployment>, string[]]>([
    [
      'the core carries itself, its cluster, aliases and profiles, in the order of figure 2',
      'core',
      {},
      [
        'DNS:expc1.example.com',
        'DNS:expc.example.com',
        'DNS:chatnode1.example.com',
        'DNS:chatnode2.example.com',
        'DNS:DX80TLSprofile.example.com',
      ],
    ],
    [
      'the edge carries itself, its cluster, domains and aliases, in the order of figure 3',
      'edge',
      {},
      [
        'DNS:expe1.example.com',
        'DNS:expe.example.com',
        'DNS:collab-edge.example.com',
        'DNS:example.com',
        'DNS:chatnode1.example.com',
        'DNS:chatnode2.example.com',
      ],
    ],
    [
      'phone profiles are on the edge too where the file says so, after everything else',
      'edge',
      { phoneSecurityProfilesOn: ['C', 'E'], services: only('mra') },
      [
        'DNS:expe1.example.com',
        'DNS:expe.example.com',
        'DNS:collab-edge.example.com',
        'DNS:DX80TLSprofile.example.com',
      ],
    ],
    [
      'mobile and remote access alone needs no federation domain and no alias',
      'edge',
      { services: only('mra') },
      ['DNS:expe1.example.com', 'DNS:expe.example.com', 'DNS:collab-edge.example.com'],
    ],
    [
      'XMPP federation alone needs no registration domain and no alias',
      'edge',
      { services: only('xmppFederation') },
      ['DNS:expe1.example.com', 'DNS:expe.example.com', 'DNS:example.com'],
    ],
    [
      'group chat over TLS puts the aliases on the core',
      'core',
      { services: only('xmppFederation', 'groupChatTls') },
      [
        'DNS:expc1.example.com',
        'DNS:expc.example.com',
        'DNS:chatnode1.example.com',
        'DNS:chatnode2.example.com',
      ],
    ],
    [
      'Jabber Guest needs peer and cluster name',
      'edge',
      { services: only('jabberGuest') },
      ['DNS:expe1.example.com', 'DNS:expe.example.com'],
    ],
    [
      'business-to-business calls need peer and cluster name',
      'core',
      { services: only('b2b') },
      ['DNS:expc1.example.com', 'DNS:expc.example.com'],
    ],
    [
      'additional names of the cluster, then of the peer, follow the cluster name',
      'edge',
      {
        services: only('b2b'),
        clusters: [
          {
            ...edge,
            additionalNames: [named('sip.example.com')],
            peers: [peer('expe1.example.com', { additionalNames: [named('meet.example.com')] })],
          },
        ],
      },
      ['DNS:expe1.example.com', 'DNS:expe.example.com', 'DNS:sip.example.com', 'DNS:meet.example.com'],
    ],
    [
      'formats become the general names an Expressway makes of them',
      'edge',
      {
        services: only('mra', 'xmppFederation', 'groupChatTls'),
        registrationDomains: [
          { ...named('example.com'), format: 'SRVName' },
          { ...named('example.org'), format: 'DNS' },
        ],
        federationDomains: [{ ...named('example.net'), format: 'XMPPAddress' }],
        chatNodeAliases: [{ ...named('chat.example.net'), format: 'XMPPAddress' }],
      },
      [
        'DNS:expe1.example.com',
        'DNS:expe.example.com',
        'SRV:_collab-edge._tls.example.com',
        'DNS:example.org',
        'XMPP:example.net',
        'XMPP:chat.example.net',
      ],
    ],
    [
      'a cluster with aliases of its own carries those instead',
      'core',
      {
        services: only('groupChatTls'),
        clusters: [{ ...core, chatNodeAliases: [{ ...named('other.example.com'), format: 'DNS' }] }],
      },
      ['DNS:expc1.example.com', 'DNS:expc.example.com', 'DNS:other.example.com'],
    ],
    [
      'one name in two letter cases is one name, spelt as first written',
      'edge',
      {
        services: only('mra', 'xmppFederation'),
        registrationDomains: [{ ...named('Example.com'), format: 'DNS' }],
      },
      ['DNS:expe1.example.com', 'DNS:expe.example.com', 'DNS:Example.com'],
    ],
    [
      'one domain as DNS and as XMPPAddress is two names',
      'edge',
      {
        services: only('mra', 'xmppFederation'),
        registrationDomains: [{ ...named('example.com'), format: 'DNS' }],
        federationDomains: [{ ...named('example.com'), format: 'XMPPAddress' }],
      },
      ['DNS:expe1.example.com', 'DNS:expe.example.com', 'DNS:example.com', 'XMPP:example.com'],
    ],
    [
      'the web proxy for Meeting Server puts the names of guest links on the edge',
      'edge',
      { services: only('cmsWebProxy'), cmsWebProxy: { guestAccountClientUris: [named('join.example.com')] } },
      ['DNS:expe1.example.com', 'DNS:expe.example.com', 'DNS:join.example.com'],
    ],
    [
      'the core needs no name of guest links',
      'core',
      { services: only('cmsWebProxy'), cmsWebProxy: { guestAccountClientUris: [named('join.example.com')] } },
      ['DNS:expc1.example.com', 'DNS:expc.example.com'],
    ],
    [
      'names of guest links stay out where the web proxy is off',
      'edge',
      { services: only('b2b'), cmsWebProxy: { guestAccountClientUris: [named('join.example.com')] } },
      ['DNS:expe1.example.com', 'DNS:expe.example.com'],
    ],
    [
      'SIP federation puts the customary target of each SIP domain on the edge',
      'edge',
      {
        services: only('sipFederation'),
        sipFederation: { domains: [named('example.com'), named('example.org')], partners: [] },
      },
      ['DNS:expe1.example.com', 'DNS:expe.example.com', 'DNS:sip.example.com', 'DNS:sip.example.org'],
    ],
    [
      'a target that the file names stands in for the customary one of its domain alone',
      'edge',
      {
        services: only('sipFederation'),
        sipFederation: {
          domains: [named('example.com'), named('example.org')],
          partners: [],
          target: named('fed.Example.com'),
        },
      },
      ['DNS:expe1.example.com', 'DNS:expe.example.com', 'DNS:fed.Example.com', 'DNS:sip.example.org'],
    ],
    [
      'a target that lies in no SIP domain is planned too',
      'edge',
      {
        services: only('sipFederation'),
        sipFederation: {
          domains: [named('exp.example.com')],
          partners: [],
          target: named('sip.example.com'),
        },
      },
      ['DNS:expe1.example.com', 'DNS:expe.example.com', 'DNS:sip.example.com', 'DNS:sip.exp.example.com'],
    ],
    [
      'names in zones of other Expressways follow the additional ones, whatever the service',
      'edge',
      {
        services: only('b2b'),
        clusters: [
          {
            ...edge,
            additionalNames: [named('meet.example.com')],
            zones: [
              {
                peerAddress: named('expe-inside.example.com'),
                tlsVerifySubjectName: named('edge.example.com'),
              },
            ],
          },
        ],
      },
      [
        'DNS:expe1.example.com',
        'DNS:expe.example.com',
        'DNS:meet.example.com',
        'DNS:expe-inside.example.com',
        'DNS:edge.example.com',
      ],
    ],
    [
      'Webex hybrid services look for no name of their own',
      'edge',
      { services: only('webexHybrid') },
      ['DNS:expe1.example.com', 'DNS:expe.example.com'],
    ],
    [
      'a single Expressway has no cluster name',
      'edge',
      {
        services: only('b2b'),
        clusters: [single([peer('vcse.example.com')])],
      },
      ['DNS:vcse.example.com'],
    ],
  ])('%s', (_, cluster, changes, expected) => {
    expect(texts(cluster, changes)).toEqual(expected);
  });

  it('the client certificate carries the subject name that zones look for, and no peer address', () => {
    const zones = [
      { peerAddress: named('expc-inside.example.com'), tlsVerifySubjectName: named('core.example.com') },
    ];
    const names = namesForClient(sound, { ...core, zones }, core.peers[0]!, [named('more.example.com')]);
    expect(names.map(altNameText)).toEqual([
      'DNS:expc1.example.com',
      'DNS:expc.example.com',
      'DNS:more.example.com',
      'DNS:core.example.com',
    ]);
  });

  it('a name asked for twice carries both reasons', () => {
    const names = namesOf('edge', { registrationDomains: [{ ...named('example.com'), format: 'DNS' }] });
    expect(names.find(({ value }) => value === 'example.com')!.reasons).toEqual([
      {
        row: 'registrationDomain/E',
        kind: 'registrationDomain',
        written: 'example.com',
        name: 'example.com',
        format: 'DNS',
        neededFor: ['mra'],
      },
      {
        row: 'federationDomain/E',
        kind: 'federationDomain',
        written: 'example.com',
        name: 'example.com',
        format: 'DNS',
        neededFor: ['xmppFederation'],
      },
    ]);
  });
});

describe('the SAN table', () => {
  const demands = (kind: string, role: 'C' | 'E', service: Service) =>
    sanTable.find((row) => row.kind === kind && row.role === role)?.need[service] ?? 'no row';

  it.each<[string, string, 'C' | 'E', Service, string]>([
    ['registration domains are required on the edge for MRA', 'registrationDomain', 'E', 'mra', 'required'],
    ['registration domains are no matter of the core', 'registrationDomain', 'C', 'mra', 'no row'],
    [
      'federation domains are required on the edge for XMPP federation',
      'federationDomain',
      'E',
      'xmppFederation',
      'required',
    ],
    [
      'chat node aliases are required on the core for group chat over TLS',
      'chatNodeAlias',
      'C',
      'groupChatTls',
      'required',
    ],
    [
      'chat node aliases are required on the edge for group chat over TLS',
      'chatNodeAlias',
      'E',
      'groupChatTls',
      'required',
    ],
    // The guide's table says otherwise; docs/divergences.md says why we do not follow it.
    [
      'phone profiles are required on the core, against the table of the guide',
      'phoneSecurityProfile',
      'C',
      'mra',
      'required',
    ],
    [
      'phone profiles are only allowed on the edge, against the table of the guide',
      'phoneSecurityProfile',
      'E',
      'mra',
      'allowed',
    ],
    [
      'the cluster name is required on the core, against the table of the guide',
      'cluster',
      'C',
      'mra',
      'required',
    ],
    ['the cluster name is required on the edge', 'cluster', 'E', 'mra', 'required'],
    [
      'guest links are required on the edge for the web proxy',
      'guestAccountClientUri',
      'E',
      'cmsWebProxy',
      'required',
    ],
    [
      'names in zones are required on the core for every service',
      'zonePeerAddress',
      'C',
      'jabberGuest',
      'required',
    ],
  ])('%s', (_, kind, role, service, expected) => {
    expect(demands(kind, role, service)).toBe(expected);
  });

  it('has one row for each kind and role, and a citation for each', () => {
    expect(new Set(sanTable.map(({ id }) => id)).size).toBe(sanTable.length);
    expect(sanTable.filter(({ citations }) => citations.length === 0)).toEqual([]);
  });
});
