import { rule } from '../../findings/rule.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const notInPlan = rule({
  code: 'cert/not-in-plan',
  severity: 'notice',
  what: 'The certificate fits no peer of the deployment, or several equally well.',
  why: 'Its names were not compared with the plan.',
  typical: "It is for another machine, or holds neither its peer's name nor the cluster's.",
  fix: [
    'If it belongs to a peer, add the peer to the deployment file, or have it issued anew with the names of its peer.',
  ],
  notHitBy: "a certificate that holds its peer's FQDN, its cluster's name, or half of the planned names",
  citations: [{ source: 'product', ref: 'clusters' }],
  bears: [
    { requirement: 'certificate-known', effect: 'not known', rows: (_, { couldBe }) => ({ peers: couldBe }) },
  ],
  message: ({ couldBe }: { couldBe: string[] }) =>
    couldBe.length === 0
      ? 'it fits no peer of the deployment; its names were not compared'
      : `it fits ${couldBe.join(' and ')} equally well; its names were not compared`,
  *check(facts: PeerCertificateFacts) {
    if (facts.match?.by !== 'none') return;
    yield about(facts, { couldBe: facts.match.couldBe.map(({ peer }) => peer) });
  },
});
