import { about, refusedForm } from './facts.ts';
import { isWildcard } from './presented.ts';
import { profileRule } from './profile-rule.ts';

export const cnNotFqdn = profileRule({
  name: 'cn-not-fqdn',
  both: {
    severity: 'error',
    what: 'The CN of the {request} is no fully qualified domain name.',
    why: 'The Expressway refuses the certificate on upload.',
    typical: 'The CN is a bare host name, an IP address or a description.',
    fix: [
      'Make a new request whose CN is the FQDN of the cluster, or of the peer where there is no cluster.',
    ],
    saysTheProduct: ['Common name must be a valid FQDN'],
    citations: [{ source: 'certificate-guide', ref: 'Loading a server certificate and private key' }],
  },
  csr: {
    notHitBy: 'a wildcard (then csr/wildcard); before X14.0.2 a host name alone',
  },
  cert: {
    notHitBy:
      'a wildcard (then cert/wildcard); the temporary certificate of an Expressway (cert/temporary); before X14.0.2 a host name alone',
    appliesTo: ({ issued }) => !issued.isTemporary,
    bears: [{ requirement: 'names-well-formed', effect: 'fails' }],
  },
  message: ({ commonName, problem }: { commonName: string; problem: string }) =>
    `CN ${commonName} ${problem}`,
  *check({ commonNames }, facts) {
    for (const commonName of commonNames) {
      const problem = isWildcard(commonName) ? undefined : refusedForm(facts, commonName);
      if (problem !== undefined) yield about(facts, { commonName, problem });
    }
  },
});
