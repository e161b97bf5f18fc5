import { rule } from '../../findings/rule.ts';
import { about, dayText, lifetimeDays, type PeerCertificateFacts } from './facts.ts';
import { publicLimitExceeded } from './limit-facts.ts';

export const lifetimeOverPublicLimit = rule({
  code: 'cert/lifetime-over-public-limit',
  severity: 'warning',
  what: 'A certificate of a public CA is valid for longer than public CAs may issue since the day it begins.',
  why: 'Browsers and apps on telephones refuse it, and the CA has to revoke it.',
  typical: 'An old product of the CA, or a private CA that copies the marks of a public one.',
  fix: [
    'Ask the CA for a certificate within the limit: 200 days from 2026-03-15, 100 from 2027-03-15, 47 from 2029-03-15.',
  ],
  notHitBy: 'a certificate of a private CA, which no such limit binds; one issued before the limit',
  citations: [{ source: 'baseline-requirements', ref: 'section 6.3.2' }],
  bears: [
    { requirement: 'trusted-from-outside', effect: 'not known', when: ({ peer }) => peer?.role === 'E' },
  ],
  message: ({ days, limit, since }: { days: number; limit: number; since: string }) =>
    `valid for ${days} days; issued since ${since} it may be ${limit}`,
  *check(facts: PeerCertificateFacts) {
    const limit = publicLimitExceeded(facts.issued);
    if (!limit) return;
    const days = Math.ceil(lifetimeDays(facts.issued));
    yield about(facts, { days, limit: limit.days, since: dayText(Date.parse(limit.from)) });
  },
});
