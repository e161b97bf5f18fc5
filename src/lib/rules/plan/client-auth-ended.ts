import { clientAuthEnds } from '../../product/ca-rules.ts';
import { rule } from '../../findings/rule.ts';
import { countText } from '../../findings/words.ts';
import { clusterSubject, clustersOf, inFile, type PlanFacts } from '../../plan/facts.ts';
import { withoutClientAuth, type UsageCase } from '../../plan/usage-advice.ts';

type Detail = UsageCase & { readonly peers: number; readonly ends: string };

export const clientAuthEnded = rule({
  code: 'plan/client-auth-ended',
  severity: 'error',
  what: 'A public CA is asked for client authentication, which public CAs no longer issue.',
  why: 'The CA refuses the request or issues for server authentication only; releases before X15.4 then refuse the upload.',
  fix: [
    'From X15.5 on (Expressway-E: from X15.4): ask for serverAuth alone, extendedKeyUsage: [serverAuth].',
    'Before: upgrade, or use a private CA.',
  ],
  notHitBy: 'a private CA; a request for serverAuth alone',
  citations: clientAuthEnds.citations,
  message: ({ peers, ends }: Detail) =>
    `${countText(peers, 'peer asks', 'peers ask')} a public CA for client authentication, which ended on ${ends}`,
  remedy: withoutClientAuth,
  *check({ plan, at }: PlanFacts) {
    if (at < Date.parse(clientAuthEnds.date)) return;
    const asking = clustersOf(
      plan,
      ({ ca, request }) => ca === 'public' && request.extendedKeyUsage.includes('clientAuth'),
    );
    for (const [, peers] of asking) {
      const { role, release, store } = peers[0]!;
      yield {
        subject: clusterSubject(peers),
        detail: { role, release, store, peers: peers.length, ends: clientAuthEnds.date },
        locations: inFile(plan, peers[0]!.request.extendedKeyUsagePosition),
      };
    }
  },
});
