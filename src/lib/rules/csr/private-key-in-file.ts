import { rule } from '../../findings/rule.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

export const privateKeyInFile = rule({
  code: 'csr/private-key-in-file',
  severity: 'warning',
  what: 'The file that holds the request holds a private key as well.',
  why: 'Whoever gets the file, the CA first of all, gets the key with it.',
  typical: 'openssl wrote both into one file, or two files were joined.',
  fix: [
    'Send the CA a file with the request alone.',
    'If the file has been sent already, make a new key and a new request.',
  ],
  notHitBy: 'a request and its key in two files',
  citations: [{ source: 'field-experience', ref: 'requests mailed together with their key' }],
  message: () => 'the private key stands in the same file',
  *check(facts: CsrFacts) {
    if (facts.hasPrivateKeyBeside) yield about(facts, {});
  },
});
