import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { aboutPeer, textsOf, type FleetFacts } from './facts.ts';

export const equallyNew = rule({
  code: 'fleet/equally-new',
  severity: 'warning',
  what: 'Several certificates for one store of a peer began at the same time.',
  why: 'One of them was judged, and nothing in them says which is to be uploaded.',
  typical: 'The CA answered one request twice, or a file holds what was meant for the other store.',
  fix: ['Find out which of them is to be uploaded, and leave the others out.'],
  notHitBy: 'a server and a client certificate of X15.5; one that began earlier (fleet/older-certificate)',
  citations: [{ source: 'product', ref: 'check' }],
  bears: { nothing: 'What holds of the one that was judged is told by its verdicts.' },
  message: ({ peer, files }: { peer: string; files: string[] }) =>
    `${peer} has more certificates for the same store that began at the same time, and these were not judged: ${listText(files)}`,
  *check({ peers }: FleetFacts) {
    for (const peer of peers) {
      const { equallyNew: files = [] } = peer;
      if (files.length > 0) yield aboutPeer(peer, { peer: peer.plan.peer, files: textsOf(files) });
    }
  },
});
