import { clientAuthEnds } from '../../product/ca-rules.ts';
import { rule } from '../../findings/rule.ts';
import { countText } from '../../findings/words.ts';
import { clustersOf, inFile, type PlanFacts } from '../../plan/facts.ts';

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
  message: ({ peers, ends }: { peers: number; ends: string }) =>
    `${countText(peers, 'peer asks', 'peers ask')} a public CA for client authentication, which ended on ${ends}`,
  *check({ plan, at }: PlanFacts) {
    if (at < Date.parse(clientAuthEnds.date)) return;
    const asking = clustersOf(
      plan,
      ({ ca, request }) => ca === 'public' && request.extendedKeyUsage.includes('clientAuth'),
    );
    for (const [cluster, peers] of asking) {
      yield {
        subject: { cluster },
        detail: { peers: peers.length, ends: clientAuthEnds.date },
        locations: inFile(plan, peers[0]!.request.extendedKeyUsagePosition),
      };
    }
  },
});
