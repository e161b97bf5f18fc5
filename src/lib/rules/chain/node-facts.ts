import { holdsFor, releaseFacts } from '../../product/release.ts';
import {
  reasonText,
  type ChainFacts,
  type ListAnswer,
  type NodeRequirement,
  type PathAnswer,
} from './facts.ts';

/** A list of Expressway-Cs that does not verify a certificate they meet. */
export interface NodeRefusal {
  readonly list: ListAnswer;
  readonly requirement: NodeRequirement;
  readonly isMissing: boolean;
  readonly isTwin: boolean;
  readonly isVerifiedAlways: boolean;
  readonly because: string;
}

/** What keeps Expressway-Cs from trusting a certificate of another product. */
export function nodeRefusals({ of, release, otherLists, toRoot }: ChainFacts): NodeRefusal[] {
  if (of.kind !== 'node' || of.requirement === undefined || release === undefined) return [];
  const { requirement, isTwin = false } = of;
  const isVerifiedAlways = holdsFor(releaseFacts.nodesAlwaysVerified, release);
  return otherLists.flatMap((list) => {
    const because = reasonText(list.answer) ?? revokedText(toRoot);
    if (because === undefined) return [];
    const isMissing = list.answer.result === 'issuer missing';
    return [{ list, requirement, isMissing, isTwin, isVerifiedAlways, because }];
  });
}

/** Lists know nothing of what CAs have revoked. */
const revokedText = (toRoot: PathAnswer | undefined): string | undefined =>
  toRoot?.result === 'broken' && toRoot.fault === 'revoked' ? toRoot.because : undefined;
