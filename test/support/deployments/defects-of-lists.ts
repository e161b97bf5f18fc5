import type { Cluster } from '../../../src/lib/deployment/model.ts';
import { trusted, type Drawn, type Made } from './build.ts';
import type { Defect, Defective } from './defects.ts';
import { betweenRoles, byProduct, inOwnList, ofNodes, presented, type Hit, type Presented } from './hits.ts';

const pem = (made: Made, entries: readonly string[]): string =>
  entries.map((entry) => made[entry]!.pem).join('');

/** Whose way to a root leads over one of these. */
function restsOn(drawn: Drawn, lost: readonly string[]) {
  const { recipes } = drawn;
  return (name: string): boolean => {
    const { issuer } = recipes[name]!;
    if (issuer === undefined) return lost.includes(name);
    return lost.includes(issuer) || restsOn(drawn, lost)(issuer);
  };
}

/** Everything that a cluster verifies with its list, as far as it rests on what is lost. */
function hitsOfList(drawn: Drawn, cluster: Cluster, lost: readonly string[], effect: Hit['effect']): Hit[] {
  const isLost = restsOn(drawn, lost);
  const those = presented(drawn).filter(({ name }) => isLost(name));
  const own = (each: Presented): boolean => each.plan.cluster === cluster.id;
  const others = those.filter(({ plan }) => plan.role !== cluster.role);
  return [
    ...inOwnList(those.filter(own), effect),
    ...betweenRoles(drawn, others, effect, cluster.id),
    ...(cluster.role === 'C' ? ofNodes(drawn, isLost, effect) : []),
  ];
}

/** Without its own list there is nothing to compare: the counterparts are open whoever signed them. */
function hitsWithoutList(drawn: Drawn, cluster: Cluster): Hit[] {
  const all = ['root', 'publicRoot', ...drawn.nodes.map(({ path }) => path)];
  return hitsOfList(drawn, cluster, all, 'not known');
}

/** The list of the cluster of the peer is otherwise. */
const list = (
  name: string,
  apply: (drawn: Drawn, cluster: Cluster) => Omit<Defective, 'carriers'>,
): Defect => ({
  name,
  apply: (drawn, peer) => {
    const cluster = drawn.deployment.clusters.find(({ id }) => id === peer.cluster)!;
    return { ...apply(drawn, cluster), carriers: [cluster.trustList!] };
  },
});

const withoutCa = (ca: 'root' | 'issuing'): Defect =>
  list(`a trusted-CA list lacks the ${ca} CA`, (drawn, cluster) => ({
    folder: (made) => ({
      [cluster.trustList!]: pem(
        made,
        trusted(drawn).filter((entry) => entry !== ca),
      ),
    }),
    hits: hitsOfList(drawn, cluster, [ca], 'fails'),
  }));

/** One of the trust lists of another product is otherwise. */
const ofProduct = (
  name: string,
  of: 'unifiedCm' | 'imp',
  content: (made: Made) => string | undefined,
  effect: Hit['effect'],
): Defect => ({
  name,
  apply: (drawn) => {
    const files = drawn.trustLists.filter((each) => each.of === of).map(({ file }) => file);
    if (files.length === 0) return undefined;
    // Without a list nobody knows; of those that are given, one is enough.
    const changed = effect === 'fails' ? files.slice(0, 1) : files;
    const requirement = of === 'imp' ? 'trusted-by-imp' : 'trusted-by-unified-cm';
    return {
      folder: (made) => Object.fromEntries(changed.map((file) => [file, content(made)])),
      hits: byProduct(drawn, presented(drawn), effect, requirement),
      carriers: effect === 'fails' ? changed : [],
    };
  },
});

export const defectsOfLists: readonly Defect[] = [
  withoutCa('root'),
  withoutCa('issuing'),
  list('a trusted-CA list is not there', (drawn, cluster) => ({
    folder: () => ({ [cluster.trustList!]: undefined }),
    hits: hitsWithoutList(drawn, cluster),
  })),
  list('a trusted-CA list holds the CA of somebody else before the one of that name', (drawn, cluster) => ({
    odd: { otherRoot: { ...drawn.recipes['otherRoot']!, subject: drawn.recipes['issuing']!.subject! } },
    folder: (made) => ({ [cluster.trustList!]: pem(made, ['otherRoot', ...trusted(drawn)]) }),
    hits: hitsOfList(drawn, cluster, ['issuing'], 'not known'),
  })),
  ofProduct(
    'a trust list of Unified CM lacks the CA',
    'unifiedCm',
    (made) => pem(made, ['otherRoot']),
    'fails',
  ),
  ofProduct('no trust list of Unified CM is there', 'unifiedCm', () => undefined, 'not known'),
  ofProduct(
    'the trust list of IM and Presence lacks the CA',
    'imp',
    (made) => pem(made, ['otherRoot']),
    'fails',
  ),
  ofProduct('no trust list of IM and Presence is there', 'imp', () => undefined, 'not known'),
];
