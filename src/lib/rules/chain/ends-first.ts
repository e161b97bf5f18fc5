import { rule } from '../../findings/rule.ts';
import { about, endOfCa, type ChainFacts, type EndOfCa } from './facts.ts';

export const endsFirst = rule({
  code: 'chain/ends-first',
  severity: 'warning',
  what: 'A CA above the certificate ends before the certificate does.',
  why: 'From the day on which the CA ends nobody accepts the certificate any more, whatever its own date says.',
  typical: 'An issuing CA whose renewal was forgotten, under certificates of two or three years.',
  fix: [
    'Ask the CA for its renewed certificate, and upload it to the trusted CA lists of all Expressways before that day.',
    'Where the CA gets a new key, have the certificate issued again too.',
  ],
  notHitBy:
    'a CA that ends on the same day as the certificate or later; an end that is near (then chain/end-imminent)',
  citations: [{ source: 'rfc', ref: '5280 section 6.1.3 (a)(2)' }],
  bears: [{ requirement: 'in-date', effect: 'remark' }],
  message: (d: EndOfCa) =>
    `the CA "${d.ca}" ends on ${d.caEnds}, the certificate itself on ${d.certificateEnds}`,
  *check(facts: ChainFacts) {
    const end = endOfCa(facts);
    if (!end || end.isImminent) return;
    const { ca, caEnds, certificateEnds } = end;
    yield about(facts, { ca, caEnds, certificateEnds });
  },
});
