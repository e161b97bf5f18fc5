import type { NodeKind } from '../../product/products.ts';
import { verifiesNodes } from '../../product/release.ts';
import type { NodeDetail } from './relation-facts.ts';
import { atHand, remedies, type AtHand } from './fault-facts.ts';
import {
  absentText,
  reasonText,
  type ChainFacts,
  type ListAnswer,
  type NodeRequirement,
  type PathAnswer,
  type PathFault,
} from './facts.ts';

/** What is wrong; `missing`: the list has no CA of its name, `usage`: it or a CA above it is not for TLS servers. */
export type NodeFault = AtHand & {
  readonly because: string;
  readonly fault: PathFault | 'missing' | 'usage';
};

/** A list of Expressway-Cs that does not verify a certificate they meet. */
export interface NodeRefusal {
  readonly list: ListAnswer;
  readonly requirement: NodeRequirement;
  readonly isMissing: boolean;
  readonly isTwin: boolean;
  /** By the release of the Expressway-C, or by its TLS verify mode. */
  readonly isVerified: boolean;
  readonly detail: NodeFault;
}

/** What keeps Expressway-Cs from trusting a certificate of another product. */
export function nodeRefusals({ of, release, otherLists, toRoot }: ChainFacts): NodeRefusal[] {
  if (of.kind !== 'node' || of.requirement === undefined || release === undefined) return [];
  const { requirement, isTwin = false } = of;
  return otherLists.flatMap((list) => {
    const refused = refusedBy(list.answer, toRoot);
    if (refused === undefined) return [];
    const isMissing = list.answer.result === 'issuer missing';
    const { reader } = list;
    const own = reader.kind === 'expressway' ? reader : undefined;
    const isVerified = verifiesNodes(own?.release ?? release, own?.tlsVerify?.[productOf[requirement]]);
    return [
      {
        list,
        requirement,
        isMissing,
        isTwin,
        isVerified,
        detail: { ...refused, ...atHand(list, { toRoot }) },
      },
    ];
  });
}

const productOf = {
  'trusts-unified-cm': 'unifiedCm',
  'trusts-imp': 'imp',
  'trusts-unity': 'unityConnection',
} as const satisfies Readonly<Record<NodeRequirement, NodeKind>>;

function refusedBy(
  answer: PathAnswer,
  toRoot: PathAnswer | undefined,
): Omit<NodeFault, 'absent'> | undefined {
  const because = reasonText(answer);
  if (because !== undefined) {
    const fault =
      answer.result === 'broken' ? answer.fault : answer.result === 'trusted' ? 'usage' : 'missing';
    return { because, fault };
  }
  // Lists know nothing of what CAs have revoked.
  const isRevoked = toRoot?.result === 'broken' && toRoot.fault === 'revoked';
  return isRevoked ? { because: toRoot.because, fault: 'revoked' } : undefined;
}

/** undefined: CAs in the list mend it, and which those are nobody here knows. */
export function nodeRemedy({ fault, absent }: NodeDetail & NodeFault): readonly string[] | undefined {
  if (fault === 'usage')
    return [
      'Have the certificate of the node issued again for TLS servers (extended key usage serverAuth), by a CA that may issue such.',
    ];
  if (!mendedInList.includes(fault)) return remedies()[fault as PathFault];
  if (absent.length === 0) return undefined;
  return [
    `Upload ${absentText(absent)} to the trusted CA list of every Expressway-C peer: lists are not replicated.`,
  ];
}

const mendedInList: readonly NodeFault['fault'][] = ['missing', 'expired', 'other-key', 'not-a-ca', 'other'];
