import { rule } from '../../findings/rule.ts';
import { federationPort, type DnsFacts } from '../../dns/facts.ts';

export const partnerPort = rule({
  code: 'dns/partner-port',
  severity: 'warning',
  what: 'The record of a partner has another port than 5269.',
  why: 'Firewalls that were opened for XMPP federation drop the connection.',
  fix: ['Ask the partner to publish port 5269.', 'Or open the firewall for the other port too.'],
  citations: [{ source: 'guide', ref: 'DNS SRV Records for XMPP Federation' }],
  message: ({ domain, target, port }: { domain: string; target: string; port: number }) =>
    `${domain} is published at port ${port} of ${target}`,
  *check(facts: DnsFacts) {
    for (const { name, targets } of facts.observed.partners) {
      for (const { target, port } of targets) {
        if (port !== federationPort) yield { subject: {}, detail: { domain: name, target, port } };
      }
    }
  },
});
