import { rule } from '../../findings/rule.ts';
import { altNameKey, altNameText } from '../../san/required.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

export const nameDuplicate = rule({
  code: 'csr/name-duplicate',
  severity: 'notice',
  what: 'The request holds the same name more than once.',
  why: 'It does no harm on the Expressway; some CAs count, and bill, every entry.',
  typical: 'A domain that is typed into two fields of the Generate CSR page.',
  fix: ['Leave the second one out of a new request.'],
  notHitBy: 'the same text in two forms, DNS and XMPPAddress',
  citations: [{ source: 'rfc', ref: '4343 section 3' }],
  message: ({ name }: { name: string }) => `${name} is there more than once`,
  *check(facts: CsrFacts) {
    const times = new Map<string, number>();
    for (const name of facts.request.names) {
      const key = altNameKey(name);
      times.set(key, (times.get(key) ?? 0) + 1);
      if (times.get(key) === 2) yield about(facts, { name: altNameText(name) });
    }
  },
});
