import type { DeclaredName, Deployment, Service } from '../deployment/model.ts';
import { isInUse } from '../deployment/services-in-use.ts';
import { targetOf } from '../san/sip-targets.ts';
import {
  addressOfPeer,
  clustersOfRole,
  distinct,
  listedNames,
  namesOfPeers,
  peersOfRole,
  targetsAt,
} from './hosts.ts';
import type { RecordOfRow, RecordRow } from './row.ts';

/** By which of our names the Expressway-E is found from outside, service by service. */
const foundByPeerName: readonly Service[] = ['mra', 'xmppFederation', 'b2b', 'jabberGuest', 'cmsWebProxy'];

const servicesOn = (deployment: Deployment, among: readonly Service[]): Service[] =>
  among.filter((service) => isInUse(deployment, service));

/** What partners look up to reach a domain or an alias, one entry for each Expressway-E. */
function* xmppServers(
  deployment: Deployment,
  kind: 'federationDomain' | 'chatNodeAlias',
): Iterable<RecordOfRow> {
  if (!isInUse(deployment, 'xmppFederation')) return;
  const reasons = {
    federationDomain: 'partners and their dialback look for it, whatever static routes we have ourselves',
    chatNodeAlias: 'partners without a static route for the alias find its rooms by it',
  };
  for (const cluster of clustersOfRole(deployment, 'E')) {
    for (const { name } of listedNames(kind, deployment, cluster)) {
      yield {
        name: `_xmpp-server._tcp.${name}`,
        data: {
          type: 'SRV',
          targets: targetsAt(namesOfPeers(cluster), { priority: 0, weight: 0, port: 5269 }),
        },
        services:
          kind === 'chatNodeAlias'
            ? servicesOn(deployment, ['groupChatTls', 'xmppFederation'])
            : ['xmppFederation'],
        reason: reasons[kind],
      };
    }
  }
}

/** What only those inside may find: a client that finds it takes itself for one of them. */
const insideOnly = (label: string, reason: string) =>
  function* (deployment: Deployment): Iterable<RecordOfRow> {
    if (!deployment.services.mra) return;
    for (const { name } of registrationDomains(deployment)) {
      yield { name: `${label}.${name}`, data: { type: 'SRV', targets: [] }, services: ['mra'], reason };
    }
  };

export const registrationDomains = (deployment: Deployment): DeclaredName[] =>
  distinct(
    clustersOfRole(deployment, 'E').flatMap((cluster) =>
      listedNames('registrationDomain', deployment, cluster),
    ),
  );

