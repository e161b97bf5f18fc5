import { rule } from '../../findings/rule.ts';
import { fqdnProblem } from '../../names/fqdn.ts';
import { dnsNameProblemText } from '../../names/dns-name-problem.ts';
import { printIpAddress } from '../../names/print-ip-address.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const nameNotFqdn = rule({
  code: 'cert/name-not-fqdn',
  severity: 'error',
  what: 'A subject alternative name is no fully qualified domain name: a bare host name, an IP address, or no name at all.',
  why: 'The Expressway refuses the certificate on upload.',
  typical:
    'A host name without its domain, or the address of the machine, added by whoever signed the request.',
  fix: ['Make a new request with the full name (host and domain) in its place; leave IP addresses out.'],
  notHitBy: 'a wildcard (then cert/wildcard)',
  saysTheProduct: ['Subject alternative name must be a valid FQDN'],
  citations: [{ source: 'certificate-guide', ref: 'Loading a server certificate and private key' }],
  bears: [{ requirement: 'names-well-formed', effect: 'fails' }],
  message: ({ name, problem }: { name: string; problem: string }) => `${name} ${problem}`,
  *check(facts: PeerCertificateFacts) {
    for (const { type, value } of facts.issued.names) {
      const problem = type !== 'DNS' || value.includes('*') ? undefined : fqdnProblem(value);
      if (problem !== undefined) yield about(facts, { name: `DNS:${value}`, problem });
    }
    for (const { kind, value } of facts.issued.otherNames) {
      if (kind !== 'iPAddress') continue;
      const address = printIpAddress(value);
      const problem = dnsNameProblemText({ problem: 'ip-address', detail: address });
      yield about(facts, { name: `IP:${address}`, problem });
    }
  },
});
