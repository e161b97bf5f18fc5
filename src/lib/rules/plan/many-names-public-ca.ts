import type { DatedFacts } from '../../product/facts/dated-facts.ts';
import { nameLimitOf, smallestNameLimit, smallestProfileOf } from '../../product/name-limits.ts';
import { rule } from '../../findings/rule.ts';
import { clustersOf, inFile, type PlanFacts } from '../../plan/facts.ts';
import type { RequestPlan } from '../../plan/plan.ts';

type Detail = {
  readonly names: number;
  readonly least: number;
  /** Of which CA and profile; empty where the file does not say who it is. */
  readonly profile: string;
};

export const manyNamesPublicCa = rule({
  code: 'plan/many-names-public-ca',
  severity: 'notice',
  what: 'A certificate of a public CA is to hold more names than some public CAs, or some profile of the CA, put into one.',
  why: 'Public CAs limit the number by product; one that does not take all of them refuses the request or leaves names out.',
  fix: [
    'Ask your CA how many names the product takes.',
    "Write issuer with the CA's organization, so that limits that are known can be told.",
  ],
  notHitBy:
    "a private CA; more than Let's Encrypt takes in any profile (then plan/names-over-ca-limit); ACME of the Expressway, which asks for classic",
  citations: [
    { source: 'lets-encrypt', ref: 'profile classic' },
    { source: 'lets-encrypt', ref: 'profile tlsserver' },
  ],
  message: ({ names, least, profile }: Detail) =>
    profile === ''
      ? `${names} names; the limits of public CAs begin at ${least}`
      : `${names} names; ${profile} puts ${least} into a certificate`,
  remedy: ({ profile }) =>
    profile === ''
      ? undefined
      : ['Have the ACME client ask for the profile classic, which takes more names.'],
  *check({ plan }: PlanFacts) {
    for (const [cluster, [peer]] of clustersOf(plan, ({ ca }) => ca === 'public')) {
      const names = peer!.names.length;
      const { profile, names: least } = leastOf(peer!, plan.facts);
      const most = nameLimitOf(peer!, plan.facts)?.names ?? Infinity;
      if (names <= least || names > most) continue;
      yield {
        subject: { cluster },
        detail: { names, least, profile },
        locations: inFile(plan, peer!.position),
      };
    }
  },
});

/** Where no limit of the CA itself is known, that of others. */
function leastOf(peer: RequestPlan, facts: DatedFacts): { readonly profile: string; readonly names: number } {
  const own = smallestProfileOf(peer, facts);
  return own ?? { profile: '', names: smallestNameLimit(facts) };
}
