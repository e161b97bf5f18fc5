import type { PeerPlan, Plan } from '../plan/plan.ts';
import type { ListRequirement, RestsOnList } from '../rules/trust/facts.ts';
import type { TrustListRole } from './file-roles.ts';

const ofOwn: readonly ListRequirement[] = ['own-list-verifies', 'trusts-other-expressway'];
const ofCore: readonly ListRequirement[] = ['trusts-unified-cm', 'trusts-imp', 'trusts-unity'];

/** Whose verdicts rest on a list: those of its readers, and of the peers whose certificates they verify. */
export function restsOnList(roles: readonly TrustListRole[], plan: Plan | undefined): RestsOnList[] {
  if (!plan) return [];
  const fqdns = (isMeant: (peer: PeerPlan) => boolean): string[] =>
    plan.peers.filter(isMeant).map(({ peer }) => peer);
  const cores = fqdns(({ role }) => role === 'C');
  return roles.flatMap(({ of }): RestsOnList[] => {
    if (of === 'unifiedCm') return [{ requirement: 'trusted-by-unified-cm', peers: cores }];
    if (of === 'imp') return [{ requirement: 'trusted-by-imp', peers: cores }];
    if (of === 'outside')
      return [{ requirement: 'trusted-from-outside', peers: fqdns(({ role }) => role === 'E') }];
    const readers = plan.peers.filter(({ cluster, role }) => cluster === of || role === of);
    if (readers.length === 0) return [];
    const { role } = readers[0]!;
    const own = (requirement: ListRequirement): RestsOnList => ({
      requirement,
      peers: readers.map(({ peer }) => peer),
    });
    return [
      ...[...ofOwn, ...(role === 'C' ? ofCore : [])].map(own),
      { requirement: 'trusted-by-other-expressway', peers: fqdns((peer) => peer.role !== role) },
    ];
  });
}
