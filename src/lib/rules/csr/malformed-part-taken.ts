import { rule } from '../../findings/rule.ts';
import type { CsrFacts } from './facts.ts';
import { isPassedOver, malformed, malformedText } from './malformed-facts.ts';
import { faultsOfRequests } from '../../x509/fault-kinds.ts';

export const malformedPartTaken = rule({
  code: 'csr/malformed-part-taken',
  severity: 'warning',
  what: 'The request lacks the attributes field, which must be there even where it is empty, or writes out what is the default.',
  why: 'OpenSSL and most CAs read it all the same; strict ones say that it is damaged.',
  typical: 'A program that writes no field where it has no attributes.',
  fix: ['Make a new request, with expcert or on the Expressway, which asks for the names besides.'],
  notHitBy: 'an empty attributes field',
  kinds: faultsOfRequests,
  citations: [{ source: 'rfc', ref: '2986 section 4.1' }],
  message: malformedText,
  check: (facts: CsrFacts) => malformed(facts, isPassedOver),
});
