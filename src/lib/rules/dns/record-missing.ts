import { rule } from '../../findings/rule.ts';
import { isSure, recordDetail, wantedRecords, type DnsFacts, type RecordDetail } from '../../dns/facts.ts';

export const recordMissing = rule({
  code: 'dns/record-missing',
  severity: 'error',
  what: 'A record that a service needs is not in DNS.',
  why: 'Whoever looks for the service by this name does not find it.',
  typical: 'The zone of a chat node alias is forgotten: direct messages work, federated rooms do not.',
  fix: [
    'Have the administrators of the zone add the record, as the list of records has it.',
    'Check again once the old answer has expired: resolvers keep a "no such name" for a while.',
  ],
  notHitBy: 'a record that was found under a mistyped name; one that a resolver did not answer for',
  citations: [
    { source: 'guide', ref: 'DNS SRV Records for XMPP Federation' },
    { source: 'mra-guide', ref: 'Requirements, DNS records' },
  ],
  message: ({ name, type, where, wanted, reason }: RecordDetail) =>
    `${name} has no ${type} ${where}; wanted: ${wanted} (${reason})`,
  *check(facts: DnsFacts) {
    for (const found of wantedRecords(facts).filter(isSure)) {
      if (found.record.data.type === 'PTR' || found.answer.is !== 'absent' || found.mistyped.length > 0)
        continue;
      yield { subject: {}, detail: recordDetail(found.record) };
    }
  },
});
