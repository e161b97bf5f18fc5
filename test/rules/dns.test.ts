import type { Deployment } from '../../src/lib/deployment/model.ts';
import { observeDns } from '../../src/lib/dns/observe.ts';
import { planDns } from '../../src/lib/dns/plan-dns.ts';
import type { DnsView } from '../../src/lib/dns/record.ts';
import { dnsRules } from '../../src/lib/rules/dns/index.ts';
import { expect } from 'vitest';
import { runCases, type Case } from '../support/cases.ts';
import { core, edge, named, peer, sound } from '../support/deployment.ts';
import { addressed, askOf, soundWorld, there, type World } from '../support/dns.ts';
import { settings } from '../support/federation.ts';

interface Row extends Case {
  readonly view?: DnsView;
  readonly deployment?: Partial<Deployment>;
  /** Laid over a resolver that has everything as it is to be; undefined: not there. */
  readonly world?: Readonly<Record<string, World[string] | undefined>>;
}

const edgeSrv = '_collab-edge._tls.example.com';
const xmppSrv = '_xmpp-server._tcp.example.com';
const to = (target: string, rest = {}) => ({ ...{ priority: 10, weight: 10, port: 8443, target }, ...rest });
const toXmpp = (target: string, rest = {}) => ({
  ...{ priority: 0, weight: 0, port: 5269, target },
  ...rest,
});
const bothEdges = [to('expe1.example.com'), to('expe2.example.com')];
const failed = { is: 'not answered', because: 'SERVFAIL' } as const;

const sip: Partial<Deployment> = {
  services: { ...sound.services, sipFederation: true },
  sipFederation: {
    domains: [named('example.com')],
    partners: [],
    federationRoutingFqdn: named('imp-public.example.com'),
  },
};

const withPartner = (static_ = false): Partial<Deployment> => ({
  federation: {
    ...settings(),
    useStaticRoutes: static_,
    staticRoutes: static_ ? [{ domain: named('partner.example'), address: '198.51.100.9' }] : [],
    partners: [
      {
        domain: named('partner.example'),
        chatNodeAliases: [],
        onlySaslExternal: false,
        policy: { pins: [] },
      },
    ],
  },
});
const partnerSrv = 'SRV _xmpp-server._tcp.partner.example';

const publicCa: Partial<Deployment> = {
  clusters: addressed.clusters.map((cluster) => ({ ...cluster, ca: 'public' })),
};

