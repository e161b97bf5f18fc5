import { rule } from '../../findings/rule.ts';
import { eachOnTheWeb, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const anchorUsageForbidden = rule({
  code: 'path/anchor-usage-forbidden',
  severity: 'error',
  what: 'A trusted root certificate has an extended key usage extension.',
  why: 'Root certificates of public CAs must not have one.',
  fix: ['Trust another root of the CA, or judge by the profile rfc5280.'],
  notHitBy: 'an intermediate that is trusted itself',
  citations: [{ source: 'baseline-requirements', ref: 'section 7.1.2.1.2' }],
  message: (d: CertificateDetail) => `${named(d)} has an extended key usage`,
  check: (facts: JudgedPath) =>
    eachOnTheWeb(facts, ({ role, facts: own }) => {
      return role === 'anchor' && own.isSelfIssued && own.extensions.extKeyUsage !== undefined;
    }),
});
