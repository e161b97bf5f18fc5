import type { Deployment, Position } from '../deployment/model.ts';
import { isNodeKind, type NodeKind } from '../product/products.ts';

/** Whose trusted-CA list a file is. */
export interface TrustListRole {
  /** Path as given to check(), or its end. */
  readonly file: string;
  /**
   * Key of a cluster of the deployment, or another reader: `C` or `E` for any Expressway, `unifiedCm`, `imp`, `outside`
   * for those who meet the Expressway-E. Absent: the only cluster of the deployment; where it has several, nobody's, and
   * the list is help and no evidence.
   */
  readonly of?: string;
  /** How its reader searches it; default: expressway, for `unifiedCm` and `imp` unified-cm. */
  readonly store?: 'expressway' | 'unified-cm';
}

/** Lists that the deployment file names. */
export const declaredLists = (deployment: Deployment): TrustListRole[] =>
  deployment.clusters.flatMap(({ id, trustList }) =>
    trustList === undefined ? [] : [{ file: trustList, of: id }],
  );

/** The roles of a file by what one source says: several readers may have one list. Where a reader is known, those without one say nothing. */
export function rolesOfFile(path: string, roles: readonly TrustListRole[]): readonly TrustListRole[] {
  const own = new Map<string | undefined, TrustListRole>();
  for (const role of roles) if (isPath(path, role.file) && !own.has(role.of)) own.set(role.of, role);
  const named = [...own.values()].filter(({ of }) => of !== undefined);
  return named.length > 0 ? named : [...own.values()];
}

/** A list without a reader is that of the only cluster; with several it may be anybody's. */
export function withReaders(
  roles: readonly TrustListRole[],
  deployment: Deployment | undefined,
): readonly TrustListRole[] {
  if (!deployment) return roles;
  const [only, ...others] = deployment.clusters;
  return roles.flatMap((role) => {
    if (role.of !== undefined) return [role];
    return only && others.length === 0 ? [{ ...role, of: only.id }] : [];
  });
}

/** The clusters whose list a file is by the deployment file. */
export const declaredReaders = (path: string, deployment: Deployment): string[] =>
  rolesOfFile(path, declaredLists(deployment)).flatMap(({ of }) => of ?? []);

/** A path is the file itself, or ends in it: what was given is often the folder above. */
function isPath(path: string, file: string): boolean {
  const [given, wanted] = [path, file].map(withoutStart);
  return given === wanted || given!.replace('!/', '/').endsWith(`/${wanted}`);
}

/** Files with the certificates of another product, as `talksTo` of a cluster names them. */
export interface DeclaredNodes {
  readonly kind: NodeKind;
  /** `*` stands for anything within a folder. */
  readonly pattern: string;
  readonly position?: Position;
}

/** What the deployment file names; other links of `talksTo` are words and name no file. */
export const declaredNodes = (deployment: Deployment): DeclaredNodes[] =>
  deployment.clusters.flatMap(({ talksTo, talksToPositions = {} }) =>
    Object.entries(talksTo).flatMap(([kind, patterns]) => {
      const position = talksToPositions[kind];
      return isNodeKind(kind)
        ? patterns.map((pattern) => ({ kind, pattern, ...(position && { position }) }))
        : [];
    }),
  );

/** Which product a file's certificates belong to, by the patterns of `talksTo`. */
export const nodeKindOf = (path: string, deployment: Deployment): NodeKind | undefined =>
  declaredNodes(deployment).find(({ pattern }) => fitsPattern(path, pattern))?.kind;

/** The folder that a pattern begins in is not known here: the end of the path decides. */
export function fitsPattern(path: string, pattern: string): boolean {
  const text = withoutStart(pattern)
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]*');
  return new RegExp(`(^|/)${text}$`).test(path.replaceAll('\\', '/').replace('!/', '/'));
}

/** Where `../inventory/` and `../` lead depends on the folder of the deployment file. */
const withoutStart = (path: string): string => path.replaceAll('\\', '/').replace(/^(\.{1,2}\/)+/, '');

/** A file that nobody named, whose name says that it is a list. */
export const isNamedLikeList = (path: string): boolean =>
  /trust/i.test(path.slice(path.lastIndexOf('/') + 1));
