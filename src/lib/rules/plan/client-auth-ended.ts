import { clientAuthCitations } from '../../product/ca-rules.ts';
import { rule } from '../../findings/rule.ts';
import { countText } from '../../findings/words.ts';
import { clientAuthAsked, type ClientAuthAsked, type PlanFacts } from '../../plan/facts.ts';

export const clientAuthEnded = rule({
  code: 'plan/client-auth-ended',
  severity: 'error',
  what: 'A public CA is asked for client authentication, which it no longer issues.',
  why: 'The CA refuses the request or issues for server authentication only; releases before X15.4 then refuse the upload.',
  fix: [
    'From X15.5 on (Expressway-E: from X15.4): ask for serverAuth alone, extendedKeyUsage: [serverAuth].',
    'Before: upgrade, or use a private CA.',
  ],
  notHitBy:
    'a private CA; a request for serverAuth alone; a root outside the stores of browsers, whose policies end it',
  citations: clientAuthCitations,
  message: ({ peers, issuer, ends }: ClientAuthAsked) =>
    issuer === ''
      ? `${countText(peers, 'peer asks', 'peers ask')} a public CA for client authentication, which all have ended by ${ends}`
      : `${countText(peers, 'peer asks', 'peers ask')} ${issuer} for client authentication, which it has ended on ${ends}`,
  check: (facts: PlanFacts) => clientAuthAsked(facts, true),
});
