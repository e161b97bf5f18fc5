import { quoted } from '../../deployment/wording.ts';
import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
} from '../../deployment/reading/mistakes.ts';
import { rule } from '../../findings/rule.ts';

type PeerTwice = Caption & { peer: string; firstCluster: string; firstLine: number };

export const peerTwice = rule({
  code: 'deployment/peer-twice',
  severity: 'error',
  what: 'One FQDN stands for two peers.',
  why: 'Each Expressway has a name and a certificate of its own; the second request would overwrite the first.',
  typical: 'A line was copied and its number not changed. Upper and lower case make no difference.',
  fix: ['Give each peer its own FQDN, or remove the repeated line.'],
  notHitBy: 'a name that a peer has besides, under additionalNames',
  citations: [
    { source: 'product', ref: 'deployment file, version 1' },
    { source: 'rfc', ref: '4343 section 2' },
  ],
  message: ({ peer, firstCluster }: PeerTwice) =>
    `the peer ${quoted(peer)} stands already in cluster ${firstCluster}`,
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'peer-twice')) {
      const { peer, cluster, firstCluster, firstLine } = mistake;
      yield {
        subject: { cluster, peer },
        detail: {
          peer,
          firstCluster,
          firstLine,
          ...captionOf(mistake, { label: `also in line ${firstLine}` }),
        },
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
