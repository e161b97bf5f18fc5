import { rule } from '../../findings/rule.ts';
import { clustersOf, inFile, isByAcme, type PlanFacts } from '../../plan/facts.ts';

export const acmeChainChanges = rule({
  code: 'plan/acme-chain-changes',
  severity: 'notice',
  what: "With ACME the certificate renews by itself, each time from another of the CA's intermediates.",
  why: 'Whoever trusts the intermediate alone, as some lists do, refuses the Expressway-E after a renewal that nobody noticed.',
  fix: [
    "Put the roots of Let's Encrypt (ISRG Root X1 and X2, later Root YR and YE) and its intermediates into the trusted CA lists of the Expressway-E and Expressway-C.",
    'Tell federation partners to trust the roots, not the intermediate they see.',
    'On the Server certificate page set ACME Automated Scheduler to On.',
  ],
  citations: [
    { source: 'certificate-guide', ref: 'Using ACME on Expressway-E, prerequisites' },
    { source: 'lets-encrypt', ref: 'chains of trust' },
  ],
  message: ({ peers }: { peers: string[] }) =>
    `the chain of ${peers.length === 1 ? peers[0]! : 'each peer'} changes with each renewal`,
  *check({ plan }: PlanFacts) {
    for (const [cluster, peers] of clustersOf(plan, isByAcme)) {
      yield {
        subject: { cluster },
        detail: { peers: peers.map(({ peer }) => peer) },
        locations: inFile(plan, peers[0]!.position),
      };
    }
  },
});
