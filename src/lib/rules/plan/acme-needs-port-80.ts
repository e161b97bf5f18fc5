import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { clustersOf, inFile, isByAcme, type PlanFacts } from '../../plan/facts.ts';

export const acmeNeedsPort80 = rule({
  code: 'plan/acme-needs-port-80',
  severity: 'notice',
  what: "Let's Encrypt must reach every name of the certificate on port 80 of the Expressway-E.",
  why: 'It issues only after it has read a file at each name, and it may come to any peer of the cluster; renewals twice a day at random times ask again.',
  fix: [
    'Give every name an address record of the Expressway-E in the public DNS, of all peers where they are several.',
    'Open TCP 80 from the internet to the public address of each peer.',
  ],
  saysTheProduct: ['alarm 40061', 'alarm 40062', 'alarm 40063', 'alarm 40064'],
  citations: [{ source: 'certificate-guide', ref: 'Using ACME on Expressway-E, prerequisites' }],
  message: ({ names }: { names: string[] }) =>
    `let the addresses of ${listText(names)} lead to the Expressway-E`,
  *check({ plan }: PlanFacts) {
    for (const [cluster, peers] of clustersOf(plan, isByAcme)) {
      const names = [...new Set(peers.flatMap((peer) => peer.names.map(({ value }) => value)))];
      yield { subject: { cluster }, detail: { names }, locations: inFile(plan, peers[0]!.position) };
    }
  },
});
