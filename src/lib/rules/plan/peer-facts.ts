import type { Occurrence } from '../../findings/rule.ts';
import { isFqdn } from '../../names/fqdn.ts';
import { inFile, requestSubject } from '../../plan/facts.ts';
import type { Plan, RequestPlan } from '../../plan/plan.ts';
import { holdsFor, releaseFacts } from '../../product/release.ts';

export type PeerWithoutDomain = Pick<RequestPlan, 'peer' | 'ca' | 'release'>;

/** Peers that are called by a host name alone, by what their release makes of a certificate for one. */
export function* peersWithoutDomain(
  plan: Plan,
  fate: 'may be taken' | 'is refused',
): Iterable<Occurrence<PeerWithoutDomain>> {
  for (const request of plan.peers) {
    const { peer, ca, release } = request;
    const isRefused = holdsFor(releaseFacts.fullNamesAtUpload, release);
    if (isFqdn(peer) || isRefused !== (fate === 'is refused')) continue;
    yield {
      subject: requestSubject(request),
      detail: { peer, ca, release },
      locations: inFile(plan, request.position),
    };
  }
}
