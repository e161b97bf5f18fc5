import { rule } from '../../findings/rule.ts';
import { linesText } from '../../findings/words.ts';
import type { FleetFacts } from './facts.ts';

export const domainCertificateUnfit = rule({
  code: 'fleet/domain-certificate-unfit',
  severity: 'error',
  what: 'A domain certificate does not serve its domain: by its names, its dates, its usages or its chain.',
  why: 'Clients of the domain are shown it and refuse it, or the Expressway does not take it.',
  fix: [
    'Have it issued again with every name, or upload its CAs to the trusted CA list of each peer first; then upload it on Maintenance > Security > Domain certificates.',
  ],
  notHitBy: 'its last second; a list that was not given',
  citations: [
    { source: 'certificate-guide', ref: 'Domain certificates and server name indication' },
    { source: 'rfc', ref: '5280 section 6.1.3' },
  ],
  bears: { nothing: 'Verdicts speak of the server certificate, which other domains are shown.' },
  message: ({ domain, faults }: { domain: string; faults: readonly string[] }) =>
    `the domain certificate for ${domain}: ${linesText(faults)}`,
  *check({ domainCertificates = [] }: FleetFacts) {
    for (const { cluster, domain, found } of domainCertificates) {
      for (const { place, faults } of found) {
        if (faults.length === 0) continue;
        yield { subject: { cluster, file: place.file }, detail: { domain, faults }, locations: [place] };
      }
    }
  },
});
