import { keyObject, keyText } from '../../../fixtures/recipes/requests.ts';
import {
  certificateFile,
  clientFile,
  clientOf,
  hasClientStore,
  keyFile,
  requestFile,
  type Drawn,
} from './build.ts';
import type { PeerPlan } from '../../../src/lib/plan/plan.ts';
import type { Folder } from '../handover.ts';
import type { Defect, Defective } from './defects.ts';
import { hit, ofAbsent, presented, type Hit } from './hits.ts';

/** The file of the server certificate is otherwise. */
const certificateIn = (
  name: string,
  content: (pem: string, ca: string, der: Uint8Array) => string | Uint8Array,
): Defect => ({
  name,
  apply: (_, { peer }) => ({
    folder: (made) => ({
      [certificateFile(peer)]: content(made[peer]!.pem, made['issuing']!.pem, made[peer]!.der),
    }),
    hits: [hit('file-accepted', 'fails', [peer], { store: 'server' })],
    carriers: [certificateFile(peer)],
  }),
});

const keyHeld = (drawn: Drawn, { peer }: PeerPlan, effect: Hit['effect']): Hit[] =>
  // One key is that of both stores.
  (hasClientStore(drawn.shape) ? (['server', 'client'] as const) : (['server'] as const)).map((store) =>
    hit('key-held', effect, [peer], { store }),
  );

/** The key of a peer that has one at hand is otherwise. */
const key = (
  name: string,
  content: (drawn: Drawn, peer: PeerPlan) => Folder[string],
  hits: (drawn: Drawn, peer: PeerPlan) => readonly Hit[],
  more: Pick<Defective, 'options' | 'seenByRuleAlone'> = {},
): Defect => ({
  name,
  apply: (drawn, peer) =>
    peer.custody === 'tool'
      ? {
          folder: () => ({ [keyFile(peer.peer)]: content(drawn, peer) }),
          ...more,
          hits: hits(drawn, peer),
          carriers: [keyFile(peer.peer)],
        }
      : undefined,
});

/** The name of its file says that it is the server store's; of the client store's there is none then. */
const wrongKey = (drawn: Drawn, peer: PeerPlan): Hit[] => [
  ...keyHeld(drawn, peer, 'fails').filter(({ store }) => store === 'server'),
  ...keyHeld(drawn, peer, 'not known').filter(({ store }) => store === 'client'),
];

export const defectsOfFiles: readonly Defect[] = [
  certificateIn('the certificate is DER', (_, __, der) => der),
  certificateIn('a CA stands behind it in the file', (pem, ca) => pem + ca),
  certificateIn('a blank line stands in its PEM', (pem) => pem.replace('\n-----END', '\n\n-----END')),
  {
    name: 'there is no certificate for the peer',
    apply: (drawn, { peer }) => ({
      folder: () => ({ [certificateFile(peer)]: undefined }),
      hits: ofAbsent(
        drawn,
        presented(drawn).filter(({ plan, store }) => plan.peer === peer && store === 'server'),
      ),
      carriers: [],
    }),
  },
  {
    name: 'there is no client certificate for the peer',
    apply: (drawn, { peer }) =>
      hasClientStore(drawn.shape)
        ? {
            folder: () => ({ [clientFile(peer)]: undefined }),
            hits: ofAbsent(
              drawn,
              presented(drawn).filter(({ name }) => name === clientOf(peer)),
            ),
            carriers: [],
          }
        : undefined,
  },
  key(
    'there is no key',
    () => undefined,
    (drawn, peer) => keyHeld(drawn, peer, 'not known'),
  ),
  key('the key of nobody lies in its place', () => keyText('rsa-2056'), wrongKey),
  key('the key of the issuing CA lies in its place', () => keyText('rsa-2048-c'), wrongKey),
  key(
    'the key has a passphrase, which is known',
    (drawn, { peer }) =>
      String(
        keyObject(drawn.recipes[peer]!.key!).export({
          type: 'pkcs8',
          format: 'pem',
          cipher: 'aes-256-cbc',
          passphrase: 'secret',
        }),
      ),
    (drawn, { peer }) => [
      hit('file-accepted', 'fails', [peer], { store: 'server' }),
      ...(hasClientStore(drawn.shape) ? [hit('file-accepted', 'fails', [peer], { store: 'client' })] : []),
    ],
    // What the file of the certificate is, says nothing of that of the key.
    { options: { passphrases: ['secret'] }, seenByRuleAlone: true },
  ),
  {
    name: 'the key is kept on the Expressway, and its request is not here',
    apply: (drawn, peer) =>
      peer.custody === 'expressway'
        ? {
            folder: () => ({ [requestFile(peer.peer)]: undefined }),
            hits: keyHeld(drawn, peer, 'not known'),
            carriers: [],
          }
        : undefined,
  },
];
