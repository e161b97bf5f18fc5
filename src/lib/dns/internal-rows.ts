import type { Deployment } from '../deployment/model.ts';
import { isInUse } from '../deployment/services-in-use.ts';
import { holdsFor, releaseFacts } from '../product/release.ts';
import { registrationDomains } from './external-rows.ts';
import { addressOfNode, addressOfPeer, clustersOfRole, distinct, peersOfRole, targetsAt } from './hosts.ts';
import type { AddressOf, DnsRecord } from './record.ts';
import type { RecordRow } from './row.ts';

const throughTraversal = (deployment: Deployment): DnsRecord['services'] =>
  (['mra', 'xmppFederation'] as const).filter((service) => isInUse(deployment, service));

/** Both ways, name to address and address to name. */
function* bothWays(of: AddressOf, rest: Pick<DnsRecord, 'services' | 'reason' | 'need'>) {
  yield { name: of.host, data: { type: 'address', of: [of] }, ...rest } as const;
  yield { name: of.host, data: { type: 'PTR', of, target: of.host }, ...rest } as const;
}

export const internalRows: readonly RecordRow[] = [
  {
    id: 'DNS-20',
    view: 'internal',
    certainty: 'sure',
    citations: [{ source: 'mra-guide', ref: 'Requirements, DNS records' }],
    *records(deployment) {
      const services = throughTraversal(deployment);
      for (const { cluster, peer } of peersOfRole(deployment, 'E')) {
        const isAsked = holdsFor(releaseFacts.reverseLookupOfEdge, cluster.release ?? deployment.release);
        yield* bothWays(addressOfPeer(peer, 'internal'), {
          services,
          need: isAsked && services.length > 0 ? 'needed' : 'recommended',
          reason: 'the Expressway-C looks the Expressway-E up both ways when it connects to it',
        });
      }
    },
  },
  {
    id: 'DNS-20',
    view: 'internal',
    certainty: 'sure',
    citations: [{ source: 'mra-guide', ref: 'Requirements, Expressway-E with two network interfaces' }],
    *records(deployment) {
      const peers = new Set(peersOfRole(deployment, 'E').map(({ peer }) => peer.name.name.toLowerCase()));
      const zones = clustersOfRole(deployment, 'C').flatMap((cluster) => cluster.zones);
      for (const { name } of distinct(zones.map(({ peerAddress }) => peerAddress))) {
        if (peers.has(name.toLowerCase())) continue;
        yield {
          name,
          data: {
            type: 'address',
            of: [addressOfNode({ name, written: name }, `inside address of the Expressway-E behind ${name}`)],
          },
          services: throughTraversal(deployment),
          reason: 'the traversal zone of the Expressway-C leads to it',
        };
      }
    },
  },
  {
    id: 'DNS-22',
    view: 'internal',
    certainty: 'sure',
    citations: [{ source: 'guide', ref: 'Before you begin: DNS' }],
    *records(deployment) {
      for (const { peer } of peersOfRole(deployment, 'C')) {
        yield* bothWays(addressOfPeer(peer, 'internal'), {
          services: throughTraversal(deployment),
          need: isInUse(deployment, 'xmppFederation') ? 'needed' : 'recommended',
          reason: 'the products inside look the Expressway-C up both ways',
        });
      }
    },
  },
  {
    id: 'DNS-23',
    view: 'internal',
    certainty: 'sure',
    citations: [{ source: 'mra-guide', ref: 'Requirements, DNS records' }],
    *records({ services, nodes }) {
      if (!services.mra) return;
      for (const node of distinct([...nodes.unifiedCm, ...nodes.imp, ...nodes.unityConnection])) {
        yield* bothWays(addressOfNode(node), {
          services: ['mra'],
          need: 'needed',
          reason: 'the Expressway-C finds the node by name and by address',
        });
      }
    },
  },
  {
    id: 'DNS-24',
    view: 'internal',
    certainty: 'sure',
    citations: [{ source: 'mra-guide', ref: 'Requirements, DNS records' }],
    *records(deployment) {
      const { services, nodes, release } = deployment;
      if (!services.mra) return;
      const isOptional = holdsFor(releaseFacts.udsRecordOptional, release);
      for (const { name } of registrationDomains(deployment)) {
        yield {
          name: `_cisco-uds._tcp.${name}`,
          data: {
            type: 'SRV',
            ...(nodes.unifiedCm.length > 0 && {
              targets: targetsAt(nodes.unifiedCm, { priority: 10, weight: 10, port: 8443 }),
            }),
          },
          services: ['mra'],
          need: isOptional ? 'recommended' : 'needed',
          reason: 'home clusters, and clients on site, are found by it',
        };
      }
    },
  },
  {
    id: 'DNS-27',
    view: 'internal',
    certainty: 'sure',
    citations: [{ source: 'guide', ref: 'Internal DNS Records, table 7' }],
    *records({ services, sipFederation }) {
      if (!services.sipFederation || !sipFederation?.federationRoutingFqdn) return;
      const { name } = sipFederation.federationRoutingFqdn;
      const publisher = addressOfNode({ name, written: name }, 'address of the IM and Presence publisher');
      const rest = { name, services: ['sipFederation'] } as const;
      yield {
        ...rest,
        data: { type: 'address', of: [publisher] },
        reason: 'the Expressway-C sends chat and presence from Microsoft there',
      };
      yield {
        ...rest,
        data: { type: 'PTR', of: publisher, target: name },
        need: 'forbidden',
        reason:
          'the address of the publisher names the publisher; with this name behind it presence goes astray',
      };
    },
  },
  {
    id: 'DNS-28',
    view: 'internal',
    certainty: 'likely',
    need: 'forbidden',
    citations: [{ source: 'field-experience', ref: 'clients on site that find the edge alone' }],
    *records(deployment) {
      if (!deployment.services.mra) return;
      for (const { name } of registrationDomains(deployment)) {
        yield {
          name: `_collab-edge._tls.${name}`,
          data: { type: 'SRV', targets: [] },
          services: ['mra'],
          reason: 'clients on site that find it send all their calls around through the Expressway-E',
        };
      }
    },
  },
];
