import { rule } from '../../findings/rule.ts';
import type { ObservedRecord } from '../../dns/observed.ts';
import { isSure, recordDetail, wantedRecords, type DnsFacts, type RecordDetail } from '../../dns/facts.ts';

export const recordAdvised = rule({
  code: 'dns/record-advised',
  severity: 'warning',
  what: 'A record that helps, or of which only secondary texts say that it is needed, is not in DNS.',
  why: 'It may fail, or work less well.',
  fix: ['Have the administrators of the zone add the record, as the list of records has it.'],
  notHitBy: 'a record that a service needs: dns/record-missing',
  citations: [{ source: 'mra-guide', ref: 'Requirements, DNS records' }],
  message: ({ name, type, where, wanted, reason }: RecordDetail) =>
    `${name} has no ${type} ${where}; it would be: ${wanted} (${reason})`,
  *check(facts: DnsFacts) {
    for (const found of wantedRecords(facts)) {
      if (isSure(found) || found.mistyped.length > 0 || !isMissing(found)) continue;
      yield { subject: {}, detail: recordDetail(found.record) };
    }
  },
});

/** For a reverse record of which no address is known, nothing can be said. */
const isMissing = ({ record, answer, reverse }: ObservedRecord): boolean =>
  record.data.type === 'PTR' ? reverse.some((each) => each.answer.is === 'absent') : answer.is === 'absent';
