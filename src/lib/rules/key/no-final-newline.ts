import { rule } from '../../findings/rule.ts';
import { about, rowsOfOwners, type KeyFacts } from './facts.ts';

export const noFinalNewline = rule({
  code: 'key/no-final-newline',
  severity: 'warning',
  what: 'The file of the private key does not end in a newline.',
  why: 'The Expressway takes it, and mobile and remote access fails later.',
  typical: 'The key was copied out of a window and saved by an editor that adds no newline.',
  fix: [
    "Add the newline, with the name of the file for KEY: printf '\\n' >> KEY. expcert itself never writes to a key.",
  ],
  notHitBy: 'DER and PKCS#12',
  citations: [
    { source: 'certificate-guide', ref: 'Troubleshooting, private key without a newline at the end' },
  ],
  bears: [{ requirement: 'key-held', effect: 'not known', services: ['mra'], rows: rowsOfOwners }],
  message: () => 'the file does not end in a newline',
  *check(facts: KeyFacts) {
    if (facts.endsInNewline === false) yield about(facts, {});
  },
});
