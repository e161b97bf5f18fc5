import { rule } from '../../findings/rule.ts';
import { requestText } from '../../plan/request-name.ts';
import { aboutBoth, placeText, type CsrFacts } from './facts.ts';

export const severalForPeer = rule({
  code: 'csr/several-for-peer',
  severity: 'warning',
  what: 'There are several different requests for one peer and store.',
  why: 'An Expressway knows the key to its last request only: the certificate to any other one does not fit.',
  typical:
    'Generate CSR was pressed again after the first request had been sent, or the file of another peer was renamed.',
  fix: ['Find out which request is the current one, and send that one alone.'],
  notHitBy:
    'the same request given twice (then csr/given-twice); one for the server store and one for the client store',
  citations: [
    { source: 'certificate-guide', ref: 'Generating a certificate signing request: one in progress' },
  ],
  message: ({ peer, other }: { peer: string; other: string }) => `${other} is a request for ${peer} too`,
  *check(facts: CsrFacts) {
    const { peer, earlier } = facts;
    const { twin, forPeer: rival } = earlier;
    if (!peer || twin || !rival) return;
    yield aboutBoth(facts, rival, { peer: requestText(peer), other: placeText(rival.place) });
  },
});
