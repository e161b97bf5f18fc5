import { rule } from '../../findings/rule.ts';
import { armourText, oddities, type ArmourOddity } from '../../formats/armour.ts';
import { placeOf, type TrustListFacts } from './facts.ts';

export const pemDamaged = rule({
  code: 'trust/pem-damaged',
  severity: 'warning',
  what: 'The CA certificate is whole, but its PEM block is written in a way that the Expressway cannot read.',
  why: 'The Expressway reads with OpenSSL: where such a file is appended to its trusted-CA list, this CA and what follows may be left out.',
  typical: 'The certificate was copied out of a mail or a web page, or an editor saved the file as Unicode.',
  fix: [
    'Get the CA certificate again from the CA and append that; or write it to a new file in plain ASCII: the BEGIN line, the lines of base64, the END line, nothing in front of them and no empty line between.',
  ],
  notHitBy:
    'CRLF, a byte order mark, text above and below, long lines, all of which OpenSSL reads; a trust store of Unified CM',
  citations: [
    { source: 'rfc', ref: '7468 section 3' },
    { source: 'field-experience', ref: 'CA files that were pasted together' },
  ],
  bears: { nothing: 'The list that was given may be a copy: the path over what stands in it decides.' },
  message: ({ entry, oddities }: { entry: number; oddities: readonly ArmourOddity[] }) =>
    `OpenSSL cannot read the PEM block of entry ${entry}: ${armourText(oddities)}`,
  *check({ list, subject, store }: TrustListFacts) {
    // What Unified CM holds, it holds by itself: what lies here is only a copy.
    if (store === 'unified-cm') return;
    for (const entry of list.entries) {
      const found = oddities(entry.armour);
      if (found.length === 0) continue;
      yield { subject, detail: { entry: entry.entry, oddities: found }, locations: [placeOf(entry)] };
    }
  },
});
