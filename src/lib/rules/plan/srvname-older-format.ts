import { rule } from '../../findings/rule.ts';
import { aboutName, namesOf, type PlanFacts } from '../../plan/facts.ts';

export const srvnameOlderFormat = rule({
  code: 'plan/srvname-older-format',
  severity: 'notice',
  what: 'A registration domain is planned in SRVName format, which only older Expressway pages offer.',
  why: 'Endpoints accept it, but the current Generate CSR page cannot make it, so the next renewal on the box loses it.',
  fix: ['Use format CollabEdgeDNS or DNS, unless an older endpoint needs the SRVName.'],
  citations: [
    { source: 'tac', ref: '211304' },
    { source: 'guide', ref: 'Expressway-E Server Certificate Requirements, page 11' },
  ],
  message: ({ name }: { name: string }) => `${name} is in the format of older releases`,
  *check({ plan }: PlanFacts) {
    for (const placed of namesOf(plan, ({ type }, { ca }) => type === 'SRV' && ca === 'private')) {
      yield aboutName(plan, placed);
    }
  },
});
