import { nameLimitOf } from '../../product/name-limits.ts';
import { rule } from '../../findings/rule.ts';
import { clustersOf, inFile, type PlanFacts } from '../../plan/facts.ts';

export const namesOverCaLimit = rule({
  code: 'plan/names-over-ca-limit',
  severity: 'error',
  what: 'A certificate is to hold more names than its CA puts into one.',
  why: 'The CA refuses the request.',
  typical: 'Every mail domain of the company is listed as a registration domain.',
  fix: [
    'List the domains alone that people sign in with from outside.',
    'Or spread the domains over several Expressway-E clusters, each with a list of its own.',
    'Or have it signed by a CA that takes more names.',
  ],
  notHitBy: 'a CA of which the file does not say who it is (then plan/many-names-public-ca)',
  citations: [{ source: 'lets-encrypt', ref: 'profile classic' }],
  message: ({ names, ca, limit }: { names: number; ca: string; limit: number }) =>
    `${names} names; ${ca} puts ${limit} into a certificate`,
  *check({ plan }: PlanFacts) {
    const isOver = clustersOf(
      plan,
      (peer) => peer.names.length > (nameLimitOf(peer, plan.facts)?.names ?? Infinity),
    );
    for (const [cluster, [peer]] of isOver) {
      const { ca, names: limit } = nameLimitOf(peer!, plan.facts)!;
      yield {
        subject: { cluster },
        detail: { names: peer!.names.length, ca, limit },
        locations: inFile(plan, peer!.names[limit]!.reasons[0]?.position ?? peer!.position),
      };
    }
  },
});
