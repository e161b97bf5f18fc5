import { rule } from '../../findings/rule.ts';
import { isIpAddress } from '../../names/is-ip-address.ts';
import { foundTargets, type DnsFacts } from '../../dns/facts.ts';

export const targetIsAddress = rule({
  code: 'dns/target-is-address',
  severity: 'error',
  what: 'A service record leads to an IP address where a name has to stand.',
  why: 'Clients cannot use it: they compare the name with the certificate, and set cookies for its domain.',
  fix: ['Let the record lead to the FQDN of the Expressway-E.'],
  citations: [
    { source: 'rfc', ref: '2782' },
    { source: 'mra-guide', ref: 'Requirements, DNS records' },
  ],
  message: ({ name, target }: { name: string; target: string }) => `${name} leads to the address ${target}`,
  *check(facts: DnsFacts) {
    for (const { found, target } of foundTargets(facts)) {
      if (!isIpAddress(target.target)) continue;
      yield { subject: {}, detail: { name: found.record.name, target: target.target } };
    }
  },
});
