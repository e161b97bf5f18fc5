import type { Draft, DraftPath } from '../../lib/front.ts';
import { nameLists } from './name-lists.ts';

/** Keys that the form has a field for, or that are no setting. */
const inForm = {
  file: [
    ...['$schema', 'version', 'name', 'release', 'services', 'custody', 'ca', 'request', 'clusters'],
    ...nameLists.map(({ path }) => String(path[0])),
  ],
  request: ['key', 'hash', 'subject'],
  cluster: ['role', 'name', 'peers', 'additionalNames', 'client'],
  client: ['copyOfServer', 'ca'],
  peer: ['name'],
} as const;

/** Keys of the file that the form has no field for, each once: edits keep them as they are. */
export function carriedKeys(draft: Draft): string[] {
  const besides = (path: DraftPath, known: readonly string[], as = path.join('.')): string[] =>
    draft
      .keysAt(path)
      .filter((key) => !known.includes(key))
      .map((key) => (as === '' ? key : `${as}.${key}`));
  const ofCluster = (id: string): string[] => {
    const path = ['clusters', id];
    const peers = Array.from({ length: draft.lengthAt([...path, 'peers']) }, (_, at) =>
      besides([...path, 'peers', at], inForm.peer, `clusters.${id}.peers`),
    );
    return [
      ...besides(path, inForm.cluster),
      ...besides([...path, 'client'], inForm.client),
      ...peers.flat(),
    ];
  };
  return [
    ...new Set([
      ...besides([], inForm.file),
      ...besides(['request'], inForm.request),
      ...draft.keysAt(['clusters']).flatMap(ofCluster),
    ]),
  ];
}
