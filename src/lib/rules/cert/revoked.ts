import { rule } from '../../findings/rule.ts';
import { about, dayText, type PeerCertificateFacts } from './facts.ts';

export const revoked = rule({
  code: 'cert/revoked',
  severity: 'error',
  what: 'The CA has revoked the certificate.',
  why: 'Whoever checks revocation refuses it.',
  typical:
    'The certificate was replaced, its key was lost, or the CA had issued it wrongly and withdrew many at once.',
  fix: ['Make a new request with a new key, and have it signed.'],
  notHitBy: 'a certificate for which no list could be used: that is not checked, and said so',
  citations: [
    { source: 'rfc', ref: '5280 section 6.3' },
    { source: 'tac', ref: '217660' },
  ],
  bears: [{ requirement: 'not-revoked', effect: 'fails' }],
  message: ({ since, reason }: { since: string; reason: string }) => `revoked since ${since} (${reason})`,
  *check(facts: PeerCertificateFacts) {
    const { revocation } = facts;
    if (revocation?.status !== 'revoked') return;
    yield about(facts, { since: dayText(revocation.since), reason: revocation.reason });
  },
});
