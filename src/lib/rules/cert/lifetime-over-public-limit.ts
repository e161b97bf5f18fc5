import { rule } from '../../findings/rule.ts';
import { datedFacts, factText } from '../../product/facts/dated-facts.ts';
import { about, factsOf, lifetimeDays, type PeerCertificateFacts } from './facts.ts';
import { publicLimitExceeded } from './limit-facts.ts';

export const lifetimeOverPublicLimit = rule({
  code: 'cert/lifetime-over-public-limit',
  severity: 'warning',
  what: 'A certificate of a public CA is valid for longer than public CAs may issue since the day it begins.',
  why: 'Browsers and apps on telephones refuse it, and the CA has to revoke it.',
  typical: 'An old product of the CA, or a private CA that copies the marks of a public one.',
  fix: [askWithin(factText(datedFacts['lifetime-days/public-ca'].value))],
  notHitBy: 'a certificate of a private CA, which no such limit binds; one issued before the limit',
  citations: [{ source: 'baseline-requirements', ref: 'section 6.3.2' }],
  bears: [
    { requirement: 'trusted-from-outside', effect: 'not known', when: ({ peer }) => peer?.role === 'E' },
  ],
  message: ({ days, limit, since }: { days: number; limit: number; since: string; limits: string }) =>
    `valid for ${days} days; issued since ${since} it may be ${limit}`,
  remedy: ({ limits }) => [askWithin(limits)],
  *check(facts: PeerCertificateFacts) {
    const limit = publicLimitExceeded(facts.issued, factsOf(facts));
    if (!limit) return;
    const days = Math.ceil(lifetimeDays(facts.issued));
    const limits = factText(factsOf(facts)['lifetime-days/public-ca'].value);
    yield about(facts, { days, limit: limit.value, since: limit.from ?? '', limits });
  },
});

function askWithin(limits: string): string {
  return `Ask the CA for a certificate within the limit, in days: ${limits}.`;
}