export const externalRows: readonly RecordRow[] = [
  {
    id: 'DNS-1',
    view: 'external',
    certainty: 'sure',
    citations: [{ source: 'mra-guide', ref: 'Requirements, DNS records' }],
    *records(deployment) {
      if (!deployment.services.mra) return;
      for (const cluster of clustersOfRole(deployment, 'E')) {
        for (const { name } of listedNames('registrationDomain', deployment, cluster)) {
          yield {
            name: `_collab-edge._tls.${name}`,
            data: {
              type: 'SRV',
              targets: targetsAt(namesOfPeers(cluster), { priority: 10, weight: 10, port: 8443 }),
            },
            services: ['mra'],
            reason: 'clients outside find the Expressway-E by it',
          };
        }
      }
    },
  },
  {
    id: 'DNS-3',
    view: 'external',
    certainty: 'sure',
    citations: [
      { source: 'guide', ref: 'DNS SRV Records for XMPP Federation' },
      { source: 'tac', ref: '213865' },
    ],
    records: (deployment) => xmppServers(deployment, 'federationDomain'),
  },
  {
    id: 'DNS-4',
    view: 'external',
    certainty: 'sure',
    citations: [{ source: 'guide', ref: 'DNS SRV Records for XMPP Federation, Group Chat' }],
    records: (deployment) => xmppServers(deployment, 'chatNodeAlias'),
  },
  {
    id: 'DNS-5',
    view: 'external',
    certainty: 'sure',
    citations: [{ source: 'guide', ref: 'Before you begin: DNS' }],
    *records(deployment) {
      const services = servicesOn(deployment, ['xmppFederation', 'b2b', 'sipFederation']);
      if (services.length === 0) return;
      for (const cluster of clustersOfRole(deployment, 'E')) {
        if (!cluster.name) continue;
        yield {
          name: cluster.name.name,
          data: { type: 'address', of: cluster.peers.map((peer) => addressOfPeer(peer, 'external')) },
          services,
          reason: 'the name of the cluster, one address for each peer',
        };
      }
    },
  },
  {
    id: 'DNS-6',
    view: 'external',
    certainty: 'sure',
    citations: [{ source: 'mra-guide', ref: 'Requirements, DNS records' }],
    *records(deployment) {
      const services = servicesOn(deployment, foundByPeerName);
      if (services.length === 0) return;
      for (const { peer } of peersOfRole(deployment, 'E')) {
        yield {
          name: peer.name.name,
          data: { type: 'address', of: [addressOfPeer(peer, 'external')] },
          services,
          reason: 'service records lead to it',
        };
      }
    },
  },
  {
    id: 'DNS-7',
    view: 'external',
    certainty: 'inferred',
    citations: [{ source: 'admin-guide', ref: 'Business to business calls, DNS records' }],
    *records(deployment) {
      if (!deployment.services.b2b) return;
      for (const cluster of clustersOfRole(deployment, 'E')) {
        for (const { name } of listedNames('registrationDomain', deployment, cluster)) {
          yield {
            name: `_sips._tcp.${name}`,
            data: {
              type: 'SRV',
              targets: targetsAt(namesOfPeers(cluster), { priority: 10, weight: 10, port: 5061 }),
            },
            services: ['b2b'],
            reason:
              'callers of other companies find the Expressway-E by it; the SIP domain is taken to be the registration domain',
          };
        }
      }
    },
  },
  {
    id: 'DNS-11',
    view: 'external',
    certainty: 'sure',
    citations: [{ source: 'guide', ref: 'Limitations Related to DNS' }],
    *records({ services, sipFederation }) {
      if (!services.sipFederation || !sipFederation) return;
      for (const domain of sipFederation.domains) {
        const { name } = targetOf(domain, sipFederation.target);
        yield {
          name: `_sipfederationtls._tcp.${domain.name}`,
          data: { type: 'SRV', targets: [{ priority: 0, weight: 0, port: 5061, target: name }] },
          services: ['sipFederation'],
          reason: "Microsoft's servers follow one entry alone, to a name exactly one label below the domain",
        };
      }
    },
  },
  {
    id: 'DNS-11',
    view: 'external',
    certainty: 'sure',
    citations: [{ source: 'guide', ref: 'Limitations Related to DNS' }],
    *records(deployment) {
      const { services, sipFederation } = deployment;
      if (!services.sipFederation || !sipFederation) return;
      for (const domain of sipFederation.domains) {
        yield {
          name: targetOf(domain, sipFederation.target).name,
          data: {
            type: 'address',
            of: peersOfRole(deployment, 'E').map(({ peer }) => addressOfPeer(peer, 'external')),
          },
          services: ['sipFederation'],
          reason: 'the target of the record for SIP federation, one address for each peer',
        };
      }
    },
  },
  {
    id: 'DNS-17',
    view: 'external',
    certainty: 'likely',
    citations: [{ source: 'admin-guide', ref: 'CMS web proxy: guest account client URI' }],
    *records(deployment) {
      const { services, cmsWebProxy } = deployment;
      if (!services.cmsWebProxy || !cmsWebProxy) return;
      for (const { name } of distinct(cmsWebProxy.guestAccountClientUris)) {
        yield {
          name,
          data: {
            type: 'address',
            of: peersOfRole(deployment, 'E').map(({ peer }) => addressOfPeer(peer, 'external')),
          },
          services: ['cmsWebProxy'],
          reason: 'guests join meetings by this name',
        };
      }
    },
  },
  {
    id: 'DNS-91',
    view: 'external',
    certainty: 'sure',
    need: 'forbidden',
    citations: [{ source: 'mra-guide', ref: 'Requirements, DNS records' }],
    records: insideOnly(
      '_cisco-uds._tcp',
      'a client that finds it outside does not start mobile and remote access',
    ),
  },
  {
    id: 'DNS-92',
    view: 'external',
    certainty: 'inferred',
    need: 'forbidden',
    citations: [{ source: 'mra-guide', ref: 'Requirements, DNS records' }],
    records: insideOnly('_cuplogin._tcp', 'older clients take themselves to be inside by it'),
  },
  {
    id: 'DNS-93',
    view: 'external',
    certainty: 'sure',
    need: 'forbidden',
    citations: [{ source: 'mra-guide', ref: 'Requirements, DNS records' }],
    *records(deployment) {
      const { unifiedCm, imp } = deployment.nodes;
      const inside = [...unifiedCm, ...imp, ...peersOfRole(deployment, 'C').map(({ peer }) => peer.name)];
      for (const { name } of distinct(inside)) {
        yield {
          name,
          data: { type: 'address', of: [] },
          services: servicesOn(deployment, ['mra', 'xmppFederation']),
          reason: 'it is inside, and nobody outside connects to it',
        };
      }
    },
  },
];
