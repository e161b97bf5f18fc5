import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../src/lib/deployment/model.ts';
import { likelyMistypings } from '../../../src/lib/dns/observe.ts';
import { planDns } from '../../../src/lib/dns/plan-dns.ts';
import type { DnsRecord, DnsView } from '../../../src/lib/dns/record.ts';
import { wantedOf } from '../../../src/lib/dns/facts.ts';
import { reverseName, zoneText } from '../../../src/lib/dns/zone-text.ts';
import { core, edge, named, peer, sound } from '../../support/deployment.ts';
import { addressed } from '../../support/dns.ts';
import { settings } from '../../support/federation.ts';

const only = (...on: (keyof Deployment['services'])[]): Deployment['services'] =>
  Object.fromEntries(
    Object.keys(sound.services).map((service) => [service, on.includes(service as never)]),
  ) as never;

const told = (deployment: Partial<Deployment>, view: DnsView, need?: DnsRecord['need']): string[] =>
  planDns({ ...sound, ...deployment })
    .filter((record) => record.view === view && (need ? record.need === need : record.need !== 'forbidden'))
    .map(({ name, data }) => `${name} ${data.type} ${wantedOf(data).join(', ')}`.trim());

const single = [
  { ...core, peers: [peer('expc.ciscoexample.com')] },
  { ...edge, peers: [peer('expe.ciscoexample.com')] },
].map(({ name: _name, ...cluster }) => cluster);

const rows: readonly (readonly [
  what: string,
  deployment: Partial<Deployment>,
  view: DnsView,
  expected: readonly string[],
])[] = [
  [
    "the guide's record for a federation domain, one Expressway-E",
    {
      services: only('xmppFederation'),
      clusters: single,
      federationDomains: [{ ...named('ciscoexample.com'), format: 'DNS' }],
      chatNodeAliases: [],
    },
    'external',
    [
      '_xmpp-server._tcp.ciscoexample.com SRV 0 0 5269 expe.ciscoexample.com',
      'expe.ciscoexample.com address public address of expe.ciscoexample.com',
    ],
  ],
  [
    "the guide's record for a chat node alias",
    {
      services: only('xmppFederation'),
      clusters: single,
      federationDomains: [],
      chatNodeAliases: [{ ...named('chatroom1.example.com'), format: 'DNS' }],
    },
    'external',
    [
      '_xmpp-server._tcp.chatroom1.example.com SRV 0 0 5269 expe.ciscoexample.com',
      'expe.ciscoexample.com address public address of expe.ciscoexample.com',
    ],
  ],
  [
    "the guide's record for SIP federation: one entry, inside the domain, an address for each peer",
    {
      services: only('sipFederation'),
      clusters: addressed.clusters,
      sipFederation: { domains: [named('exp.ciscoexample.com')], partners: [] },
    },
    'external',
    [
      'expe.example.com address 203.0.113.11, 203.0.113.12',
      '_sipfederationtls._tcp.exp.ciscoexample.com SRV 0 0 5061 sip.exp.ciscoexample.com',
      'sip.exp.ciscoexample.com address 203.0.113.11, 203.0.113.12',
    ],
  ],
  [
    'no record for XMPP federation that IM and Presence terminates',
    { services: only('xmppFederation'), federation: { ...settings(), managedBy: 'imp' } },
    'external',
    [],
  ],
  [
    'two edges with domains of their own',
    {
      services: only('mra'),
      clusters: [
        {
          ...edge,
          id: 'one',
          peers: [peer('expe1.example.com')],
          registrationDomains: [{ ...named('example.com'), format: 'CollabEdgeDNS' }],
        },
        {
          ...edge,
          id: 'two',
          peers: [peer('expe2.example.org')],
          registrationDomains: [{ ...named('example.org'), format: 'CollabEdgeDNS' }],
        },
      ],
    },
    'external',
    [
      '_collab-edge._tls.example.com SRV 10 10 8443 expe1.example.com',
      '_collab-edge._tls.example.org SRV 10 10 8443 expe2.example.org',
      'expe1.example.com address public address of expe1.example.com',
      'expe2.example.org address public address of expe2.example.org',
    ],
  ],
  [
    'one domain at two edges: one record with the peers of both',
    {
      services: only('mra'),
      clusters: [
        { ...edge, id: 'one', peers: [peer('expe1.example.com')] },
        { ...edge, id: 'two', peers: [peer('expe2.example.com')] },
      ],
      registrationDomains: [{ ...named('example.com'), format: 'CollabEdgeDNS' }],
    },
    'external',
    [
      '_collab-edge._tls.example.com SRV 10 10 8443 expe1.example.com, 10 10 8443 expe2.example.com',
      'expe1.example.com address public address of expe1.example.com',
      'expe2.example.com address public address of expe2.example.com',
    ],
  ],
  [
    'a traversal zone that leads to the inner name of the Expressway-E',
    {
      services: only('mra'),
      clusters: [{ ...core, peers: [], zones: [{ peerAddress: named('expe1-in.example.com') }] }],
      registrationDomains: [],
    },
    'internal',
    ['expe1-in.example.com address inside address of the Expressway-E behind expe1-in.example.com'],
  ],
];

