import type { DeploymentEdit, Draft } from '../../lib/index.ts';
import { entriesOf, textOf } from './name-lists.ts';

/** A cluster under a key that is free, with an example peer to replace whose name is free as well. */
export function newCluster(
  draft: Draft,
  role: 'C' | 'E',
): { readonly id: string; readonly edit: DeploymentEdit } {
  const ids = draft.keysAt(['clusters']);
  const names = ids.flatMap((id) => [
    textOf(draft.valueAt(['clusters', id, 'name'])),
    ...entriesOf(draft, { path: ['clusters', id, 'peers'] }).map(({ name }) => name),
  ]);
  const base = role === 'C' ? 'core' : 'edge';
  const id = firstFree(ids, (n) => (n === 1 ? base : `${base}${n}`));
  const peer = firstFree(names, (n) => `exp${role.toLowerCase()}${n}.example.com`);
  return { id, edit: { path: ['clusters', id], to: { role, peers: [peer] } } };
}

function firstFree(taken: readonly string[], nth: (n: number) => string): string {
  const known = new Set(taken.map((each) => each.toLowerCase()));
  for (let n = 1; ; n++) if (!known.has(nth(n))) return nth(n);
}
