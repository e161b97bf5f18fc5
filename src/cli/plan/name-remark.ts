import { shortServiceLabels } from '../../lib/front.ts';
import type { RequestPlan, Plan, Reason, Service } from '../../lib/index.ts';

/** The third column of a plan: the format the name was asked in, or the services that need it. */
export function remark(reason: Reason, peer: RequestPlan, plan: Plan): string {
  const { kind, name, format, neededFor } = reason;
  switch (kind) {
    case 'peer':
    case 'additional':
      return '';
    case 'cluster':
      return neededFor.length === plan.services.length ? '' : needed(neededFor);
    case 'registrationDomain':
      return format === 'DNS' ? 'as DNS' : `${name} as ${format}`;
    case 'federationDomain':
      return `as ${format}`;
    case 'chatNodeAlias': {
      const other = clusterWithSameAliases(peer, plan);
      const words = other === undefined ? needed(neededFor) : `same list as on ${other}`;
      return format === 'DNS' ? words : `as ${format}; ${words}`;
    }
    case 'phoneSecurityProfile':
      return neededFor.length > 0 ? `${needed(neededFor)}, secure phones` : 'allowed';
  }
}

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
