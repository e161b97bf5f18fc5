import { rule } from '../../findings/rule.ts';
import { armourText, oddities, type ArmourOddity } from '../../formats/armour.ts';
import { about, failsItsUpload, type KeyFacts } from './facts.ts';

export const pemDamaged = rule({
  code: 'key/pem-damaged',
  severity: 'error',
  what: 'The private key is whole, but its PEM file is written in a way that the Expressway cannot read.',
  why: 'The Expressway reads with OpenSSL, which finds no key in such a file: the upload of certificate and key fails.',
  typical: 'The key was copied out of a window or a password store, or an editor saved it as Unicode.',
  fix: [
    'Write the key to a new file in plain ASCII: the BEGIN line, the lines of base64, the END line, nothing in front of them and no empty line between. expcert itself never writes to a key.',
  ],
  notHitBy: 'CRLF, a byte order mark, text above and below, long lines, all of which OpenSSL reads',
  citations: [
    { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
    { source: 'rfc', ref: '7468 section 3' },
  ],
  bears: [failsItsUpload],
  message: ({ oddities }: { oddities: readonly ArmourOddity[] }) =>
    `OpenSSL cannot read the PEM block: ${armourText(oddities)}`,
  *check(facts: KeyFacts) {
    const found = oddities(facts.armour);
    if (found.length > 0) yield about(facts, { oddities: found });
  },
});
