import type { Effect } from '../../findings/requirements.ts';
import type { Occurrence, RuleBearing } from '../../findings/rule.ts';
import {
  about,
  listDetail,
  type ChainFacts,
  type ListAnswer,
  type ListDetail,
  type ListReader,
} from './facts.ts';

type Extra = Readonly<
  Record<string, string | readonly string[] | readonly Readonly<Record<string, string>>[]>
>;

const readBy =
  (kind: ListReader['kind']) =>
  (_: ChainFacts, { reader }: ListDetail): boolean =>
    reader === kind;

/** On which trust in an Expressway's certificate a finding about somebody's list bears, by who reads the list. */
export const trustInPeer = [
  { requirement: 'trusted-by-other-expressway', effect: 'fails', when: readBy('expressway') },
  { requirement: 'trusts-other-expressway', effect: 'fails', when: readBy('expressway') },
  { requirement: 'trusted-by-unified-cm', effect: 'fails', when: readBy('unifiedCm') },
  { requirement: 'trusted-by-imp', effect: 'fails', when: readBy('imp') },
  { requirement: 'trusted-from-outside', effect: 'fails', when: readBy('outside') },
] as const satisfies readonly RuleBearing<ChainFacts, ListDetail>[];

/** The same fact in the row of the one who is trusted, and in those of the peers that read the list. */
export function aboutList<D extends Extra>(
  facts: ChainFacts,
  answer: ListAnswer,
  detail: D,
): Occurrence<ListDetail & D> {
  const { reader } = answer;
  const occurrence = about(facts, { ...listDetail(answer), ...detail });
  if (reader.kind !== 'expressway') return occurrence;
  return { ...occurrence, rowsOf: { 'trusts-other-expressway': { peers: reader.peers } } };
}

/** Which trust in a certificate of another product it is. */
export type NodeDetail = ListDetail & { readonly requirement: string };

const asksFor =
  (requirement: string) =>
  (_: ChainFacts, detail: NodeDetail): boolean =>
    detail.requirement === requirement;

export const trustInNode = (effect: Effect) =>
  [
    { requirement: 'trusts-unified-cm', effect, when: asksFor('trusts-unified-cm') },
    { requirement: 'trusts-imp', effect, when: asksFor('trusts-imp') },
    { requirement: 'trusts-unity', effect, when: asksFor('trusts-unity') },
  ] as const satisfies readonly RuleBearing<ChainFacts, NodeDetail>[];

/** In the rows of the peers that read the list. */
export function aboutNode<D extends Extra>(
  facts: ChainFacts,
  answer: ListAnswer,
  requirement: string,
  detail: D,
): Occurrence<NodeDetail & D> {
  const { of } = facts;
  const { reader } = answer;
  const services = of.kind === 'node' ? of.services : undefined;
  return {
    ...about(facts, { ...listDetail(answer), requirement, ...detail }),
    rows: {
      ...(reader.kind === 'expressway' && { peers: reader.peers }),
      ...(services && { services }),
    },
  };
}
