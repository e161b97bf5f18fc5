import { rule } from '../../findings/rule.ts';
import { isIpAddress } from '../../names/is-ip-address.ts';
import { foundTargets, leadsTo, type DnsFacts } from '../../dns/facts.ts';

export const targetUnknown = rule({
  code: 'dns/target-unknown',
  severity: 'warning',
  what: 'A service record leads to a name that is none of the deployment.',
  why: 'Whoever is led there meets another server, or none; for mobile and remote access the name has to be that of the Expressway-E.',
  typical: 'An Expressway-E that was replaced; the name of the firewall or of the hosting company.',
  fix: ['Remove the entry, or add the peer to the deployment file.'],
  citations: [
    { source: 'mra-guide', ref: 'Requirements, DNS records' },
    { source: 'tac', ref: '117811' },
  ],
  message: ({ name, target }: { name: string; target: string }) =>
    `${name} leads to ${target}, which the deployment file does not have behind it`,
  *check(facts: DnsFacts) {
    for (const { found, target } of foundTargets(facts)) {
      const { data, name } = found.record;
      if (data.type !== 'SRV' || !data.targets || isIpAddress(target.target)) continue;
      const wanted = new Set(data.targets.map((each) => each.target.toLowerCase()));
      const led = leadsTo(facts.deployment, target.target, found.record);
      if (!led.some((each) => wanted.has(each)))
        yield { subject: {}, detail: { name, target: target.target } };
    }
  },
});
