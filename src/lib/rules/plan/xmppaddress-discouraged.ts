import { rule } from '../../findings/rule.ts';
import { aboutName, namesOf, type PlanFacts } from '../../plan/facts.ts';

export const xmppaddressDiscouraged = rule({
  code: 'plan/xmppaddress-discouraged',
  severity: 'warning',
  what: 'A name is planned in XMPPAddress format.',
  why: 'CAs may drop it, later Expressway releases may no longer know it, Prosody never matches it, and ejabberd closes the stream on a certificate that holds one.',
  fix: ['Use format DNS for federation domains and chat node aliases.'],
  citations: [
    { source: 'guide', ref: 'Expressway-E Server Certificate Requirements, page 11' },
    { source: 'field-experience', ref: 'Prosody 0.12.3 and ejabberd 23.01, tried' },
  ],
  message: ({ name }: { name: string }) => `${name} is an XMPPAddress; few CAs and few servers take it`,
  *check({ plan }: PlanFacts) {
    for (const placed of namesOf(plan, ({ type }, { ca }) => type === 'XMPP' && ca === 'private')) {
      yield aboutName(plan, placed);
    }
  },
});
