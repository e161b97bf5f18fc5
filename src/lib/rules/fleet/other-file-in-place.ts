import { rule } from '../../findings/rule.ts';
import type { FleetFacts } from './facts.ts';

type Detail = {
  readonly peer: string;
  readonly file: string;
  readonly holds: string;
  readonly subject: string;
};

export const otherFileInPlace = rule({
  code: 'fleet/other-file-in-place',
  severity: 'warning',
  what: 'A peer has no certificate, and the file that should hold it holds a CA certificate, the request, or the certificate of another peer.',
  why: 'The certificate itself is still missing, and the page refuses this file in its place.',
  typical:
    'The CA sent its own certificate along and it was saved under the name of the peer; or the request itself was sent back as .cer; or one certificate was saved under the names of two peers.',
  fix: [
    'Ask the CA for the certificate that it made of the request, or look for it in what the CA sent: a .p7b or .zip often holds both.',
    'Keep the private key: the certificate fits no other.',
  ],
  notHitBy: 'a peer whose certificate is in another file; a request that is called .csr or .pem',
  citations: [{ source: 'field-experience', ref: 'what CAs send back' }],
  bears: [{ requirement: 'certificate-known', effect: 'remark' }],
  message: ({ peer, file, holds, subject }: Detail) =>
    holds === 'certificate'
      ? `${file} is the certificate of ${subject}, not that of ${peer}`
      : `${file} is the ${holds} ${subject}, not the certificate of ${peer}`,
  *check({ inPlace = [] }: FleetFacts) {
    for (const { peer, place, holds, subject } of inPlace) {
      yield {
        subject: { cluster: peer.cluster, peer: peer.peer, file: place.file },
        detail: { peer: peer.peer, file: place.file, holds, subject },
        locations: [place],
      };
    }
  },
});
