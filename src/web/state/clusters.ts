import type { DeploymentEdit, Draft } from '../../lib/front.ts';
import { entriesOf } from './name-lists.ts';

/** A cluster under a key that is free, with an example peer to replace whose name is free as well. */
export function newCluster(
  draft: Draft,
  role: 'C' | 'E',
): { readonly id: string; readonly edit: DeploymentEdit } {
  const ids = draft.keysAt(['clusters']);
  const peers = ids
    .flatMap((id) => entriesOf(draft, { path: ['clusters', id, 'peers'] }))
    .map(({ name }) => name.toLowerCase());
  const base = role === 'C' ? 'core' : 'edge';
  const id = firstFree(ids, (n) => (n === 1 ? base : `${base}${n}`));
  const peer = firstFree(peers, (n) => `exp${role.toLowerCase()}${n}.example.com`);
  return { id, edit: { path: ['clusters', id], to: { role, peers: [peer] } } };
}

function firstFree(taken: readonly string[], nth: (n: number) => string): string {
  let n = 1;
  while (taken.includes(nth(n))) n++;
  return nth(n);
}
