import { nodeKindOf } from '../check/file-roles.ts';
import { nodeKinds, type NodeKind } from '../product/products.ts';
import type { Requirement } from '../findings/requirements.ts';
import type { RequirementState } from '../verdict/verdict.ts';
import type { Plan } from '../plan/plan.ts';
import type { CheckedItem, CheckReport } from '../check/report.ts';
import { readersOf } from './list-readers.ts';

/** Who presents certificates, or reads a list: a cluster of the deployment, or a product beside the Expressways. */
export type TrustParty = { readonly id: string; readonly role: 'C' | 'E' | 'product' };

export type TrustArrow = {
  /** Whose certificates. */
  readonly from: string;
  /** Whose list. */
  readonly to: string;
  readonly trusts: 'yes' | 'no' | 'not checked';
  /** What would have to be given for it to be checked. */
  readonly lacks?: 'list' | 'certificate';
};

/** Which side must trust which CA, and whether it does. */
export type TrustMap = { readonly parties: readonly TrustParty[]; readonly arrows: readonly TrustArrow[] };

/** The party of certificates of which nobody said whether they are of Unified CM or of its kind. */
export const unknownProduct = 'node';

/** What the verdicts ask about products beside the Expressways. */
const asksOf: Readonly<Record<string, { readonly trustedBy?: Requirement; readonly trusts: Requirement }>> = {
  unifiedCm: { trustedBy: 'trusted-by-unified-cm', trusts: 'trusts-unified-cm' },
  imp: { trustedBy: 'trusted-by-imp', trusts: 'trusts-imp' },
  unityConnection: { trusts: 'trusts-unity' },
};

/**
 * C and E trust each other through the traversal zone; Unified CM and its kind meet the C alone. Each product stands for
 * itself: the list of one says nothing about the other.
 */
export function trustMapOf(
  { deployment }: Plan,
  { items, services }: Pick<CheckReport, 'items' | 'services'>,
): TrustMap {
  const productOf = ({ file, role }: CheckedItem): string =>
    nodeKindOf(file, deployment) ?? productOfRole(role) ?? unknownProduct;
  const isOf = (item: CheckedItem, party: string): boolean =>
    item.kind === 'node-certificate' ? productOf(item) === party : item.cluster === party;
  const certificates = items.filter(({ kind }) => kind === 'certificate' || kind === 'node-certificate');
  const isThere = (product: string): boolean =>
    certificates.some((item) => isOf(item, product)) ||
    items.some((item) => readersOf(item).includes(product)) ||
    deployment.clusters.some(({ talksTo }) => product in talksTo);
  const peersOf = (cluster: string): string[] =>
    deployment.clusters.flatMap(({ id, peers }) =>
      id === cluster ? peers.map(({ name }) => name.name) : [],
    );
  const isShown = (product: string): boolean =>
    product === 'unifiedCm' || product === 'imp' || isThere(product);
  const parties: TrustParty[] = [
    ...deployment.clusters.map(({ id, role }) => ({ id, role })),
    ...[...nodeKinds, unknownProduct].filter(isShown).map((id) => ({ id, role: 'product' }) as const),
  ];
  /** What the verdicts rest on, where they ask about these two alone. */
  const statesOf = (from: string, to: string): RequirementState['state'][] => {
    const roleOf = (id: string) => parties.find((party) => party.id === id)!.role;
    const isSingle = (id: string) => parties.filter(({ role }) => role === roleOf(id)).length === 1;
    const questions = [
      { cluster: from, asked: asksOf[to]?.trustedBy ?? 'trusted-by-other-expressway', other: to },
      { cluster: to, asked: asksOf[from]?.trusts ?? 'trusts-other-expressway', other: from },
    ].filter(({ cluster, other }) => roleOf(cluster) !== 'product' && (other in asksOf || isSingle(other)));
    return services
      .flatMap(({ cluster, requirements }) => requirements.map((each) => ({ cluster, ...each })))
      .filter((each) =>
        questions.some(({ cluster, asked }) => each.cluster === cluster && each.requirement === asked),
      )
      .map(({ state }) => state);
  };
  const answer = (from: string, to: string): Pick<TrustArrow, 'trusts' | 'lacks'> => {
    const states = statesOf(from, to);
    if (states.includes('fails')) return { trusts: 'no' };
    const names = [to, ...peersOf(to)];
    const isRead = (item: CheckedItem): boolean => readersOf(item).some((reader) => names.includes(reader));
    const lists = new Set(items.filter(isRead).map(({ file }) => file));
    if (lists.size === 0) return { trusts: 'not checked', lacks: 'list' };
    const presented = certificates.filter((item) => isOf(item, from));
    if (presented.length === 0) return { trusts: 'not checked', lacks: 'certificate' };
    if (states.includes('not known')) return { trusts: 'not checked', lacks: 'certificate' };
    if (states.length > 0) return { trusts: 'yes' };
    const answers = presented.flatMap(({ trustedBy = [] }) =>
      trustedBy.filter(({ list }) => lists.has(list)),
    );
    if (answers.some((each) => each.answer === 'no')) return { trusts: 'no' };
    const isSure = answers.length > 0 && answers.every((each) => each.answer === 'yes');
    return { trusts: isSure ? 'yes' : 'not checked' };
  };
  const meets = (a: TrustParty, b: TrustParty): boolean =>
    a.role !== b.role && (a.role === 'C' || b.role === 'C') && b.id !== unknownProduct;
  const arrows = parties.flatMap((from) =>
    parties
      .filter((to) => meets(from, to))
      .map((to): TrustArrow => ({ from: from.id, to: to.id, ...answer(from.id, to.id) })),
  );
  return { parties, arrows };
}

/** Both products have a tomcat; the others are of one of them alone. */
function productOfRole(role = ''): NodeKind | undefined {
  if (/^(CallManager|CAPF|TVS)/.test(role)) return 'unifiedCm';
  return role.startsWith('cup') ? 'imp' : undefined;
}
