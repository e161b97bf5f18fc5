import { rule } from '../../findings/rule.ts';
import { about, dayText, type PeerCertificateFacts } from './facts.ts';

export const expired = rule({
  code: 'cert/expired',
  severity: 'error',
  what: 'The certificate has expired.',
  why: 'Everybody refuses it: zones go down, and nobody can sign in from outside.',
  fix: [
    'Make a new request for this peer, have it signed, upload the certificate and restart the Expressway.',
  ],
  notHitBy: 'the last second of the last day',
  saysTheProduct: ['alarm 40068', 'alarm 40078'],
  citations: [
    { source: 'admin-guide', ref: 'alarm 40068' },
    { source: 'rfc', ref: '5280 section 6.1.3 (a)(2)' },
  ],
  bears: [{ requirement: 'in-date', effect: 'fails' }],
  message: ({ ended }: { ended: string }) => `expired on ${ended}`,
  *check(facts: PeerCertificateFacts) {
    const { notAfter } = facts.issued.certificate;
    if (facts.at >= notAfter + 1000) yield about(facts, { ended: dayText(notAfter) });
  },
});
