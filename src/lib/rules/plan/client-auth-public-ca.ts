import { clientAuthEnds } from '../../product/ca-rules.ts';
import { rule } from '../../findings/rule.ts';
import { countText } from '../../findings/words.ts';
import { clusterSubject, clustersOf, inFile, type PlanFacts } from '../../plan/facts.ts';
import { withoutClientAuth, type UsageCase } from '../../plan/usage-advice.ts';

type Detail = UsageCase & { readonly peers: number; readonly ends: string };

export const clientAuthPublicCa = rule({
  code: 'plan/client-auth-public-ca',
  severity: 'warning',
  what: 'A public CA is asked for client authentication, which public CAs are about to stop issuing.',
  why: 'The next renewal will come back for server authentication only; releases before X15.4 refuse it on upload, and mutual TLS towards peers fails.',
  fix: [
    'Ask your CA until when it issues client authentication.',
    'Plan an upgrade to X15.5, which keeps server and client certificate apart, or a private CA where partners can trust one.',
  ],
  notHitBy: 'a private CA; a request for serverAuth alone',
  citations: clientAuthEnds.citations,
  message: ({ peers, ends }: Detail) =>
    `${countText(peers, 'peer asks', 'peers ask')} a public CA for client authentication; public CAs stop issuing it by ${ends}`,
  remedy: (about) => [...withoutClientAuth(about), 'Ask your CA until when it issues client authentication.'],
  *check({ plan, at }: PlanFacts) {
    if (at >= Date.parse(clientAuthEnds.date)) return;
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
