import { dnsNameProblemText } from '../../names/dns-name-problem.ts';
import { printIpAddress } from '../../names/print-ip-address.ts';
import { about, refusedForm } from './facts.ts';
import { isWildcard } from './presented.ts';
import { profileRule } from './profile-rule.ts';

export const nameNotFqdn = profileRule({
  name: 'name-not-fqdn',
  both: {
    severity: 'error',
    what: 'A subject alternative name is no fully qualified domain name: a bare host name, an IP address, or no name at all.',
    why: 'The Expressway refuses the certificate on upload.',
    fix: ['Make a new request with the full name (host and domain) in its place; leave IP addresses out.'],
    notHitBy: 'a wildcard (then {area}/wildcard); before X14.0.2 a host name alone',
    saysTheProduct: ['Subject alternative name must be a valid FQDN'],
    citations: [{ source: 'certificate-guide', ref: 'Loading a server certificate and private key' }],
  },
  csr: {
    typical:
      'A host name without its domain, or the address of the machine, typed into "Additional alternative names".',
  },
  cert: {
    typical:
      'A host name without its domain, or the address of the machine, added by whoever signed the request.',
    bears: [{ requirement: 'names-well-formed', effect: 'fails' }],
  },
  message: ({ name, problem }: { name: string; problem: string }) => `${name} ${problem}`,
  *check({ names, otherNames }, facts) {
    for (const { type, value } of names) {
      const problem = type !== 'DNS' || isWildcard(value) ? undefined : refusedForm(facts, value);
      if (problem !== undefined) yield about(facts, { name: `DNS:${value}`, problem });
    }
    for (const { kind, value } of otherNames) {
      if (kind !== 'iPAddress') continue;
      const address = printIpAddress(value);
      const problem = dnsNameProblemText({ problem: 'ip-address', detail: address });
      yield about(facts, { name: `IP:${address}`, problem });
    }
  },
});
