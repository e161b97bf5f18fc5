import { rule } from '../../findings/rule.ts';
import { printName } from '../../x509/name.ts';
import { aboutOwn, type OwnCertificateFacts } from './facts.ts';

export const selfSigned = rule({
  code: 'gateway/self-signed',
  severity: 'warning',
  what: 'The gateway presents a self-signed certificate.',
  why: 'Other servers refuse it unless they have been given this very certificate, or do dialback alone.',
  fix: ['Get a certificate from a CA that the partners trust.'],
  citations: [{ source: 'rfc', ref: '6120 section 13.7.1' }],
  message: ({ subject }: { subject: string }) => `the certificate of ${subject} is self-signed`,
  *check(facts: OwnCertificateFacts) {
    if (facts.isSelfSigned) yield aboutOwn(facts, { subject: printName(facts.leaf.subject) });
  },
});
