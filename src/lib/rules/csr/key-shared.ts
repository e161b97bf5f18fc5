import { rule } from '../../findings/rule.ts';
import { aboutBoth, placeText, type CsrFacts } from './facts.ts';

export const keyShared = rule({
  code: 'csr/key-shared',
  severity: 'warning',
  what: 'Two requests for different certificates have the same key.',
  why: 'Whoever gets hold of the key on one machine can pose as the other; to change one certificate after that, both must change.',
  typical: 'One request was made for a whole cluster and edited for each peer.',
  fix: ['Make each peer a key of its own, and new requests with them.'],
  notHitBy: 'two requests for one peer with the key used again, or the same request given twice',
  citations: [
    { source: 'certificate-guide', ref: 'Generating a certificate signing request: one for each peer' },
  ],
  message: ({ other }: { other: string }) => `the same key as ${other}`,
  *check(facts: CsrFacts) {
    const { sharingKey } = facts.earlier;
    if (!sharingKey) return;
    yield aboutBoth(facts, sharingKey, { other: placeText(sharingKey.place) });
  },
});
