import { rule } from '../../findings/rule.ts';
import { aboutOwn, isOver, momentText, type OwnCertificateFacts } from './facts.ts';

export const certificateExpired = rule({
  code: 'gateway/certificate-expired',
  severity: 'error',
  what: 'A certificate that the gateway presents has expired.',
  why: 'Every other server that verifies certificates refuses its streams, in both directions.',
  fix: [
    'Renew the certificate, and put it with its key in the place of the old ones: they are read by themselves.',
  ],
  notHitBy: 'the last second of its validity',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1.3 (a)(2)' },
    { source: 'rfc', ref: '6120 section 13.7.2' },
  ],
  message: ({ ended }: { ended: string }) => `the certificate ended on ${ended}`,
  *check(facts: OwnCertificateFacts) {
    const { leaf, time } = facts;
    if (time !== undefined && isOver(leaf.notAfter, time))
      yield aboutOwn(facts, { ended: momentText(leaf.notAfter) });
  },
});
