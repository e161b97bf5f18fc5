import type { NodeKind } from '../../product/products.ts';
import { verifiesNodes } from '../../product/release.ts';
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
  /** By the release of the Expressway-C, or by its TLS verify mode. */
  readonly isVerified: boolean;
  readonly because: string;
}

/** What keeps Expressway-Cs from trusting a certificate of another product. */
export function nodeRefusals({ of, release, otherLists, toRoot }: ChainFacts): NodeRefusal[] {
  if (of.kind !== 'node' || of.requirement === undefined || release === undefined) return [];
  const { requirement, isTwin = false } = of;
  return otherLists.flatMap((list) => {
    const because = reasonText(list.answer) ?? revokedText(toRoot);
    if (because === undefined) return [];
    const isMissing = list.answer.result === 'issuer missing';
    const { reader } = list;
    const own = reader.kind === 'expressway' ? reader : undefined;
    const isVerified = verifiesNodes(own?.release ?? release, own?.tlsVerify?.[productOf[requirement]]);
    return [{ list, requirement, isMissing, isTwin, isVerified, because }];
  });
}

const productOf = {
  'trusts-unified-cm': 'unifiedCm',
  'trusts-imp': 'imp',
  'trusts-unity': 'unityConnection',
} as const satisfies Readonly<Record<NodeRequirement, NodeKind>>;

/** Lists know nothing of what CAs have revoked. */
const revokedText = (toRoot: PathAnswer | undefined): string | undefined =>
  toRoot?.result === 'broken' && toRoot.fault === 'revoked' ? toRoot.because : undefined;
