import { rule } from '../../findings/rule.ts';
import { about, type KeyFacts } from './facts.ts';

export const readableByOthers = rule({
  code: 'key/readable-by-others',
  severity: 'warning',
  what: 'Others on this machine can read the file of the private key.',
  why: 'Whoever has the key can pass for the Expressway.',
  fix: ['chmod 600 the file.'],
  notHitBy: 'mode 0600; a file whose mode nobody knows, such as one in a zip',
  citations: [{ source: 'product', ref: 'key files' }],
  bears: { nothing: 'The Expressway works; the danger is whoever reads the key.' },
  message: () => 'others can read the file',
  *check(facts: KeyFacts) {
    if (facts.isReadableByOthers === true) yield about(facts, {});
  },
});
