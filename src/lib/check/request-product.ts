import type { PeerMatch } from '../plan/match-peer.ts';
import type { Plan } from '../plan/plan.ts';
import { isMultiServerName, productByPath, type OtherProduct } from '../product/products.ts';
import { nodeKindOf, otherSideIn } from './file-roles.ts';

export interface WhoseRequest {
  readonly path: string | undefined;
  readonly commonNames: readonly string[];
  readonly match: PeerMatch | undefined;
}

/**
 * The product that a request is of, where it is none of an Expressway: it fits no peer, and `talksTo`, its name or its
 * folder says so.
 */
export function productOfRequest(
  { path = '', commonNames, match }: WhoseRequest,
  plan: Plan | undefined,
): OtherProduct | undefined {
  if (!plan || match?.by !== 'none' || match.couldBe.length > 0) return undefined;
  const declared = nodeKindOf(path, plan.deployment) ?? otherSideIn(path, plan.deployment);
  if (declared) return declared;
  return commonNames.some(isMultiServerName) ? 'unifiedCm' : productByPath(path);
}
