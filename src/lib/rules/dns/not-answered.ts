import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { allAnswers, type DnsFacts } from '../../dns/facts.ts';

export const notAnswered = rule({
  code: 'dns/not-answered',
  severity: 'warning',
  what: 'A name server gave no answer.',
  why: 'Nothing is known of these records: they may be right or wrong.',
  fix: [
    'Check that the resolver can be reached and may be asked from here.',
    'Ask again, or another resolver.',
  ],
  notHitBy: 'questions about CAA: dns/caa-not-answered',
  citations: [{ source: 'product', ref: 'dns' }],
  message: ({ names, because }: { names: readonly string[]; because: string }) =>
    `no answer (${because}) for ${listText(names)}`,
  *check(facts: DnsFacts) {
    const unanswered = new Map<string, Set<string>>();
    for (const { name, answer } of allAnswers(facts)) {
      if (answer.is !== 'not answered') continue;
      unanswered.set(answer.because, (unanswered.get(answer.because) ?? new Set()).add(name));
    }
    for (const [because, names] of unanswered) {
      yield { subject: {}, detail: { names: [...names], because } };
    }
  },
});
