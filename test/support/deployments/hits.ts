import type { CertificateStoreName, Effect, Requirement } from '../../../src/lib/findings/requirements.ts';
import type { PeerPlan } from '../../../src/lib/plan/plan.ts';
import { isBefore } from '../../../src/lib/product/release.ts';
import type { VerdictService } from '../../../src/lib/verdict/services.ts';
import { clientOf, hasClientStore, type Drawn } from './build.ts';

/** What a defect does to one requirement of these peers, as far as their services ask for it. */
export interface Hit {
  readonly requirement: Requirement;
  readonly effect: Exclude<Effect, 'remark'>;
  readonly peers: readonly string[];
  /** Absent: all. */
  readonly services?: readonly VerdictService[];
  /** Absent: whichever is asked about. */
  readonly store?: CertificateStoreName;
}

type HitEffect = Hit['effect'];

export const hit = (
  requirement: Requirement,
  effect: HitEffect,
  peers: readonly string[],
  rest: Pick<Hit, 'services' | 'store'> = {},
): Hit => ({ requirement, effect, peers, ...rest });

/** A certificate that an Expressway presents; `name` is that of its recipe. */
export interface Presented {
  readonly plan: PeerPlan;
  readonly store: CertificateStoreName;
  readonly name: string;
}

export const presented = ({ plan, shape }: Drawn): Presented[] =>
  plan.peers.flatMap((each): Presented[] => [
    { plan: each, store: 'server', name: each.peer },
    ...(hasClientStore(shape) ? [{ plan: each, store: 'client', name: clientOf(each.peer) } as const] : []),
  ]);

/** Is it the one that others see when its Expressway opens a connection? */
const isOpeners = ({ store }: Presented, { shape }: Drawn): boolean =>
  store === (hasClientStore(shape) ? 'client' : 'server');

/** The Expressway-C opens the connections between the two. */
const isShownToOtherRole = (each: Presented, drawn: Drawn): boolean =>
  each.plan.role === 'C' ? isOpeners(each, drawn) : each.store === 'server';

const peersOf = ({ plan }: Drawn, isMeant: (peer: PeerPlan) => boolean): string[] =>
  plan.peers.filter(isMeant).map(({ peer }) => peer);

const fqdns = (those: readonly Presented[]): string[] => those.map(({ plan }) => plan.peer);

/** The own list of its Expressway does something else with the certificate. */
export const inOwnList = (those: readonly Presented[], effect: HitEffect): Hit[] =>
  those.map(({ plan, store }) => hit('own-list-verifies', effect, [plan.peer], { store }));

/** The Expressways of the other role, or one cluster of them, do something else with these certificates. */
export function betweenRoles(
  drawn: Drawn,
  those: readonly Presented[],
  effect: HitEffect,
  cluster?: string,
): Hit[] {
  const shown = those.filter((each) => isShownToOtherRole(each, drawn));
  return (['C', 'E'] as const).flatMap((role) => {
    const ofRole = shown.filter(({ plan }) => plan.role === role);
    if (ofRole.length === 0) return [];
    const readers = peersOf(drawn, (peer) => peer.role !== role && (!cluster || peer.cluster === cluster));
    if (readers.length === 0) return [];
    return [
      hit('trusted-by-other-expressway', effect, fqdns(ofRole)),
      hit('trusts-other-expressway', effect, readers),
    ];
  });
}

/** Trust lists of Unified CM or IM and Presence do something else with what an Expressway-C presents. */
export const byProduct = (
  drawn: Drawn,
  those: readonly Presented[],
  effect: HitEffect,
  requirement: 'trusted-by-unified-cm' | 'trusted-by-imp',
): Hit[] =>
  those
    .filter((each) => each.plan.role === 'C' && isOpeners(each, drawn))
    .map(({ plan }) => hit(requirement, effect, [plan.peer]));

/** The lists of Expressway-Cs do something else with what other products present. */
export function ofNodes(drawn: Drawn, isMeant: (path: string) => boolean, effect: HitEffect): Hit[] {
  const cores = peersOf(drawn, ({ role }) => role === 'C');
  const isSure = effect === 'fails' && !isBefore(drawn.shape.release, 'X14.2');
  return drawn.nodes
    .filter(({ path }) => isMeant(path))
    .flatMap(({ meetings }) =>
      meetings.map(({ requirement, services, isInDoubt }) =>
        hit(requirement, isSure && !isInDoubt ? 'fails' : 'not known', cores, { services }),
      ),
    );
}

/** Nothing can be said of what rests on a good path. */
export const withoutPath = (those: readonly Presented[]): Hit[] =>
  those.flatMap(({ plan, store }) => [
    hit('server-usage', 'not known', [plan.peer], { store }),
    hit('client-usage', 'not known', [plan.peer], { store }),
  ]);

/** What a fault in the chain of these certificates does wherever they are verified. */
export const everywhere = (drawn: Drawn, those: readonly Presented[], effect: HitEffect): Hit[] => [
  ...those.map(({ plan, store }) => hit('chain-complete', effect, [plan.peer], { store })),
  ...inOwnList(those, effect),
  ...withoutPath(those),
  ...betweenRoles(drawn, those, effect),
  ...byProduct(drawn, those, effect, 'trusted-by-unified-cm'),
  ...byProduct(drawn, those, effect, 'trusted-by-imp'),
];

/** Every requirement about the certificate in one store, where there is none. */
export const ofAbsent = (drawn: Drawn, those: readonly Presented[]): Hit[] => [
  ...those.flatMap(({ plan, store }) =>
    (
      [
        ...(['certificate-known', 'file-accepted', 'key-held', 'names-well-formed', 'upload-usage'] as const),
        ...(['own-list-verifies', 'chain-complete', 'in-date', 'ca-signed', 'key-accepted'] as const),
        ...(['no-wildcard', 'subject-accepted', 'common-name', 'names-present'] as const),
        ...(['server-usage', 'client-usage', 'not-revoked', 'trusted-from-outside'] as const),
      ] as const
    ).map((requirement) => hit(requirement, 'not known', [plan.peer], { store })),
  ),
  ...betweenRoles(drawn, those, 'not known'),
  ...byProduct(drawn, those, 'not known', 'trusted-by-unified-cm'),
  ...byProduct(drawn, those, 'not known', 'trusted-by-imp'),
];
