import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { aboutPeer, fileOf, type FleetFacts } from './facts.ts';

export const olderCertificate = rule({
  code: 'fleet/older-certificate',
  severity: 'notice',
  what: 'There is an older certificate for one store of a peer.',
  why: 'Only the newest was judged.',
  typical: 'The certificate before the renewal lies in the same folder.',
  fix: ['Leave the older file out, so that nobody uploads it by mistake.'],
  notHitBy:
    'a server and a client certificate of X15.5; the same certificate in two files; one that began at the same time (fleet/certificates-begin-together)',
  citations: [{ source: 'product', ref: 'check' }],
  message: ({ peer, files }: { peer: string; files: string[] }) =>
    `${peer} has an older certificate, which was not judged: ${listText(files)}`,
  *check({ peers }: FleetFacts) {
    for (const peer of peers) {
      if (peer.older.length === 0) continue;
      const files = peer.older.map(fileOf);
      yield aboutPeer(peer, { peer: peer.plan.peer, files });
    }
  },
});
