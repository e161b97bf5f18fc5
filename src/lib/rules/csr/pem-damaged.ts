import { rule } from '../../findings/rule.ts';
import { armourText, oddities, type ArmourOddity } from '../../formats/armour.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

export const pemDamaged = rule({
  code: 'csr/pem-damaged',
  severity: 'warning',
  what: 'The request is whole, but its PEM block is written in a way that strict programs cannot read.',
  why: 'A CA that reads with OpenSSL refuses it, or finds no request in it.',
  typical: 'The request was copied out of a mail or a web page, or an editor saved it as Unicode.',
  fix: [
    'Download or save the request again, or write it to a new file in plain ASCII: the BEGIN line, the lines of base64, the END line, nothing in front of them and no empty line between.',
  ],
  notHitBy: 'CRLF, a byte order mark, text above and below, long lines, all of which OpenSSL reads',
  citations: [
    { source: 'rfc', ref: '7468 section 3' },
    { source: 'field-experience', ref: 'requests that were pasted into the form of a CA' },
  ],
  message: ({ oddities }: { oddities: readonly ArmourOddity[] }) =>
    `OpenSSL cannot read the PEM block: ${armourText(oddities)}`,
  *check(facts: CsrFacts) {
    const found = oddities(facts.armour);
    if (found.length > 0) yield about(facts, { oddities: found });
  },
});
