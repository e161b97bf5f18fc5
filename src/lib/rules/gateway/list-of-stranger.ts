import { rule } from '../../findings/rule.ts';
import { printName } from '../../x509/name.ts';
import { aboutTrust, type OwnTrustFacts } from './facts.ts';

export const listOfStranger = rule({
  code: 'gateway/list-of-stranger',
  severity: 'notice',
  what: 'A loaded revocation list is of a CA that is not among the trusted ones.',
  why: 'It counts only if it is of a CA below a trusted one, whose certificate the partners send.',
  fix: ['If the CA is no intermediate of a trusted one, take the list away.'],
  citations: [{ source: 'rfc', ref: '5280 section 6.3.3' }],
  message: ({ issuer }: { issuer: string }) =>
    `the revocation list of ${issuer} is of no CA on the trusted CA list`,
  *check({ lists }: OwnTrustFacts) {
    for (const { crl, isOfKnownCa } of lists)
      if (!isOfKnownCa) yield aboutTrust({ issuer: printName(crl.issuer) });
  },
});
