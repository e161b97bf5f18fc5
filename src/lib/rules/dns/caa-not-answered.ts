import { rule } from '../../findings/rule.ts';
import type { DnsFacts } from '../../dns/facts.ts';

export const caaNotAnswered = rule({
  code: 'dns/caa-not-answered',
  severity: 'warning',
  what: 'A name server does not answer whether a CA may issue.',
  why: 'A public CA that gets no answer refuses the request.',
  fix: [
    'Let the name servers of the zone answer questions of type CAA, if only with none.',
    'Mend DNSSEC where the zone is signed.',
  ],
  notHitBy: 'a private CA, which asks nobody',
  citations: [
    { source: 'baseline-requirements', ref: '3.2.2.8' },
    { source: 'rfc', ref: '8659' },
  ],
  message: ({ zone, because }: { zone: string; because: string }) =>
    `the name server of ${zone} gives no answer about CAA: ${because}`,
  *check(facts: DnsFacts) {
    if (!facts.deployment.clusters.some(({ ca }) => ca === 'public')) return;
    for (const { zone, caa } of facts.observed.zones) {
      if (caa.is === 'not answered') yield { subject: {}, detail: { zone, because: caa.because } };
    }
  },
});
