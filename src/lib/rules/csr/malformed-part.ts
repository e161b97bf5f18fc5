import { rule } from '../../findings/rule.ts';
import type { CsrFacts } from './facts.ts';
import { isPassedOver, malformed, malformedText } from './malformed-facts.ts';
import { faultsOfRequests } from '../../x509/fault-kinds.ts';

export const malformedPart = rule({
  code: 'csr/malformed-part',
  severity: 'error',
  what: 'A part of the request is not written as its standard demands: its version, its extension request, one of its extensions, a text of its subject, its key or its signature.',
  why: 'CAs refuse such a request, or leave out what they cannot read: the certificate comes back without its names.',
  typical:
    'The program that wrote it: certbot before 2022 wrote version 2, others an empty extension request.',
  fix: ['Make a new request, with expcert or on the Expressway. Copying the file again changes nothing.'],
  notHitBy:
    'an umlaut in a DNS name or an IP address as text (csr/name-malformed), a request without the attributes field (csr/malformed-part-taken), attributes out of order (csr/encoding-not-der), a file that is damaged',
  kinds: faultsOfRequests,
  citations: [
    { source: 'rfc', ref: '2986 section 4' },
    { source: 'rfc', ref: '5280 section 4.2' },
  ],
  message: malformedText,
  remedy: ({ mend }) =>
    mend.length > 0
      ? [...mend, 'Then make a new request. Copying the file again changes nothing.']
      : undefined,
  check: (facts: CsrFacts) => malformed(facts, (fault) => !isPassedOver(fault)),
});
