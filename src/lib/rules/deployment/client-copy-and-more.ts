import { listText } from '../../findings/words.ts';
import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
} from '../../deployment/reading/mistakes.ts';
import { rule } from '../../findings/rule.ts';

type Detail = Caption & { readonly cluster: string; readonly keys: readonly string[] };

export const clientCopyAndMore = rule({
  code: 'deployment/client-copy-and-more',
  severity: 'error',
  what: 'A client store gets a copy of the server certificate, and the file says what the certificate in it is to be like.',
  why: 'A copy has the CA, the names and the usages of the server certificate: what stands beside it would be passed over.',
  fix: [
    'For a copy: client: copy of the server certificate, and nothing else.',
    'For a certificate of its own: take copyOfServer away.',
  ],
  notHitBy: 'copyOfServer: true alone; copyOfServer: false beside other keys',
  citations: [{ source: 'product', ref: 'deployment file, version 1' }],
  message: ({ cluster, keys }: Detail) =>
    `client of ${cluster} is a copy of the server certificate, and has ${listText(keys)} besides`,
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'client-copy-and-more')) {
      const { cluster, keys } = mistake;
      yield {
        subject: { cluster },
        detail: { cluster, keys, ...captionOf(mistake) },
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
