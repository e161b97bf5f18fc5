import { rule } from '../../findings/rule.ts';
import { aboutEntries, dayText, entryText, rowsOf, type EntryDetail, type TrustListFacts } from './facts.ts';

type Detail = { readonly entries: EntryDetail[]; readonly kept: EntryDetail; readonly keptFrom: string };

export const subjectReplaced = rule({
  code: 'trust/subject-replaced',
  severity: 'warning',
  what: 'Several certificates with the same subject are meant for one trust store of Unified CM.',
  why: 'The store keeps one certificate per subject, the one that begins later; what the other verified fails.',
  fix: ['Check which of them is needed, and upload that one alone.'],
  notHitBy: 'the trusted-CA list of an Expressway, which keeps both',
  citations: [{ source: 'ucm-security-guide', ref: 'Certificates, trust stores' }],
  bears: [
    { requirement: 'trusted-by-unified-cm', effect: 'remark', rows: rowsOf('trusted-by-unified-cm') },
    { requirement: 'trusted-by-imp', effect: 'remark', rows: rowsOf('trusted-by-imp') },
  ],
  message: ({ entries, kept, keptFrom }: Detail) =>
    `${entries.length} certificates have the subject ${kept.subject}; the store keeps ${entryText(kept)}, valid from ${keptFrom}`,
  *check(facts: TrustListFacts) {
    if (facts.store !== 'unified-cm') return;
    for (const entries of facts.list.sameSubject) {
      const newest = entries.reduce((a, b) => (b.certificate.notBefore > a.certificate.notBefore ? b : a));
      const occurrence = aboutEntries(facts, entries);
      const kept = occurrence.detail.entries[entries.indexOf(newest)]!;
      yield {
        ...occurrence,
        detail: { ...occurrence.detail, kept, keptFrom: dayText(newest.certificate.notBefore) },
      };
    }
  },
});
