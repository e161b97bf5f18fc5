import { rule } from '../../findings/rule.ts';
import { aboutOwn, momentText, type OwnCertificateFacts } from './facts.ts';

export const certificateNotYetValid = rule({
  code: 'gateway/certificate-not-yet-valid',
  severity: 'error',
  what: 'A certificate that the gateway presents is not valid yet.',
  why: 'Until then every other server that verifies certificates refuses its streams.',
  typical: 'A clock that is slow, or a certificate made for later.',
  fix: ['Look at the clock of this machine.', 'Present another certificate until this one begins.'],
  citations: [{ source: 'rfc', ref: '5280 section 6.1.3 (a)(2)' }],
  message: ({ begins }: { begins: string }) => `the certificate is not valid before ${begins}`,
  *check(facts: OwnCertificateFacts) {
    const { leaf, time } = facts;
    if (time !== undefined && time < leaf.notBefore)
      yield aboutOwn(facts, { begins: momentText(leaf.notBefore) });
  },
});
