import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { aboutPeer, fileOf, type FleetFacts } from './facts.ts';

export const certificatePassedOver = rule({
  code: 'fleet/certificate-passed-over',
  severity: 'notice',
  what: 'Another certificate shares names with a peer, and was not judged as its own.',
  why: 'The one was judged that by its names or key was made for the peer; of those that come to the same, any.',
  typical: 'The certificate of a web or mail server of the same domain lies in the folder.',
  fix: ['Leave the other file out, so that nobody uploads it by mistake.'],
  notHitBy: 'an older certificate of the peer (fleet/older-certificate)',
  citations: [{ source: 'product', ref: 'check' }],
  message: ({ peer, files }: { peer: string; files: string[] }) =>
    `for ${peer} there is another certificate, which was passed over and not judged: ${listText(files)}`,
  *check({ peers }: FleetFacts) {
    for (const peer of peers) {
      const files = (peer.passedOver ?? []).map(fileOf);
      if (files.length > 0) yield aboutPeer(peer, { peer: peer.plan.peer, files });
    }
  },
});
