import { rule } from '../../findings/rule.ts';
import { eachOnTheWeb, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const alternativeNamesMissing = rule({
  code: 'path/alternative-names-missing',
  severity: 'error',
  what: 'The certificate has no subject alternative names.',
  why: 'Public TLS certificates must have them; the CN is not looked at.',
  fix: ['Have the certificate reissued with its names as subject alternative names.'],
  notHitBy: 'a CA certificate without them',
  citations: [{ source: 'baseline-requirements', ref: 'section 7.1.2.7.12' }],
  message: (d: CertificateDetail) => `${named(d)} has no subject alternative names`,
  check: (facts: JudgedPath) =>
    eachOnTheWeb(facts, ({ role, facts: own }) => role === 'leaf' && !own.extensions.subjectAltName),
});
