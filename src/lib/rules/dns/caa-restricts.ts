import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { isThere, type DnsFacts } from '../../dns/facts.ts';

export const caaRestricts = rule({
  code: 'dns/caa-restricts',
  severity: 'notice',
  what: 'A zone says which CAs may issue certificates for its names.',
  why: 'Every other CA refuses the request.',
  fix: ['Check that the CA of your choice is among them.'],
  notHitBy: 'a private CA, which asks nobody',
  citations: [
    { source: 'rfc', ref: '8659' },
    { source: 'baseline-requirements', ref: '3.2.2.8' },
  ],
  message: ({ zone, issuers }: { zone: string; issuers: readonly string[] }) =>
    `for names in ${zone} only ${issuers.length > 0 ? listText(issuers) : 'nobody'} may issue`,
  *check(facts: DnsFacts) {
    if (!facts.deployment.clusters.some(({ ca }) => ca === 'public')) return;
    for (const { zone, caa } of facts.observed.zones) {
      const issue = isThere(caa) ? caa.caa.filter(({ tag }) => tag.toLowerCase() === 'issue') : [];
      if (issue.length === 0) continue;
      const issuers = issue
        .map(({ value }) => value.replace(/;.*$/s, '').trim())
        .filter((value) => value !== '');
      yield { subject: {}, detail: { zone, issuers: [...new Set(issuers)] } };
    }
  },
});
