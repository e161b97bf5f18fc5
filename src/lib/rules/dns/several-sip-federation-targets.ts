import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { isThere, wantedRecords, type DnsFacts } from '../../dns/facts.ts';

export const severalSipFederationTargets = rule({
  code: 'dns/several-sip-federation-targets',
  severity: 'error',
  what: 'The record for SIP federation has several entries.',
  why: "Microsoft's servers take one of them and ignore the others: if it fails, federation fails.",
  fix: ['Keep one entry, to a name exactly one label below the domain, with an address for each peer.'],
  citations: [{ source: 'guide', ref: 'Limitations Related to DNS' }],
  message: ({ name, targets }: { name: string; targets: readonly string[] }) =>
    `${name} leads to ${listText(targets)}`,
  *check(facts: DnsFacts) {
    for (const { record, answer } of wantedRecords(facts)) {
      if (!record.services.includes('sipFederation') || !isThere(answer) || answer.targets.length < 2)
        continue;
      yield {
        subject: {},
        detail: { name: record.name, targets: answer.targets.map(({ target }) => target) },
      };
    }
  },
});
