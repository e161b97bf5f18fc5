import {
  caNames,
  caOf,
  clientAuthCitations,
  clientAuthEnd,
  hasClientAuthEnded,
} from '../../product/ca-rules.ts';
import { rule } from '../../findings/rule.ts';
import { hasUsage } from '../profile/presented.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

export const clientAuthEnded = rule({
  code: 'csr/client-auth-ended',
  severity: 'warning',
  what: 'The request asks a public CA for client authentication, which it no longer issues.',
  why: 'The CA refuses the request or issues for server authentication alone; releases before X15.4 then refuse the upload.',
  typical: 'The Generate CSR page puts both usages into every request.',
  fix: ['Upgrade to X15.5, which keeps server and client certificate apart, or use a private CA.'],
  notHitBy: 'a private CA; a day before the end',
  citations: clientAuthCitations,
  message: ({ issuer, ends }: { issuer: string; ends: string }) =>
    `no clientAuth is issued by ${issuer} since ${ends}`,
  *check(facts: CsrFacts) {
    const { plan, peer, at, request } = facts;
    if (!plan || peer?.ca !== 'public') return;
    const ca = caOf(peer.issuer, plan.facts);
    const ends = clientAuthEnd(ca, plan.facts);
    if (ends === undefined || !hasClientAuthEnded(ca, at, plan.facts)) return;
    if (request.extendedKeyUsage === undefined || !hasUsage(facts.request, 'clientAuth')) return;
    yield about(facts, { issuer: caNames[ca], ends });
  },
});
