import type { Occurrence } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { faultsOnAppliance, type FaultOnAppliance } from '../../path/appliance-faults.ts';
import { faultText } from '../../x509/fault-text.ts';
import { aboutEntry, type EntryDetail, type TrustListFacts } from './facts.ts';

export type MalformedDetail = EntryDetail & { readonly faults: readonly string[] };

/** One occurrence for each entry with malformed parts of which OpenSSL makes one of these. */
export function* aboutMalformed(
  facts: TrustListFacts,
  made: readonly FaultOnAppliance[],
): Iterable<Occurrence<MalformedDetail>> {
  for (const entry of facts.list.entries) {
    const onAppliance = faultsOnAppliance(entry.certificate);
    const faults = made.flatMap((each) => onAppliance[each]);
    if (faults.length === 0) continue;
    const occurrence = aboutEntry(facts, entry);
    yield { ...occurrence, detail: { ...occurrence.detail, faults: faults.map(faultText) } };
  }
}

export const malformedText = ({ entry, subject, faults }: MalformedDetail): string =>
  `entry ${entry}, ${subject}, is malformed: ${listText(faults)}`;