const rows: readonly Row[] = [
  {
    name: 'outside, everything as it is to be',
    expect: [],
    nearMissOf: [
      ...[
        'dns/record-missing',
        'dns/target-missing',
        'dns/target-unknown',
        'dns/port-differs',
        'dns/zone-wildcard',
      ],
      ...['dns/inside-name-outside', 'dns/better-absent', 'dns/address-differs', 'dns/address-private'],
      ...['dns/target-is-address', 'dns/target-unresolved', 'dns/not-answered'],
    ],
  },
  {
    name: 'inside, everything as it is to be',
    view: 'internal',
    expect: [],
    nearMissOf: ['dns/reverse-missing', 'dns/reverse-differs', 'dns/record-advised', 'dns/address-private'],
  },
  {
    name: 'a chat node alias without its record: federated rooms are not found',
    world: { 'SRV _xmpp-server._tcp.chatnode1.example.com': undefined },
    expect: ['dns/record-missing'],
    nearMissOf: 'dns/record-mistyped',
    check: ([finding]) =>
      expect(finding!.message).toContain('_xmpp-server._tcp.chatnode1.example.com has no SRV record outside'),
  },
  {
    name: 'an Expressway-E without an address outside',
    world: { 'A expe1.example.com': undefined },
    expect: [
      ...['dns/record-missing', 'dns/target-unresolved', 'dns/target-unresolved'],
      ...['dns/target-unresolved', 'dns/target-unresolved'],
    ],
  },
  {
    name: 'the record for mobile and remote access below _tcp instead of _tls',
    world: {
      [`SRV ${edgeSrv}`]: undefined,
      'SRV _collab-edge._tcp.example.com': there({ targets: bothEdges }),
    },
    expect: ['dns/record-mistyped'],
    nearMissOf: 'dns/record-missing',
  },
  {
    name: 'the zone written twice, as a trailing dot was missing',
    world: {
      [`SRV ${xmppSrv}`]: undefined,
      [`SRV ${xmppSrv}.example.com`]: there({ targets: [toXmpp('expe1.example.com')] }),
    },
    expect: ['dns/record-mistyped'],
    check: ([finding]) => expect(finding!.params['instead']).toEqual([`${xmppSrv}.example.com`]),
  },
  {
    name: 'no _cisco-uds inside, where the release can do without',
    view: 'internal',
    world: { 'SRV _cisco-uds._tcp.example.com': undefined },
    expect: ['dns/record-advised'],
    nearMissOf: 'dns/record-missing',
  },
  {
    name: 'no _cisco-uds inside before X12.5',
    view: 'internal',
    deployment: { release: 'X8.11' },
    world: { 'SRV _cisco-uds._tcp.example.com': undefined },
    expect: ['dns/record-missing'],
    nearMissOf: 'dns/record-advised',
  },
  {
    name: 'a service record with an address in the place of a name',
    world: { [`SRV ${edgeSrv}`]: there({ targets: [...bothEdges, to('203.0.113.11')] }) },
    expect: ['dns/target-is-address'],
    nearMissOf: ['dns/target-unknown', 'dns/target-unresolved'],
  },
  {
    name: 'a service record for one of two peers',
    world: { [`SRV ${edgeSrv}`]: there({ targets: [to('expe1.example.com')] }) },
    expect: ['dns/target-missing'],
    check: ([finding]) => expect(finding!.params['targets']).toEqual(['expe2.example.com']),
  },
  {
    name: 'XMPP federation by one entry for the cluster, which has an address for each peer',
    world: { [`SRV ${xmppSrv}`]: there({ targets: [toXmpp('expe.example.com')] }) },
    expect: [],
    nearMissOf: ['dns/target-missing', 'dns/target-unknown'],
  },
  {
    name: 'mobile and remote access by the name of the cluster, which is none of a peer',
    world: { [`SRV ${edgeSrv}`]: there({ targets: [to('expe.example.com')] }) },
    expect: ['dns/target-missing', 'dns/target-unknown'],
  },
  {
    name: 'names in capitals are the same names',
    world: {
      [`SRV ${edgeSrv}`]: there({ targets: [to('EXPE1.example.com'), to('expe2.Example.COM')] }),
      'A EXPE1.example.com': there({ addresses: ['203.0.113.11'] }),
      'A expe2.Example.COM': there({ addresses: ['203.0.113.12'] }),
    },
    expect: [],
    nearMissOf: ['dns/target-unknown'],
  },
  {
    name: 'XMPP federation published at another port',
    world: {
      [`SRV ${xmppSrv}`]: there({
        targets: [toXmpp('expe1.example.com', { port: 25269 }), toXmpp('expe2.example.com')],
      }),
    },
    expect: ['dns/port-differs'],
  },
  {
    name: 'an Expressway-E that is an alias for a name of the hosting company',
    world: {
      'A expe1.example.com': there({ addresses: ['203.0.113.11'], canonical: 'vm7.hosting.example' }),
    },
    expect: ['dns/alias-elsewhere'],
  },
  {
    name: 'an alias within the domain',
    world: { 'A expe1.example.com': there({ addresses: ['203.0.113.11'], canonical: 'edge-a.example.com' }) },
    expect: [],
    nearMissOf: 'dns/alias-elsewhere',
  },
  {
    name: 'two entries for SIP federation, of which one is ignored',
    deployment: sip,
    world: {
      'SRV _sipfederationtls._tcp.example.com': there({
        targets: [to('sip.example.com', { port: 5061 }), to('sip2.example.com', { port: 5061 })],
      }),
      'A sip2.example.com': there({ addresses: ['203.0.113.12'] }),
    },
    expect: ['dns/several-sip-federation-targets', 'dns/target-unknown'],
  },
  {
    name: 'one entry for SIP federation',
    deployment: sip,
    expect: [],
    nearMissOf: 'dns/several-sip-federation-targets',
  },
  {
    name: '_cisco-uds in the DNS of the internet',
    world: { 'SRV _cisco-uds._tcp.example.com': there({ targets: [to('cucm1.example.com')] }) },
    expect: ['dns/inside-name-outside'],
    nearMissOf: 'dns/better-absent',
  },
  {
    name: '_cuplogin in the DNS of the internet, which only older clients ask for',
    world: { 'SRV _cuplogin._tcp.example.com': there({ targets: [to('imp1.example.com')] }) },
    expect: ['dns/better-absent'],
    nearMissOf: 'dns/inside-name-outside',
  },
  {
    name: 'a zone that answers for every name',
    world: { 'A expcert-looks-for-a-wildcard.example.com': there({ addresses: ['203.0.113.80'] }) },
    expect: ['dns/zone-wildcard'],
  },
  {
    name: 'an Expressway-E with the address of the one before it',
    world: { 'A expe1.example.com': there({ addresses: ['203.0.113.66'] }) },
    expect: ['dns/address-differs'],
    check: ([finding]) =>
      expect(finding!.message).toBe('expe1.example.com is 203.0.113.66 outside instead of 203.0.113.11'),
  },
  {
    name: 'an IPv6 address written another way',
    deployment: {
      clusters: [
        core,
        {
          ...edge,
          peers: [
            peer('expe1.example.com', { addresses: { outside: ['2001:db8::b'], inside: [] } }),
            peer('expe2.example.com', { addresses: { outside: ['2001:db8::c'], inside: [] } }),
          ],
        },
      ],
    },
    world: {
      'A expe1.example.com': undefined,
      'AAAA expe1.example.com': there({ addresses: ['2001:0db8:0:0::000B'] }),
      'A expe.example.com': undefined,
      'AAAA expe.example.com': there({ addresses: ['2001:db8::c', '2001:db8::b'] }),
    },
    expect: [],
    nearMissOf: 'dns/address-differs',
  },
  {
    name: 'an address of the inside in the DNS of the internet',
    world: { 'A expe1.example.com': there({ addresses: ['10.0.0.11'] }) },
    expect: ['dns/address-differs', 'dns/address-private'],
  },
  {
    name: 'no reverse record of an Expressway-E',
    view: 'internal',
    world: { 'PTR 11.0.0.10.in-addr.arpa': undefined },
    expect: ['dns/reverse-missing'],
    nearMissOf: 'dns/record-advised',
  },
  {
    name: 'no reverse record of an Expressway-E before the Expressway-C looked for one',
    view: 'internal',
    deployment: { release: 'X8.7' },
    world: { 'PTR 11.0.0.10.in-addr.arpa': undefined },
    expect: ['dns/record-advised'],
    nearMissOf: 'dns/reverse-missing',
  },
  {
    name: 'a reverse record with the name of the hosting company',
    view: 'internal',
    world: { 'PTR 11.0.0.10.in-addr.arpa': there({ names: ['11.static.hosting.example'] }) },
    expect: ['dns/reverse-differs'],
  },
  {
    name: 'two reverse records, one of them right',
    view: 'internal',
    world: { 'PTR 11.0.0.10.in-addr.arpa': there({ names: ['expe1.example.com', 'fw.example.com'] }) },
    expect: ['dns/reverse-differs'],
  },
  {
    name: 'the address of the publisher leads back to the Federation Routing FQDN',
    view: 'internal',
    deployment: sip,
    world: {
      'A imp-public.example.com': there({ addresses: ['10.0.0.50'] }),
      'PTR 50.0.0.10.in-addr.arpa': there({ names: ['imp-public.example.com'] }),
    },
    expect: ['dns/reverse-names-routing'],
  },
  {
    name: 'the address of the publisher leads back to the publisher',
    view: 'internal',
    deployment: sip,
    world: {
      'A imp-public.example.com': there({ addresses: ['10.0.0.50'] }),
      'PTR 50.0.0.10.in-addr.arpa': there({ names: ['imp1.example.com'] }),
    },
    expect: [],
    nearMissOf: 'dns/reverse-names-routing',
  },
  {
    name: 'a zone that lets one CA issue',
    deployment: publicCa,
    world: {
      'CAA example.com': there({
        caa: [
          { tag: 'issue', value: 'ca.example; validationmethods=dns-01' },
          { tag: 'iodef', value: 'mailto:pki@example.com' },
        ],
      }),
    },
    expect: ['dns/caa-restricts'],
    nearMissOf: 'dns/caa-not-answered',
    check: ([finding]) => expect(finding!.params['issuers']).toEqual(['ca.example']),
  },
  {
    name: 'a zone that lets one CA issue, and a private CA, which does not ask',
    world: { 'CAA example.com': there({ caa: [{ tag: 'issue', value: 'ca.example' }] }) },
    expect: [],
    nearMissOf: 'dns/caa-restricts',
  },
  {
    name: 'a name server that does not answer about CAA',
    deployment: publicCa,
    world: { 'CAA example.com': failed },
    expect: ['dns/caa-not-answered'],
    nearMissOf: ['dns/not-answered', 'dns/caa-restricts'],
  },
  {
    name: 'a partner that is not in DNS',
    deployment: withPartner(),
    expect: ['dns/partner-not-found'],
  },
  {
    name: 'a partner whose record leads to a name without an address',
    deployment: withPartner(),
    world: { [partnerSrv]: there({ targets: [toXmpp('xmpp.partner.example')] }) },
    expect: ['dns/partner-not-found'],
  },
  {
    name: 'a partner that is not in DNS, with a static route',
    deployment: withPartner(true),
    expect: [],
    nearMissOf: 'dns/partner-not-found',
  },
  {
    name: 'a partner at another port',
    deployment: withPartner(),
    world: {
      [partnerSrv]: there({ targets: [toXmpp('xmpp.partner.example', { port: 15269 })] }),
      'A xmpp.partner.example': there({ addresses: ['198.51.100.9'] }),
    },
    expect: ['dns/partner-port'],
  },
  {
    name: 'a partner as it is to be',
    deployment: withPartner(),
    world: {
      [partnerSrv]: there({ targets: [toXmpp('xmpp.partner.example')] }),
      'A xmpp.partner.example': there({ addresses: ['198.51.100.9'] }),
    },
    expect: [],
    nearMissOf: ['dns/partner-port', 'dns/partner-not-found'],
  },
  {
    name: 'a name server that fails: not known, and not missing',
    world: { [`SRV ${xmppSrv}`]: failed },
    expect: ['dns/not-answered'],
    nearMissOf: 'dns/record-missing',
    check: ([finding]) => expect(finding!.message).toBe(`no answer (SERVFAIL) for ${xmppSrv}`),
  },
];

runCases(dnsRules, rows, async ({ view = 'external', deployment: rest, world }) => {
  const deployment: Deployment = { ...addressed, ...rest };
  const laid = { ...soundWorld(deployment, view), ...world } as World;
  const ask = askOf(Object.fromEntries(Object.entries(laid).filter(([, answer]) => answer)));
  return { deployment, observed: await observeDns(deployment, planDns(deployment), { view, ask }) };
});
