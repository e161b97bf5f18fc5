import { sanTable, shortServiceLabels } from '../../lib/front.ts';
import type { NameFormat, RequestPlan, Plan, Reason, Service } from '../../lib/index.ts';

/** The third column of a plan: the format the name was asked in, or the services that need it. */
export function remark(reason: Reason, peer: RequestPlan, plan: Plan): string {
  const { kind, row, name, format, neededFor } = reason;
  switch (kind) {
    case 'chatNodeAlias': {
      const other = clusterWithSameAliases(peer, plan);
      const words = other === undefined ? needed(neededFor) : `same list as on ${other}`;
      return format === 'DNS' ? words : `as ${format}; ${words}`;
    }
    case 'phoneSecurityProfile':
      return neededFor.length > 0 ? `${needed(neededFor)}, secure phones` : 'allowed';
    default: {
      const { formats, need } = sanTable.find(({ id }) => id === row)!;
      if (formats.length > 1) return encodesName(format) ? `${name} as ${format}` : `as ${format}`;
      const isForAll = Object.values(need).every((each) => each === 'required');
      return isForAll ? '' : needed(neededFor);
    }
  }
}

/** The name in the certificate is another than the one in the file. */
const encodesName = (format: NameFormat): boolean => format === 'CollabEdgeDNS' || format === 'SRVName';

function needed(services: readonly Service[]): string {
  return services.length === 0
    ? ''
    : `needed: ${services.map((service) => shortServiceLabels[service]).join(', ')}`;
}

/** A cluster shown before this one whose certificates carry the same chat node aliases. */
function clusterWithSameAliases({ cluster }: RequestPlan, { deployment }: Plan): string | undefined {
  const listOf = (id: string) => {
    const own = deployment.clusters.find((each) => each.id === id)?.chatNodeAliases;
    return (own ?? deployment.chatNodeAliases).map(({ name }) => name.toLowerCase()).join();
  };
  const before = deployment.clusters.slice(
    0,
    deployment.clusters.findIndex(({ id }) => id === cluster),
  );
  return before.find(({ id }) => listOf(id) === listOf(cluster))?.id;
}
