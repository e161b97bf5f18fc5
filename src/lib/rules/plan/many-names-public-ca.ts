import { nameLimitOf, smallestNameLimit } from '../../product/name-limits.ts';
import { rule } from '../../findings/rule.ts';
import { clustersOf, inFile, type PlanFacts } from '../../plan/facts.ts';

export const manyNamesPublicCa = rule({
  code: 'plan/many-names-public-ca',
  severity: 'notice',
  what: 'A certificate of a public CA is to hold more names than some public CAs put into one.',
  why: 'Public CAs limit the number by product; one that does not take all of them refuses the request or leaves names out.',
  fix: [
    'Ask your CA how many names the product takes.',
    "Write issuer with the CA's organization, so that limits that are known can be told.",
  ],
  notHitBy: "a private CA; Let's Encrypt (then plan/names-over-ca-limit)",
  citations: [{ source: 'lets-encrypt', ref: 'profile classic' }],
  message: ({ names, least }: { names: number; least: number }) =>
    `${names} names; the limits of public CAs begin at ${least}`,
  *check({ plan }: PlanFacts) {
    const least = smallestNameLimit(plan.facts);
    const many = clustersOf(
      plan,
      (peer) =>
        peer.ca === 'public' && nameLimitOf(peer, plan.facts) === undefined && peer.names.length > least,
    );
    for (const [cluster, [peer]] of many) {
      yield {
        subject: { cluster },
        detail: { names: peer!.names.length, least },
        locations: inFile(plan, peer!.position),
      };
    }
  },
});