describe('the records of a deployment', () => {
  it.each(rows)('%s', (_, deployment, view, expected) => {
    expect(told(deployment, view)).toEqual(expected);
  });

  it('what must not be outside', () => {
    expect(
      told(
        { services: only('mra'), nodes: { ...sound.nodes, imp: [named('imp1.example.com')] } },
        'external',
        'forbidden',
      ),
    ).toEqual([
      '_cisco-uds._tcp.example.com SRV',
      '_cuplogin._tcp.example.com SRV',
      'imp1.example.com address',
      'expc1.example.com address',
      'expc2.example.com address',
    ]);
  });

  it('none for a node that the Expressway-C has by its address or by a host name alone', () => {
    const nodes = { ...sound.nodes, unifiedCm: [named('10.1.1.1')], imp: [named('imp1')] };
    const names = planDns({ ...sound, nodes }).map(({ name }) => name);
    expect(names.filter((name) => /^10\.|^imp1/.test(name))).toEqual([]);
  });

  it('every row that is only likely or inferred says so', () => {
    const doubtful = planDns({ ...addressed, services: only('mra', 'b2b') }).filter(
      ({ certainty }) => certainty !== 'sure',
    );
    expect(doubtful.map(({ row, certainty }) => `${row} ${certainty}`)).toEqual([
      'DNS-7 inferred',
      'DNS-92 inferred',
      'DNS-28 likely',
    ]);
  });

  it('each name is in the shortest domain of the deployment that it is in, or below its parent', () => {
    const zones = planDns({ ...sound, chatNodeAliases: [{ ...named('rooms.example.net'), format: 'DNS' }] })
      .filter(({ name }) => /rooms|collab|^expe1/.test(name))
      .map(({ name, zone }) => `${name} in ${zone}`);
    expect([...new Set(zones)]).toEqual([
      '_collab-edge._tls.example.com in example.com',
      '_xmpp-server._tcp.rooms.example.net in example.net',
      'expe1.example.com in example.com',
    ]);
  });
});

describe('text for zone files', () => {
  it('has addresses where the deployment file says them, and comments where it does not', () => {
    const records = planDns({ ...addressed, services: only('mra') });
    const text = zoneText(records.filter(({ view }) => view === 'internal'));
    expect(text).toContain('expe1.example.com. IN A 10.0.0.11\n');
    expect(text).toContain('$ORIGIN 0.0.10.in-addr.arpa.\n');
    expect(text).toContain('11.0.0.10.in-addr.arpa. IN PTR expe1.example.com.\n');
    expect(text).toContain('; cucm1.example.com. IN A (address of cucm1.example.com)\n');
    expect(text).toContain('; not here: _collab-edge._tls.example.com. SRV\n');
  });

  it.each([
    ['10.0.0.11', '11.0.0.10.in-addr.arpa'],
    ['2001:db8::b', 'b.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa'],
  ])('%s the other way round', (address, expected) => {
    expect(reverseName(address)).toBe(expected);
  });
});

it('slips of the pen that are looked for', () => {
  expect(likelyMistypings({ name: '_sips._tcp.a.example.com', zone: 'example.com' } as DnsRecord)).toEqual([
    '_sips._tls.a.example.com',
    '_sips._udp.a.example.com',
    '_sips_tcp.a.example.com',
    '_sips._tcp.a.example.com.example.com',
  ]);
});
