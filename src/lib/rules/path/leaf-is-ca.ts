import { rule } from '../../findings/rule.ts';
import { claimsCa } from '../../path/conformance.ts';
import { eachOnTheWeb, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const leafIsCa = rule({
  code: 'path/leaf-is-ca',
  severity: 'error',
  what: 'A CA certificate stands in the place of the leaf.',
  why: 'A public TLS server certificate must not be a CA certificate.',
  fix: ['Have a certificate of its own issued for the server.'],
  notHitBy: 'the profile rfc5280, which allows it',
  citations: [{ source: 'baseline-requirements', ref: 'section 7.1.2.7.8' }],
  message: (d: CertificateDetail) => `${named(d)} is a CA certificate`,
  check: (facts: JudgedPath) =>
    eachOnTheWeb(facts, ({ role, facts: own }) => role === 'leaf' && claimsCa(own)),
});
