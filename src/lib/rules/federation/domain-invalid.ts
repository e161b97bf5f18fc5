import type { PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { aboutPeer } from './facts.ts';

export const domainInvalid = rule({
  code: 'federation/domain-invalid',
  severity: 'error',
  what: 'The other server calls itself by something that is no domain, or could be two.',
  why: 'No certificate can name it, and no list can hold it: the stream is refused.',
  typical:
    'An IP address, an underscore, or a letter such as ß that old and new rules turn into different domains.',
  fix: ['Have the partner use its domain in A-labels (xn--…) as "from".'],
  citations: [
    { source: 'rfc', ref: '7622 section 3.2' },
    { source: 'rfc', ref: '5894 section 7.2' },
  ],
  message: ({ domain, text }: { domain: string; text: string }) => `"${domain}" ${text}`,
  *check(facts: PeerFacts) {
    const { domain, domainFault: fault } = facts;
    if (fault) yield aboutPeer(facts, { domain, text: fault.text });
  },
});
