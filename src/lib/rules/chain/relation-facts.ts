import { storeShownToOtherRole } from '../../product/release.ts';
import { servicesMeeting } from '../../product/trust-stores.ts';
import type { Effect, Rows } from '../../findings/requirements.ts';
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

type AtLeastOne<Item> = readonly [Item, ...Item[]];

/** On which trust in an Expressway's certificate a finding bears, by who reads the lists that it is about. */
export function trustInPeerBy<D extends Detail>(
  listsOf: (detail: D) => readonly ListDetail[],
): AtLeastOne<RuleBearing<ChainFacts, D>> {
  const readBy = (kind: ListReader['kind']) => ({
    effect: 'fails' as const,
    when: (_: ChainFacts, detail: D): boolean => listsOf(detail).some(({ reader }) => reader === kind),
  });
  return [
    { requirement: 'trusted-by-other-expressway', ...readBy('expressway') },
    { requirement: 'trusts-other-expressway', ...readBy('expressway') },
    { requirement: 'trusted-by-unified-cm', ...readBy('unifiedCm') },
    {
      requirement: 'trusted-by-imp',
      ...readBy('imp'),
      rows: (_, detail) => servicesOfStores(listsOf(detail).filter(({ reader }) => reader === 'imp')),
    },
    { requirement: 'trusted-from-outside', ...readBy('outside') },
  ];
}

/** Those that meet one of these stores; a list of which nobody said which it is stands for all. */
function servicesOfStores(lists: readonly ListDetail[]): Rows {
  const met = lists.map(({ reader, trustStore }) => trustStore && servicesMeeting(reader, trustStore));
  return met.includes(undefined) ? {} : { services: [...new Set(met.flatMap((each) => each ?? []))] };
}

/** For findings about one list. */
export const trustInPeer = trustInPeerBy<ListDetail>((detail) => [detail]);

/** Where the CAs of an Expressway's certificate go for whoever reads the list; undefined: as the rule says. */
export const whereToPutCas = ({ reader, whose, trustStore }: ListDetail): readonly string[] | undefined =>
  trustStore === undefined
    ? placesOfCas[reader]
    : [
        `On ${whose} put root and intermediates of the certificate into ${trustStore}-trust, and restart the services.`,
      ];

const placesOfCas: { readonly [Kind in ListReader['kind']]?: readonly string[] } = {
  unifiedCm: [
    'On Unified CM put root and intermediates of the certificate into tomcat-trust and CallManager-trust, and restart the services.',
  ],
  imp: [
    'On the IM and Presence Service put root and intermediates of the certificate into cup-xmpp-trust and tomcat-trust, and restart the services.',
  ],
  outside: [
    'Have the certificate signed by a CA that those outside trust, or have its root put into their stores: on devices by those who manage them; for a client certificate by the partners to whom it is shown.',
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

const isShownToOtherRole = ({ of, store, release }: ChainFacts): boolean =>
  release === undefined ||
  (of.kind === 'peer' && (store ?? 'server') === storeShownToOtherRole(of.role, release));

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
