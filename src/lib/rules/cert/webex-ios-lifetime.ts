import { rule } from '../../findings/rule.ts';
import { about, isForClientStore, lifetimeDays, type PeerCertificateFacts } from './facts.ts';

/** Longest lifetime that iOS accepts from a CA of one's own, in days. */
const limit = 398;

export const webexIosLifetime = rule({
  code: 'cert/webex-ios-lifetime',
  severity: 'notice',
  what: 'A certificate of a private CA on an Expressway-E is valid for more than 398 days.',
  why: 'The Webex App on iOS cannot register through it; other clients can.',
  typical: 'A private CA that issues for two or three years.',
  fix: ['If the Webex App on iOS is in use, have the certificate issued for 398 days or less.'],
  notHitBy: 'an Expressway-C; a deployment without mobile and remote access; 398 days',
  citations: [{ source: 'mra-guide', ref: 'Webex App on iOS, private CA certificates' }],
  message: ({ days }: { days: number }) => `valid for ${days} days; the Webex App on iOS takes ${limit}`,
  *check(facts: PeerCertificateFacts) {
    const { issued, peer, plan } = facts;
    if (issued.issuedBy.kind !== 'private' || peer?.role !== 'E' || !plan?.services.includes('mra')) return;
    const days = lifetimeDays(issued);
    if (!isForClientStore(facts) && days > limit) yield about(facts, { days: Math.ceil(days) });
  },
});
