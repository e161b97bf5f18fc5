import type { Deployment, Position } from '../deployment/model.ts';
import { isNodeKind, otherSideOf, type NodeKind, type OtherProduct } from '../product/products.ts';
import { productTrustStores, type ProductTrustStore } from '../product/trust-stores.ts';

/** Whose trusted-CA list a file is. */
export interface TrustListRole {
  /** Path as given to check(), or its end. */
  readonly file: string;
  /**
   * Key of a cluster of the deployment, FQDN of a peer for the list of that peer alone, or another reader: `C` or `E` for
   * any Expressway, `unifiedCm`, `imp`, `outside` for those who meet the Expressway-E. Absent: the only cluster of the deployment; where it has several, nobody's, and
   * the list is help and no evidence.
   */
  readonly of?: string;
  /** How its reader searches it; default: expressway, for `unifiedCm` and `imp` unified-cm. */
  readonly store?: 'expressway' | 'unified-cm';
  /** Which store of the product; absent: all that count. */
  readonly trustStore?: ProductTrustStore;
}

/** A list that the deployment file names. */
export interface DeclaredList extends TrustListRole {
  readonly of: string;
  /** The key that names it. */
  readonly key: string;
  readonly position?: Position;
}

export const declaredLists = ({ clusters, trustStores }: Deployment): DeclaredList[] => [
  ...clusters.flatMap(({ id, trustList, trustListPosition, peers }) => [
    ...declaredList(trustList, { of: id, key: 'trustList' }, trustListPosition),
    ...peers.flatMap((peer) =>
      declaredList(peer.trustList, { of: peer.name.name, key: 'trustList' }, peer.trustListPosition),
    ),
  ]),
  ...productTrustStores.flatMap(({ product, trustStore }) => {
    const stores: Readonly<Partial<Record<ProductTrustStore, string | undefined>>> =
      trustStores[product] ?? {};
    const key = `trustStores: ${product}: ${trustStore}`;
    return declaredList(stores[trustStore], { of: product, trustStore, key });
  }),
  ...declaredList(trustStores.outside, { of: 'outside', key: 'trustStores: outside' }),
];

const declaredList = (
  file: string | undefined,
  role: Omit<DeclaredList, 'file'>,
  position?: Position,
): DeclaredList[] => (file === undefined ? [] : [{ file, ...role, ...(position && { position }) }]);

