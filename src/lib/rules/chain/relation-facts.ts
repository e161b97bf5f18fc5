import { holdsFor, releaseFacts } from '../../product/release.ts';
import type { Effect } from '../../findings/requirements.ts';
import type { Detail } from '../../findings/finding.ts';
import type { Occurrence, RuleBearing } from '../../findings/rule.ts';
import {
  about,
  listDetail,
  type ChainFacts,
  type ListAnswer,
  type ListDetail,
  type ListReader,
} from './facts.ts';

type When<D extends Detail> = (facts: ChainFacts, detail: D) => boolean;
type AtLeastOne<Item> = readonly [Item, ...Item[]];

/** On which trust in an Expressway's certificate a finding bears, by who reads the list that it is about. */
export const trustInPeerBy = <D extends Detail>(
  isReadBy: (kind: ListReader['kind']) => When<D>,
): AtLeastOne<RuleBearing<ChainFacts, D>> => [
  { requirement: 'trusted-by-other-expressway', effect: 'fails', when: isReadBy('expressway') },
  { requirement: 'trusts-other-expressway', effect: 'fails', when: isReadBy('expressway') },
  { requirement: 'trusted-by-unified-cm', effect: 'fails', when: isReadBy('unifiedCm') },
  { requirement: 'trusted-by-imp', effect: 'fails', when: isReadBy('imp') },
  { requirement: 'trusted-from-outside', effect: 'fails', when: isReadBy('outside') },
];

/** For findings about one list. */
export const trustInPeer = trustInPeerBy<ListDetail>(
  (kind) =>
    (_, { reader }) =>
      reader === kind,
);

/** Where the CAs of an Expressway's certificate go for whoever reads the list; undefined: as the rule says. */
export const whereToPutCas = ({ reader }: ListDetail): readonly string[] | undefined => placesOfCas[reader];

const placesOfCas: { readonly [Kind in ListReader['kind']]?: readonly string[] } = {
  unifiedCm: [
    'On Unified CM put root and intermediates of the certificate into tomcat-trust and CallManager-trust, and restart the services.',
  ],
  imp: [
    'On the IM and Presence Service put root and intermediates of the certificate into cup-xmpp-trust and tomcat-trust, and restart the services.',
  ],
  outside: [
    'Have the certificate signed by a CA that those outside trust, or have its root put into their stores, as the management of their devices can.',
  ],
};

/** A list that does not trust a certificate decides in the rows of those who read it and see it, too. */
export function readerRows(
  facts: ChainFacts,
  lists: readonly ListAnswer[],
): NonNullable<Occurrence<Detail>['rowsOf']> {
  const peers = lists.flatMap(({ reader }) => (reader.kind === 'expressway' ? reader.peers : []));
  if (peers.length === 0) return {};
  return { 'trusts-other-expressway': { peers: isShownToOtherRole(facts) ? [...new Set(peers)] : [] } };
}

/** From X15.5 on an Expressway-C, which opens the connections between the two, shows what is in its client store. */
function isShownToOtherRole({ of, store, release }: ChainFacts): boolean {
  if (release === undefined || !holdsFor(releaseFacts.separateClientStore, release)) return true;
  return of.kind === 'peer' && store === (of.role === 'C' ? 'client' : 'server');
}

/** The same fact in the row of the one who is trusted, and in those of the peers that read the list. */
export function aboutList<D extends Detail>(
  facts: ChainFacts,
  answer: ListAnswer,
  detail: D,
): Occurrence<ListDetail & D> {
  return { ...about(facts, { ...listDetail(answer), ...detail }), rowsOf: readerRows(facts, [answer]) };
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
export function aboutNode<D extends Detail>(
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
