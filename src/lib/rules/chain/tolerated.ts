import { rule } from '../../findings/rule.ts';
import { about, type ChainFacts } from './facts.ts';

export const tolerated = rule({
  code: 'chain/tolerated',
  severity: 'notice',
  what: 'The chain breaks RFC 5280 in a way that OpenSSL, and so the Expressway, takes.',
  why: 'It works with Expressways; stricter software, such as that of a partner, may refuse it.',
  typical:
    'A private CA that was set up by hand, with missing key identifiers or a leading dot in its name constraints.',
  fix: ['Nothing to do for the Expressway. Have it mended when the CA certificate is renewed.'],
  notHitBy: 'what OpenSSL refuses too: that is chain/broken',
  citations: [{ source: 'rfc', ref: '5280 section 4.2' }],
  message: ({ what }: { readonly what: readonly string[] }) => what.join('; '),
  *check(facts: ChainFacts) {
    if (facts.of.kind === 'peer' && facts.tolerated.length > 0) yield about(facts, { what: facts.tolerated });
  },
});