/** The roles of a file by what one source says: several readers may have one list. Where a reader is known, those without one say nothing. */
export function rolesOfFile(path: string, roles: readonly TrustListRole[]): readonly TrustListRole[] {
  const own = new Map<string, TrustListRole>();
  for (const role of roles) {
    const reader = `${role.of ?? ''} ${role.trustStore ?? ''}`;
    if (isPath(path, role.file) && !own.has(reader)) own.set(reader, role);
  }
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

/**
 * Of a list of which nobody says who reads it: the one peer or cluster that it is called after, where nobody has said which
 * list that one has.
 */
export function rolesByName(
  path: string,
  { clusters }: Deployment,
  roles: readonly TrustListRole[],
): readonly TrustListRole[] {
  if (!isNamedLikeList(path)) return [];
  const said = new Set(roles.map(({ of }) => of));
  const readers = clusters.flatMap(({ id, role, name, peers }) => {
    const isSaid = (...of: readonly string[]): boolean => of.some((each) => said.has(each));
    return [
      ...[id, ...(name ? [name.name] : [])].map((each) => ({ of: id, name: each, isSaid: isSaid(id, role) })),
      ...peers.map(({ name: { name: own } }) => ({ of: own, name: own, isSaid: isSaid(id, role, own) })),
    ];
  });
  const byFqdn = readers.filter(({ name }) => isInName(path, name));
  const byHost = readers.filter(({ name }) => isInName(path, name.split('.')[0]!));
  const called = byFqdn.length > 0 ? byFqdn : byHost;
  const [only, ...others] = called.filter(({ of }, at) => at === called.findIndex((each) => each.of === of));
  return only && others.length === 0 && !only.isSaid ? [{ file: path, of: only.of }] : [];
}

/** As a word: `trust-expe2.pem` has expe2, and no expe. */
export function isInName(path: string, word: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const text = word.toLowerCase().replaceAll('.', '\\.');
  return new RegExp(`(^|[^a-z0-9])${text}($|[^a-z0-9])`).test(name);
}

/** Who reads a list by the deployment file: keys of clusters, peers, other products. */
export const declaredReaders = (path: string, deployment: Deployment): string[] => [
  ...new Set(rolesOfFile(path, declaredLists(deployment)).flatMap(({ of }) => of ?? [])),
];

/** Files with the CAs of partners in federation. */
export const partnerFiles = ({ federation }: Deployment): string[] => [
  ...new Set((federation?.partners ?? []).flatMap(({ policy: { anchors } }) => anchors ?? [])),
];

export const isPartnerFile = (path: string, deployment: Deployment): boolean =>
  partnerFiles(deployment).some((file) => isPath(path, file));

/** A path is the file itself, or ends in it: what was given is often the folder above. */
export function isPath(path: string, file: string): boolean {
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

/** Files of a side of which nothing is judged but the trust in it. */
export interface DeclaredOtherSide {
  readonly product: OtherProduct;
  readonly link: string;
  readonly pattern: string;
  readonly position?: Position;
}

/**
 * Files of sides of which no certificate is judged, as `talksTo` of a cluster names them, whatever the link is called. A
 * word that is no file, such as `traversal`, names none.
 */
export const declaredOtherSides = (deployment: Deployment): DeclaredOtherSide[] =>
  deployment.clusters.flatMap(({ talksTo, talksToPositions = {} }) =>
    Object.entries(talksTo).flatMap(([link, patterns]) => {
      if (isNodeKind(link)) return [];
      const product = otherSideOf(link);
      const position = talksToPositions[link];
      return patterns
        .filter((pattern) => product !== undefined || isFilePattern(pattern))
        .map((pattern) => ({ product: product ?? 'other', link, pattern, ...(position && { position }) }));
    }),
  );

/** `hybrid/*`, `a.pem`; no word, and no name of a host. */
export const isFilePattern = (text: string): boolean =>
  /[/\\*]|\.(?:pem|crt|cer|cert|der|p7b|p7c|p12|pfx|zip)$/i.test(text);

export const otherSideIn = (path: string, deployment: Deployment): OtherProduct | undefined =>
  declaredFor(path, declaredOtherSides(deployment))?.product;

/** The deployment file says that the file is not looked at. */
export const isIgnored = (path: string, { ignore }: Pick<Deployment, 'ignore'>): boolean =>
  ignore.some((pattern) => fitsPattern(path, pattern));

/** Which product a file's certificates belong to, by the patterns of `talksTo`. */
export const nodeKindOf = (path: string, deployment: Deployment): NodeKind | undefined =>
  declaredFor(path, declaredNodes(deployment))?.kind;

/** The first whose pattern the path fits. */
export const declaredFor = <Declared extends { readonly pattern: string }>(
  path: string,
  declared: readonly Declared[],
): Declared | undefined => declared.find(({ pattern }) => fitsPattern(path, pattern));

/** The folder that a pattern begins in is not known here: the end of the path decides. `**` leads through folders. */
export function fitsPattern(path: string, pattern: string): boolean {
  const text = withoutStart(pattern)
    .split(/(\*+)/)
    .map((part) => {
      if (part.startsWith('*')) return part === '*' ? '[^/]*' : '.*';
      return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`(^|/)${text}$`).test(path.replaceAll('\\', '/').replace('!/', '/'));
}

/** Where `../inventory/` and `../` lead depends on the folder of the deployment file. */
const withoutStart = (path: string): string => path.replaceAll('\\', '/').replace(/^(\.{1,2}\/)+/, '');

/** A file that nobody named, whose name says that it is a list. */
export const isNamedLikeList = (path: string): boolean =>
  /trust/i.test(path.slice(path.lastIndexOf('/') + 1));
