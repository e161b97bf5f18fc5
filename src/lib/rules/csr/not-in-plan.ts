import { rule } from '../../findings/rule.ts';
import { about, type CsrFacts } from './facts.ts';

export const notInPlan = rule({
  code: 'csr/not-in-plan',
  severity: 'notice',
  what: 'The request fits no peer of the deployment, or several equally well.',
  why: 'Its names were not compared with the plan.',
  typical: "The request is for another machine, or holds neither its peer's name nor the cluster's.",
  fix: [
    'If it belongs to a peer, add the peer to the deployment file, or make a request with the names of its peer.',
  ],
  notHitBy: "a request that holds its peer's FQDN, its cluster's name, or half of the planned names",
  citations: [{ source: 'product', ref: 'clusters' }],
  message: ({ couldBe }: { couldBe: string[] }) =>
    couldBe.length === 0
      ? 'it fits no peer of the deployment; its names were not compared'
      : `it fits ${couldBe.join(' and ')} equally well; its names were not compared`,
  remedy: ({ couldBe }) =>
    couldBe.length === 0
      ? [
          'If it belongs to a peer, add the peer to the deployment file, or make a request with the names of its peer.',
        ]
      : [`Make a request that holds the name of its own peer, such as ${couldBe[0]}.`],
  *check(facts: CsrFacts) {
    if (facts.match?.by !== 'none') return;
    yield { ...about(facts), detail: { couldBe: facts.match.couldBe.map(({ peer }) => peer) } };
  },
});
