import { rule } from '../../findings/rule.ts';
import { aboutName, namesOf, type PlanFacts } from '../../plan/facts.ts';

export const xmppaddressFormat = rule({
  code: 'plan/xmppaddress-format',
  severity: 'error',
  what: 'A name in XMPPAddress format is planned for a certificate of a public CA.',
  why: 'A public CA may not put it into a TLS certificate: it refuses the request or drops the name, and federation fails.',
  fix: ['Use format DNS for federation domains and chat node aliases.'],
  notHitBy: 'a private CA (then plan/xmppaddress-discouraged)',
  citations: [
    { source: 'baseline-requirements', ref: 'section 7.1.2.7.12' },
    { source: 'guide', ref: 'Expressway-E Server Certificate Requirements, page 11' },
  ],
  message: ({ name }: { name: string }) => `${name}: no public CA issues an XMPPAddress`,
  *check({ plan }: PlanFacts) {
    for (const placed of namesOf(plan, ({ type }, { ca }) => type === 'XMPP' && ca === 'public')) {
      yield aboutName(plan, placed);
    }
  },
});
