import { productNames } from '../../lib/front.ts';
import type { Deployment } from '../../lib/index.ts';
import { text } from '../texts/text.ts';

const { unifiedCm, imp, unityConnection } = productNames;
/** Products whose certificates an Expressway meets; they are called so in every language. */
const products: Readonly<Record<string, string>> = { unifiedCm, imp, unityConnection };

/** Who may read a trusted-CA list: the clusters and each of several peers, or without a deployment file the two sides, and those beside them. */
export const readers = (deployment: Deployment | undefined): (readonly [id: string, label: string])[] => [
  ...(deployment
    ? deployment.clusters.flatMap(({ id, role, peers }) => [
        [id, `${id} (Expressway-${role})`] as const,
        ...(peers.length > 1 ? peers.map(({ name }) => [name.name, name.name] as const) : []),
      ])
    : (['C', 'E'] as const).map((side) => [side, `Expressway-${side}`] as const)),
  ...['unifiedCm', 'imp', 'outside'].map((id) => [id, readerName(id)] as const),
];

/** The key of a cluster is its name. */
export const readerName = (id: string): string =>
  id === 'outside' ? text('trust.outside') : (products[id] ?? id);
