import type { Role } from '../deployment/model.ts';
import type { Plan } from '../plan/plan.ts';
import type { ListReader } from '../rules/chain/facts.ts';
import type { ListRequirement, RestsOnList } from '../rules/trust/facts.ts';

const ofOwn: readonly ListRequirement[] = ['own-list-verifies', 'trusts-other-expressway'];
const ofRole: Readonly<Record<Role, readonly ListRequirement[]>> = {
  C: ['trusts-unified-cm', 'trusts-imp', 'trusts-unity', 'trusts-meeting-server'],
  E: ['trusts-webex'],
};

/** Whose verdicts rest on a list: those of its reader, and of the peers whose certificates the reader verifies. */
export function restsOnList(reader: ListReader, plan: Plan | undefined): RestsOnList[] {
  const peersOf = (role: Role): string[] =>
    plan?.peers.filter((peer) => peer.role === role).map(({ peer }) => peer) ?? [];
  switch (reader.kind) {
    case 'unifiedCm':
      return [{ requirement: 'trusted-by-unified-cm', peers: peersOf('C') }];
    case 'imp':
      return [{ requirement: 'trusted-by-imp', peers: peersOf('C') }];
    case 'outside':
      return [{ requirement: 'trusted-from-outside', peers: peersOf('E') }];
    case 'expressway': {
      const { role, peers } = reader;
      const own = [...ofOwn, ...ofRole[role]];
      return [
        ...own.map((requirement) => ({ requirement, peers })),
        { requirement: 'trusted-by-other-expressway', peers: peersOf(role === 'C' ? 'E' : 'C') },
      ];
    }
    default:
      return [];
  }
}
