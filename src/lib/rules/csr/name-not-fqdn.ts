import { dnsNameProblemText } from '../../names/dns-name-problem.ts';
import { rule } from '../../findings/rule.ts';
import { printIpAddress } from '../../names/print-ip-address.ts';
import { about, fqdnProblem, type CsrFacts } from './facts.ts';

export const nameNotFqdn = rule({
  code: 'csr/name-not-fqdn',
  severity: 'error',
  what: 'A subject alternative name is no fully qualified domain name: a bare host name, an IP address, or no name at all.',
  why: 'The Expressway refuses the certificate on upload.',
  typical:
    'A host name without its domain, or the address of the machine, typed into "Additional alternative names".',
  fix: ['Make a new request with the full name (host and domain) in its place; leave IP addresses out.'],
  notHitBy: 'a wildcard (then csr/wildcard)',
  saysTheProduct: ['Subject alternative name must be a valid FQDN'],
  citations: [{ source: 'certificate-guide', ref: 'Loading a server certificate and private key' }],
  message: ({ name, problem }: { name: string; problem: string }) => `${name} ${problem}`,
  *check(facts: CsrFacts) {
    for (const { type, value } of facts.request.names) {
      if (type !== 'DNS' || value.includes('*')) continue;
      const problem = fqdnProblem(value);
      if (problem !== undefined) yield { ...about(facts), detail: { name: `DNS:${value}`, problem } };
    }
    for (const { kind, value } of facts.request.otherNames) {
      if (kind !== 'iPAddress') continue;
      const address = printIpAddress(value);
      const problem = dnsNameProblemText({ problem: 'ip-address', detail: address });
      yield { ...about(facts), detail: { name: `IP:${address}`, problem } };
    }
  },
});
