import { rule } from '../../findings/rule.ts';
import type { UnjudgedPeerFacts } from './facts.ts';

export const notJudged = rule({
  code: 'federation/not-judged',
  severity: 'error',
  what: 'What the other server has sent could not be judged: the judgement itself has failed.',
  why: 'Nothing is known of its certificate, so the stream is refused.',
  fix: ['Report it, with the chain that was sent and this message: it is a fault of expcert.'],
  notHitBy: 'a certificate that cannot be read: that is federation/certificate-unreadable',
  citations: [{ source: 'product', ref: 'verifyPeer' }],
  message: ({ domain, problem }: { domain: string; problem: string }) =>
    `the certificate of ${domain} could not be judged: ${problem}`,
  *check({ domain, problem }: UnjudgedPeerFacts) {
    if (problem !== undefined) yield { subject: { peer: domain }, detail: { domain, problem } };
  },
});
