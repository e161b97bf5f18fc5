import { rule } from '../../findings/rule.ts';
import { isIpAddress } from '../../names/is-ip-address.ts';
import { foundTargets, viewWords, type DnsFacts } from '../../dns/facts.ts';

export const targetUnresolved = rule({
  code: 'dns/target-unresolved',
  severity: 'error',
  what: 'A service record leads to a name that has no address.',
  why: 'Whoever follows it gets nowhere; the other targets may still work.',
  typical: 'The A record was made inside only, or for the old host name.',
  fix: [
    'Add an A or AAAA record for the target, in the same view.',
    'Or let the record lead to a name that has one.',
  ],
  citations: [{ source: 'guide', ref: 'DNS SRV Records for XMPP Federation' }],
  message: ({ name, target, where }: { name: string; target: string; where: string }) =>
    `${name} leads to ${target}, which has no address ${where}`,
  *check(facts: DnsFacts) {
    for (const { found, target } of foundTargets(facts)) {
      if (target.answer.is !== 'absent' || isIpAddress(target.target)) continue;
      const { name, view } = found.record;
      yield { subject: {}, detail: { name, target: target.target, where: viewWords[view] } };
    }
  },
});
