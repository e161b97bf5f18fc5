import { rule } from '../../findings/rule.ts';
import type { FleetFacts } from './facts.ts';

export const domainCertificateMissing = rule({
  code: 'fleet/domain-certificate-missing',
  severity: 'warning',
  what: 'The deployment file names a domain certificate, and none was given.',
  why: 'Clients that ask for the domain (SNI) are shown the server certificate instead, which has other names.',
  fix: [
    'Look for the certificate of the domain, or have the request signed that each peer makes on Maintenance > Security > Domain certificates.',
  ],
  notHitBy:
    'a certificate that holds the domain, and the name of a peer or cluster besides: that is a server certificate',
  citations: [{ source: 'certificate-guide', ref: 'Domain certificates and server name indication' }],
  bears: { nothing: 'Verdicts speak of the server certificate, which other domains are shown.' },
  message: ({ domain }: { domain: string }) => `there is no domain certificate for ${domain}`,
  *check({ domainCertificates = [] }: FleetFacts) {
    for (const { cluster, domain, declaredAt, found } of domainCertificates) {
      if (found.length > 0) continue;
      yield {
        subject: { cluster },
        detail: { domain },
        locations: declaredAt ? [declaredAt] : [],
      };
    }
  },
});
