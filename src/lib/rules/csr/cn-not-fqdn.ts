import { rule } from '../../findings/rule.ts';
import { about, fqdnProblem, type CsrFacts } from './facts.ts';

export const cnNotFqdn = rule({
  code: 'csr/cn-not-fqdn',
  severity: 'error',
  what: 'The CN of the request is no fully qualified domain name.',
  why: 'The Expressway refuses the certificate on upload.',
  typical: 'The CN is a bare host name, an IP address or a description.',
  fix: ['Make a new request whose CN is the FQDN of the cluster, or of the peer where there is no cluster.'],
  notHitBy: 'a wildcard (then csr/wildcard)',
  saysTheProduct: ['Common name must be a valid FQDN'],
  citations: [{ source: 'certificate-guide', ref: 'Loading a server certificate and private key' }],
  message: ({ commonName, problem }: { commonName: string; problem: string }) =>
    `CN ${commonName} ${problem}`,
  *check(facts: CsrFacts) {
    for (const commonName of facts.request.commonNames) {
      const problem = commonName.includes('*') ? undefined : fqdnProblem(commonName);
      if (problem !== undefined) yield { ...about(facts), detail: { commonName, problem } };
    }
  },
});
