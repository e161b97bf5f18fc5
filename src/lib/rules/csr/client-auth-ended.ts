import { clientAuthEnds } from '../../product/ca-rules.ts';
import { rule } from '../../findings/rule.ts';
import { withoutClientAuth, type UsageCase } from '../../plan/usage-advice.ts';
import { hasUsage } from '../profile/presented.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

export const clientAuthEnded = rule({
  code: 'csr/client-auth-ended',
  severity: 'warning',
  what: 'The request asks a public CA for client authentication, which public CAs no longer issue.',
  why: 'The CA refuses the request or issues for server authentication alone; releases before X15.4 then refuse the upload.',
  typical: 'The Generate CSR page puts both usages into every request.',
  fix: ['Upgrade to X15.5, which keeps server and client certificate apart, or use a private CA.'],
  notHitBy: 'a private CA; a day before the end',
  citations: clientAuthEnds.citations,
  remedy: withoutClientAuth,
  message: ({ ends }: UsageCase & { readonly ends: string }) =>
    `public CAs have issued no clientAuth since ${ends}`,
  *check(facts: CsrFacts) {
    const { peer, at, request } = facts;
    if (peer?.ca !== 'public' || at < Date.parse(clientAuthEnds.date)) return;
    if (request.extendedKeyUsage === undefined || !hasUsage(facts.request, 'clientAuth')) return;
    const { role, release, store } = peer;
    yield about(facts, { role, release, store, ends: clientAuthEnds.date });
  },
});
