import { listText } from '../../findings/words.ts';
import { about } from './facts.ts';
import { profileRule } from './profile-rule.ts';

export const notInPlan = profileRule({
  name: 'not-in-plan',
  both: {
    ownStep: 'be told whose it is',
    severity: 'notice',
    what: 'The {request} fits no peer of the deployment, or several equally well.',
    why: 'Its names were not compared with the plan.',
    notHitBy: "a {request} that holds its peer's FQDN, its cluster's name, or half of the planned names",
    citations: [{ source: 'product', ref: 'clusters' }],
  },
  csr: {
    typical: "The request is for another machine, or holds neither its peer's name nor the cluster's.",
    fix: [
      'If it belongs to a peer, add the peer to the deployment file, or make a request with the names of its peer.',
    ],
  },
  cert: {
    typical: "It is for another machine, or holds neither its peer's name nor the cluster's.",
    fix: [
      'If it belongs to a peer, add the peer to the deployment file, or have it issued anew with the names of its peer.',
    ],
    bears: [
      {
        requirement: 'certificate-known',
        effect: 'not known',
        rows: (_, { couldBe }) => ({ peers: couldBe }),
      },
    ],
  },
  message: ({ couldBe }: { couldBe: string[] }) =>
    couldBe.length === 0
      ? 'it fits no peer of the deployment; its names were not compared'
      : `it fits ${listText(couldBe, 'and')} equally well; its names were not compared`,
  remedy: ({ couldBe: [first] }: { couldBe: string[] }) =>
    first === undefined
      ? undefined
      : [
          `Call its file, or that of its key or request, after its peer, such as ${first}.pem, or leave it out if no peer is to have it.`,
        ],
  *check(_, facts) {
    const { match } = facts;
    if (match?.by === 'none') yield about(facts, { couldBe: match.couldBe.map(({ peer }) => peer) });
  },
});
