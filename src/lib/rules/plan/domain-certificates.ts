import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { inFile, type PlanFacts } from '../../plan/facts.ts';

export const domainCertificates = rule({
  code: 'plan/domain-certificates',
  severity: 'notice',
  what: 'Domain certificates are requested on a page of their own, domain by domain, and on each peer.',
  why: 'Clients that ask for the domain (SNI) are shown this certificate in place of the server certificate.',
  fix: [
    'On each peer open Maintenance > Security > Domain certificates and add the domain; generate its request there, or upload what is issued for the request and the key that csr create makes.',
    'Give it the names of the domain that clients look for, as the server certificate has them for its own domains.',
  ],
  citations: [{ source: 'certificate-guide', ref: 'Domain certificates and server name indication' }],
  message: ({ domain, names }: { domain: string; names: string[] }) =>
    names.length === 0
      ? `request the certificate for ${domain} on the Domain certificates page`
      : `request the certificate for ${domain} on the Domain certificates page, with ${listText(names)} besides`,
  *check({ plan }: PlanFacts) {
    for (const { id, domainCertificates: certificates } of plan.deployment.clusters) {
      for (const { domain, additionalNames } of certificates) {
        yield {
          subject: { cluster: id },
          detail: { domain: domain.name, names: additionalNames.map(({ name }) => name) },
          locations: inFile(plan, domain.position),
        };
      }
    }
  },
});
