import { rule } from '../../findings/rule.ts';
import { fqdnProblem } from '../../names/fqdn.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const cnNotFqdn = rule({
  code: 'cert/cn-not-fqdn',
  severity: 'error',
  what: 'The CN of the certificate is no fully qualified domain name.',
  why: 'The Expressway refuses the certificate on upload.',
  typical: 'The CN is a bare host name, an IP address or a description.',
  fix: ['Make a new request whose CN is the FQDN of the cluster, or of the peer where there is no cluster.'],
  notHitBy: 'a wildcard (then cert/wildcard); the temporary certificate of an Expressway (cert/temporary)',
  saysTheProduct: ['Common name must be a valid FQDN'],
  citations: [{ source: 'certificate-guide', ref: 'Loading a server certificate and private key' }],
  bears: [{ requirement: 'names-well-formed', effect: 'fails' }],
  message: ({ commonName, problem }: { commonName: string; problem: string }) =>
    `CN ${commonName} ${problem}`,
  *check(facts: PeerCertificateFacts) {
    if (facts.issued.isTemporary) return;
    for (const commonName of facts.issued.commonNames) {
      const problem = commonName.includes('*') ? undefined : fqdnProblem(commonName);
      if (problem !== undefined) yield about(facts, { commonName, problem });
    }
  },
});
