import { rule } from '../../findings/rule.ts';
import { holdsFor, releaseFacts, sanTextLimitCharacters } from '../../product/release.ts';
import { altNameText } from '../../san/required.ts';
import { about, releaseOf, servicesFor, type PeerCertificateFacts } from './facts.ts';
import { namesBehindLimit, valueOf } from './limit-facts.ts';

export const namesTooLong = rule({
  code: 'cert/names-too-long',
  severity: 'error',
  what: 'The text of the subject alternative names is longer than this release reads.',
  why: 'Names behind the 999th character are ignored: phones whose security profile stands there cannot register.',
  fix: ['Upgrade to X8.10 or later, or make a request with the phone security profile names first.'],
  notHitBy: 'X8.10 and later',
  saysTheProduct: ['CSCuq86376'],
  citations: [releaseFacts.sanTextLimit.citation, { source: 'tac', ref: '213872' }],
  bears: [
    {
      requirement: 'names-present',
      effect: 'fails',
      rows: (facts) => ({ services: servicesFor(facts, namesBehindLimit(facts.issued.names, valueOf)) }),
    },
    // Whether the types and the separators count is not documented.
    {
      requirement: 'names-present',
      effect: 'not known',
      rows: (facts) => ({ services: servicesFor(facts, namesBehindLimit(facts.issued.names, altNameText)) }),
    },
  ],
  message: ({ length, release }: { length: number; release: string }) =>
    `the names take ${length} characters; ${release} reads ${sanTextLimitCharacters}`,
  *check(facts: PeerCertificateFacts) {
    const release = releaseOf(facts);
    if (release === undefined || !holdsFor(releaseFacts.sanTextLimit, release)) return;
    const { length } = facts.issued.names.map(altNameText).join(', ');
    if (length > sanTextLimitCharacters) yield about(facts, { length, release });
  },
});
