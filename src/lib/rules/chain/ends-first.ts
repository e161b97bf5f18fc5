import { rule } from '../../findings/rule.ts';
import { about, bestPath, type ChainFacts } from './facts.ts';

const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);

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
  notHitBy: 'a CA that ends on the same day as the certificate or later',
  citations: [{ source: 'rfc', ref: '5280 section 6.1.3 (a)(2)' }],
  bears: { nothing: 'It is a day to come: on the day of the check the CA is valid.' },
  message: (d: { readonly ca: string; readonly caEnds: string; readonly certificateEnds: string }) =>
    `the CA "${d.ca}" ends on ${d.caEnds}, the certificate itself on ${d.certificateEnds}`,
  *check(facts: ChainFacts) {
    const path = facts.of.kind === 'peer' ? bestPath(facts) : undefined;
    if (!path || path.ends.position === 0) return;
    const [caEnds, certificateEnds] = [dayText(path.ends.notAfter), dayText(facts.notAfter)];
    if (caEnds < certificateEnds) yield about(facts, { ca: path.ends.subject, caEnds, certificateEnds });
  },
});
