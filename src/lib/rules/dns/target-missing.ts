import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { isThere, leadsTo, wantedRecords, type DnsFacts } from '../../dns/facts.ts';

export const targetMissing = rule({
  code: 'dns/target-missing',
  severity: 'warning',
  what: 'A service record leads to fewer peers than the cluster has.',
  why: 'Nobody is led to the other peers: no load is shared, and they do not take over when one fails.',
  fix: ['Add an entry for each peer.'],
  notHitBy:
    'XMPP federation through one entry for the name of the cluster, which has an address for each peer',
  citations: [{ source: 'mra-guide', ref: 'Requirements, DNS records' }],
  message: ({ name, targets }: { name: string; targets: readonly string[] }) =>
    `${name} does not lead to ${listText(targets)}`,
  *check(facts: DnsFacts) {
    for (const { record, answer } of wantedRecords(facts)) {
      if (record.data.type !== 'SRV' || !isThere(answer)) continue;
      const reached = new Set(
        answer.targets.flatMap(({ target }) => leadsTo(facts.deployment, target, record)),
      );
      const targets = (record.data.targets ?? [])
        .map(({ target }) => target)
        .filter((target) => !reached.has(target.toLowerCase()));
      if (targets.length > 0) yield { subject: {}, detail: { name: record.name, targets } };
    }
  },
});
