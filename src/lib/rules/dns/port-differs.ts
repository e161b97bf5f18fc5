import { rule } from '../../findings/rule.ts';
import { foundTargets, isSure, type DnsFacts } from '../../dns/facts.ts';

export const portDiffers = rule({
  code: 'dns/port-differs',
  severity: 'error',
  what: 'A service record has another port than the service.',
  why: 'Whoever follows it connects to a port at which nobody answers, or which firewalls drop.',
  fix: ['Correct the port of the record.'],
  citations: [
    { source: 'guide', ref: 'DNS SRV Records for XMPP Federation' },
    { source: 'mra-guide', ref: 'Requirements, DNS records' },
  ],
  message: ({ name, target, port, wanted }: { name: string; target: string; port: number; wanted: number }) =>
    `${name} leads to port ${port} of ${target} instead of ${wanted}`,
  *check(facts: DnsFacts) {
    for (const { found, target } of foundTargets(facts)) {
      const { data, name } = found.record;
      const wanted = data.type === 'SRV' ? data.targets?.[0]?.port : undefined;
      if (wanted === undefined || wanted === target.port || !isSure(found)) continue;
      yield { subject: {}, detail: { name, target: target.target, port: target.port, wanted } };
    }
  },
});
