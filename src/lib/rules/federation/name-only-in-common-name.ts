import { isNamed, type PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { aboutPeer } from './facts.ts';

export const nameOnlyInCommonName = rule({
  code: 'federation/name-only-in-common-name',
  severity: 'error',
  what: 'The domain stands in the CN of the certificate, and in none of its subject alternative names.',
  why: 'The CN does not count: no CA vouches for it as a name, and name constraints do not bind it.',
  fix: [
    'Have the partner get a certificate with the domain as a DNS name among the subject alternative names.',
    'For a partner who cannot, peerNames: { commonName: true } accepts the CN, as RFC 6125 did.',
  ],
  notHitBy: 'a certificate with the domain in both places',
  citations: [
    { source: 'rfc', ref: '9525 section 2' },
    { source: 'guide', ref: 'Table 3, Require client-side security certificates, page 14' },
  ],
  message: ({ domain }: { domain: string }) => `${domain} stands only in the CN of the certificate`,
  *check(facts: PeerFacts) {
    if (facts.isCommonName && !isNamed(facts)) yield aboutPeer(facts, { domain: facts.domain });
  },
});
