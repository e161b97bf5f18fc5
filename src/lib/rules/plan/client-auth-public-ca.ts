import { clientAuthCitations } from '../../product/ca-rules.ts';
import { rule } from '../../findings/rule.ts';
import { clientAuthAsked, keptByRoots, type ClientAuthAsked, type PlanFacts } from '../../plan/facts.ts';
import { withoutClientAuth } from '../../plan/usage-advice.ts';

export const clientAuthPublicCa = rule({
  code: 'plan/client-auth-public-ca',
  severity: 'warning',
  what: 'A public CA is asked for client authentication, which public CAs stop issuing one by one.',
  why: 'The next renewal will come back for server authentication only; releases before X15.4 refuse it on upload, and mutual TLS towards peers fails.',
  fix: [
    'Ask your CA until when it issues client authentication.',
    'Plan an upgrade to X15.5, which keeps server and client certificate apart, or a private CA where partners can trust one.',
  ],
  notHitBy:
    'a private CA; a request for serverAuth alone; a root outside the stores of browsers, whose policies end it',
  citations: clientAuthCitations,
  message: ({ issuer, ends, timetable }: ClientAuthAsked) =>
    issuer === ''
      ? `a public CA is asked for client authentication; public CAs end it one by one: ${timetable}`
      : `${issuer} is asked for client authentication, which it ends on ${ends}`,
  remedy: (about) => [
    ...withoutClientAuth(about),
    ...keptByRoots(about),
    'Ask your CA until when it issues client authentication.',
  ],
  check: (facts: PlanFacts) => clientAuthAsked(facts, false),
});
