import type { CheckedItem, CheckReport } from '../check/report.ts';

/**
 * What a certificate of a chain is to whoever uploads it. `listed`: it is in the trusted-CA list of its Expressway;
 * `to upload`: it is at hand, and not in that list; `at hand`: nobody gave that list; `missing`: it is nowhere.
 */
export type ChainRole = 'server' | 'listed' | 'to upload' | 'at hand' | 'missing';

export type ChainStep = { readonly subject: string; readonly role: ChainRole };

/** The way from a certificate to its root, or as far as it is known to lead. Empty: nobody has looked. */
export function chainSteps(item: CheckedItem, { lists }: Pick<CheckReport, 'lists'>): ChainStep[] {
  const server: ChainStep = { subject: item.subject ?? '', role: 'server' };
  const { chain, chainLacks, cluster } = item;
  if (chain) {
    const own = lists.filter(({ readers }) => cluster !== undefined && readers.includes(cluster));
    const listed = new Set(own.flatMap(({ entries }) => entries.map(({ subject }) => subject)));
    const roleOf = (subject: string): ChainRole =>
      listed.has(subject) ? 'listed' : own.length > 0 ? 'to upload' : 'at hand';
    return [server, ...chain.slice(1).map((subject) => ({ subject, role: roleOf(subject) }))];
  }
  if (!chainLacks) return [];
  const { issuer, of } = chainLacks;
  return [
    server,
    ...(of === server.subject ? [] : [{ subject: of, role: 'at hand' } as const]),
    { subject: issuer, role: 'missing' },
  ];
}
