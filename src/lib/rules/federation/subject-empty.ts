import type { PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { aboutPeer } from './facts.ts';

export const subjectEmpty = rule({
  code: 'federation/subject-empty',
  severity: 'warning',
  what: 'The certificate of the other server has no subject.',
  why: 'It is accepted here. The XMPP standard forbids it, so other servers may refuse it.',
  fix: ['Have the partner ask for a subject with its next certificate; the first DNS name as CN will do.'],
  citations: [{ source: 'rfc', ref: '6120 section 13.7.1.1' }],
  message: ({ domain }: { domain: string }) => `the certificate of ${domain} has no subject`,
  *check(facts: PeerFacts) {
    const { leaf, domain, profile } = facts;
    if (profile === 'xmpp-s2s' && leaf?.subject.rdns.length === 0) yield aboutPeer(facts, { domain });
  },
});
