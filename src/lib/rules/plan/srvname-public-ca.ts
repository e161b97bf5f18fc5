import { rule } from '../../findings/rule.ts';
import { aboutName, namesOf, type PlanFacts } from '../../plan/facts.ts';

export const srvnamePublicCa = rule({
  code: 'plan/srvname-public-ca',
  severity: 'error',
  what: 'A registration domain in SRVName format is planned for a certificate of a public CA.',
  why: 'A public CA may not put it into a TLS certificate: it refuses the request or drops the name, and devices cannot register from outside.',
  fix: ['Use format CollabEdgeDNS, or DNS, for the registration domain.'],
  notHitBy: 'a private CA (then plan/srvname-older-format)',
  citations: [
    { source: 'baseline-requirements', ref: 'section 7.1.2.7.12' },
    { source: 'tac', ref: '211304' },
  ],
  message: ({ name }: { name: string }) => `${name}: no public CA issues an SRVName`,
  *check({ plan }: PlanFacts) {
    for (const placed of namesOf(plan, ({ type }, { ca }) => type === 'SRV' && ca === 'public')) {
      yield aboutName(plan, placed);
    }
  },
});
