import { clientAuthCitations } from '../../product/ca-rules.ts';
import { rule } from '../../findings/rule.ts';
import { clientAuthAsked, keptByRoots, type ClientAuthAsked, type PlanFacts } from '../../plan/facts.ts';
import { withoutClientAuth } from '../../plan/usage-advice.ts';

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
  message: ({ issuer, ends }: ClientAuthAsked) =>
    issuer === ''
      ? `a public CA is asked for client authentication, which all have ended by ${ends}`
      : `${issuer} is asked for client authentication, which it has ended on ${ends}`,
  remedy: (about) => [...withoutClientAuth(about), ...keptByRoots(about)],
  check: (facts: PlanFacts) => clientAuthAsked(facts, true),
});
