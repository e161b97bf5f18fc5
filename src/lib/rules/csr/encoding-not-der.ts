import { rule } from '../../findings/rule.ts';
import { linesText } from '../../findings/words.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';
import { deviationKindNames } from '../../x509/fault-kinds.ts';

export const encodingNotDer = rule({
  code: 'csr/encoding-not-der',
  severity: 'warning',
  what: 'The request is not encoded as DER demands, in a way that leaves its meaning clear.',
  why: 'Strict CAs and tools cannot read such a request, or take its signature for wrong.',
  typical: 'A program that wrote a subject with several attributes in one relative name, unsorted.',
  fix: ['Make a new request, with expcert or on the Expressway.'],
  notHitBy: 'a request that cannot be read at all',
  kinds: deviationKindNames,
  citations: [
    { source: 'rfc', ref: '2986 section 4' },
    { source: 'x690', ref: 'section 11' },
  ],
  message: ({ breaches }: { breaches: string[] }) => `the request is not proper DER: ${linesText(breaches)}`,
  *check(facts: CsrFacts) {
    const breaches = facts.request.request.deviations.map(({ field, what }) => `${field}: ${what}`);
    if (breaches.length > 0) yield about(facts, { breaches });
  },
});
