import type { Fault } from '../../x509/certificate.ts';
import type { Occurrence } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { faultKindOf, isMalformedName } from '../../x509/fault-kinds.ts';
import { faultText } from '../../x509/fault-text.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

export type MalformedDetail = { readonly faults: readonly string[]; readonly mend: readonly string[] };

/** What CAs that read leniently pass over, and strict ones do not: a field that says nothing is missing. */
export const isPassedOver = ({ part, code }: Fault): boolean =>
  (part === 'attributes' && code === 'truncated') || code === 'explicit-default';

/** One occurrence where the request has such faults. */
export function* malformed(
  facts: CsrFacts,
  isMeant: (fault: Fault) => boolean,
): Iterable<Occurrence<MalformedDetail>> {
  const faults = facts.request.request.faults.filter((fault) => isMeant(fault) && !isMalformedName(fault));
  const mend = new Set(faults.flatMap((fault) => faultKindOf(fault).mend ?? []));
  if (faults.length > 0) yield about(facts, { faults: faults.map(faultText), mend: [...mend] });
}

export const malformedText = ({ faults }: MalformedDetail): string => `malformed: ${listText(faults)}`;
