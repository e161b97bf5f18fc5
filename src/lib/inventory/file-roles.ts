import type { Deployment } from '../deployment/model.ts';

/** Whose trusted-CA list a file is. */
export interface TrustListRole {
  /** Path as given to check(), or its end. */
  readonly file: string;
  /** Key of a cluster of the deployment, or another reader: `unifiedCm`, `imp`; absent: not known. */
  readonly of?: string;
  /** How its reader searches it; default: expressway, for `unifiedCm` and `imp` unified-cm. */
  readonly store?: 'expressway' | 'unified-cm';
}

/** Products beside the Expressways, as `talksTo` of the deployment file calls them. */
export const nodeKinds = ['unifiedCm', 'imp', 'unityConnection'] as const;
export type NodeKind = (typeof nodeKinds)[number];

export const isNodeKind = (text: string): text is NodeKind => (nodeKinds as readonly string[]).includes(text);

/** Lists that the deployment file names. */
export const declaredLists = (deployment: Deployment): TrustListRole[] =>
  deployment.clusters.flatMap(({ id, trustList }) =>
    trustList === undefined ? [] : [{ file: trustList, of: id }],
  );

/** The role of a file; the first that names it counts. */
export const roleOfFile = (path: string, roles: readonly TrustListRole[]): TrustListRole | undefined =>
  roles.find(({ file }) => isPath(path, file));

/** A path is the file itself, or ends in it: what was given is often the folder above. */
function isPath(path: string, file: string): boolean {
  const [given, wanted] = [path, file].map((text) => text.replaceAll('\\', '/').replace(/^\.\//, ''));
  return given === wanted || given!.replace('!/', '/').endsWith(`/${wanted}`);
}

/** Which product a file's certificates belong to, by the patterns of `talksTo`. */
export function nodeKindOf(path: string, deployment: Deployment): NodeKind | undefined {
  for (const { talksTo } of deployment.clusters) {
    for (const [kind, pattern] of Object.entries(talksTo)) {
      if (isNodeKind(kind) && matches(path, pattern)) return kind;
    }
  }
  return undefined;
}

/** `*` stands for anything within a folder. */
function matches(path: string, pattern: string): boolean {
  const text = pattern
    .replace(/^\.\//, '')
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]*');
  return new RegExp(`(^|/)${text}$`).test(path.replaceAll('\\', '/').replace('!/', '/'));
}

/** A file that nobody named, whose name says that it is a list. */
export const isNamedLikeList = (path: string): boolean =>
  /trust/i.test(path.slice(path.lastIndexOf('/') + 1));
