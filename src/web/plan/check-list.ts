import { altNameText, keyKindText, requestText } from '../../lib/front.ts';
import type { Plan } from '../../lib/index.ts';
import { text } from '../texts/text.ts';

/** What the PKI team should find in the requests it gets. */
export const checkListText = ({ deployment, requests }: Plan): string =>
  [
    text('create.checkListHead', { deployment: deployment.name }),
    ...requests.flatMap((planned) => [
      '',
      text('create.checkListPeer', {
        peer: requestText(planned),
        commonName: planned.commonName,
        key: keyKindText(planned.request.key),
        hash: `SHA-${planned.request.hash.slice(3)}`,
      }),
      ...planned.names.map((name) => `  ${altNameText(name)}`),
    ]),
    '',
  ].join('\n');
