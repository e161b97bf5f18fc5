import { altNameText, keyKindText } from '../../lib/front.ts';
import type { Plan } from '../../lib/index.ts';
import { text } from '../texts/text.ts';

/** What the PKI team should find in the requests it gets. */
export const checkListText = ({ deployment, peers }: Plan): string =>
  [
    text('create.checkListHead', { deployment: deployment.name }),
    ...peers.flatMap(({ peer, commonName, request: { key, hash }, names }) => [
      '',
      text('create.checkListPeer', {
        peer,
        commonName,
        key: keyKindText(key),
        hash: `SHA-${hash.slice(3)}`,
      }),
      ...names.map((name) => `  ${altNameText(name)}`),
    ]),
    '',
  ].join('\n');
