import type { DeclaredName, Deployment } from '../deployment/model.ts';
import { isFqdn } from '../names/fqdn.ts';
import type { NodeKind } from '../product/products.ts';
import { externalRows } from './external-rows.ts';
import { clustersOfRole } from './hosts.ts';
import { internalRows } from './internal-rows.ts';
import type { AddressOf, DnsRecord, RecordData, ServiceTarget } from './record.ts';
import type { RecordOfRow, RecordRow } from './row.ts';

/**
 * The DNS records that a deployment needs, and those that must not be, outside before inside, in the order of the
 * table of records; a name that several rows speak of comes once for each type.
 */
export function planDns(planned: Deployment): DnsRecord[] {
  const deployment = withFullNames(planned);
  const zones = zonesOf(deployment);
  const records = new Map<string, DnsRecord>();
  for (const row of [...externalRows, ...internalRows]) {
    for (const each of row.records(deployment)) {
      const record = recordOf(row, each, zones);
      const key = [
        record.view,
        record.need === 'forbidden',
        record.data.type,
        record.name.toLowerCase(),
      ].join(' ');
      const known = records.get(key);
      records.set(key, known ? merged(known, record) : record);
    }
  }
  return [...records.values()];
}

/** Nodes that the Expressway-C has by an address or a short name need no record; that they need a name, the plan tells. */
const withFullNames = (deployment: Deployment): Deployment => {
  const { nodes } = deployment;
  const full = (kind: NodeKind) => nodes[kind].filter(({ name }) => isFqdn(name));
  return {
    ...deployment,
    nodes: {
      ...nodes,
      unifiedCm: full('unifiedCm'),
      imp: full('imp'),
      unityConnection: full('unityConnection'),
    },
  };
};

function recordOf(
  { id, view, certainty, citations, need }: RecordRow,
  each: RecordOfRow,
  zones: readonly string[],
): DnsRecord {
  return {
    ...{ row: id, view, certainty, citations, zone: zoneOf(each.name, zones) },
    need: each.need ?? need ?? 'needed',
    ...{ name: each.name, data: each.data, services: each.services, reason: each.reason },
  };
}

function merged(one: DnsRecord, other: DnsRecord): DnsRecord {
  return {
    ...one,
    need: one.need === 'needed' ? one.need : other.need,
    data: bothOf(one.data, other.data),
    services: [...new Set([...one.services, ...other.services])],
    reason: one.reason === other.reason ? one.reason : `${one.reason}; ${other.reason}`,
  };
}

function bothOf(one: RecordData, other: RecordData): RecordData {
  if (one.type === 'SRV' && other.type === 'SRV') {
    if (!one.targets || !other.targets) return one.targets ? one : other;
    return { type: 'SRV', targets: eachOnce([...one.targets, ...other.targets], targetKey) };
  }
  if (one.type === 'address' && other.type === 'address') {
    return { type: 'address', of: eachOnce([...one.of, ...other.of], ({ host }: AddressOf) => host) };
  }
  return one;
}

const targetKey = ({ target, port }: ServiceTarget): string => `${target.toLowerCase()} ${port}`;

function eachOnce<Each>(list: readonly Each[], key: (each: Each) => string): Each[] {
  return [...new Map(list.map((each) => [key(each), each])).values()];
}

/** Every domain that the deployment speaks of, the shortest first. */
function zonesOf(deployment: Deployment): string[] {
  const { clusters, presenceDomains, sipFederation } = deployment;
  const domains: readonly DeclaredName[] = [
    ...deployment.registrationDomains,
    ...deployment.federationDomains,
    ...presenceDomains,
    ...(sipFederation?.domains ?? []),
    ...clusters.flatMap((cluster) => [
      ...(cluster.registrationDomains ?? []),
      ...(cluster.federationDomains ?? []),
    ]),
  ];
  const parents = [
    ...clusters.flatMap(({ peers }) => peers.map(({ name }) => name)),
    ...clustersOfRole(deployment, 'C').flatMap(({ zones }) => zones.map(({ peerAddress }) => peerAddress)),
    ...Object.values(deployment.nodes).flat(),
  ].map(({ name }) => parentOf(name));
  const all = new Set([...domains.map(({ name }) => name), ...parents].map((name) => name.toLowerCase()));
  return [...all].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

const parentOf = (name: string): string => name.slice(name.indexOf('.') + 1);

/** A name in no domain of the deployment, such as an alias of its own, is below its parent. */
function zoneOf(name: string, zones: readonly string[]): string {
  const lower = name.toLowerCase();
  const host = lower.replace(/^(?:_[^.]+\.)+/, '');
  return zones.find((zone) => host === zone || host.endsWith(`.${zone}`)) ?? parentOf(host);
}
