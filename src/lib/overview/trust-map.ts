import { nodeKinds } from '../inventory/file-roles.ts';
import type { Plan } from '../plan/plan.ts';
import type { CheckReport } from '../tasks/check-report.ts';
import { readersOf } from './list-readers.ts';

/** Who presents certificates, or reads a list: a cluster of the deployment, or Unified CM and its kind together. */
export type TrustParty = { readonly id: string; readonly role: 'C' | 'E' | 'nodes' };

export type TrustArrow = {
  /** Whose certificates. */
  readonly from: string;
  /** Whose list. */
  readonly to: string;
  readonly trusts: 'yes' | 'no' | 'not checked';
};

/** Which side must trust which CA, and whether it does. */
export type TrustMap = { readonly parties: readonly TrustParty[]; readonly arrows: readonly TrustArrow[] };

/** Unified CM, IM and Presence and Unity Connection. */
export const nodesParty = 'nodes';

/** C and E trust each other through the traversal zone; Unified CM and its kind meet the C alone. */
export function trustMapOf(
  { deployment: { clusters } }: Plan,
  { items, findings }: Pick<CheckReport, 'items' | 'findings'>,
): TrustMap {
  const parties: TrustParty[] = [
    ...clusters.map(({ id, role }) => ({ id, role })),
    { id: nodesParty, role: nodesParty },
  ];
  const partyOf = (reader: string): string =>
    (nodeKinds as readonly string[]).includes(reader) ? nodesParty : reader;
  const listsOf = (to: string): ReadonlySet<string> =>
    new Set(
      items.filter((item) => readersOf(item).some((each) => partyOf(each) === to)).map(({ file }) => file),
    );
  const fromCluster = (from: string, to: string): TrustArrow['trusts'] => {
    const lists = listsOf(to);
    const answers = items.flatMap(({ kind, cluster, trustedBy = [] }) =>
      kind === 'certificate' && cluster === from ? trustedBy.filter(({ list }) => lists.has(list)) : [],
    );
    if (answers.some(({ answer }) => answer === 'no')) return 'no';
    return answers.length > 0 && answers.every(({ answer }) => answer === 'yes') ? 'yes' : 'not checked';
  };
  const fromNodes = (to: string): TrustArrow['trusts'] => {
    if (!items.some(({ kind }) => kind === 'node-certificate') || listsOf(to).size === 0)
      return 'not checked';
    return findings.some(({ code }) => code === 'chain/node-untrusted') ? 'no' : 'yes';
  };
  const meets = (a: TrustParty, b: TrustParty): boolean =>
    a.role !== b.role && (a.role === 'C' || b.role === 'C');
  const arrows = parties.flatMap((from) =>
    parties
      .filter((to) => meets(from, to))
      .map((to): TrustArrow => ({
        from: from.id,
        to: to.id,
        trusts: from.role === nodesParty ? fromNodes(to.id) : fromCluster(from.id, to.id),
      })),
  );
  return { parties, arrows };
}
