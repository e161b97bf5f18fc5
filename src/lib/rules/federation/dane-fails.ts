import type { PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { aboutPeer } from './facts.ts';

export const daneFails = rule({
  code: 'federation/dane-fails',
  severity: 'error',
  what: 'The TLSA records of the domain speak against the certificate, or DNSSEC shows that they are forged.',
  why: 'The owner of the domain has said in DNS which certificates are its own: this one may be somebody else’s.',
  typical: 'A renewed certificate whose record was not published before it.',
  fix: ['Have the partner publish TLSA records for its certificate, and see to its DNSSEC.'],
  notHitBy: 'records whose DNSSEC is insecure: they say nothing',
  citations: [
    { source: 'rfc', ref: '6698 section 4.1' },
    { source: 'rfc', ref: '7671 section 4' },
  ],
  message: ({ domain, isForged }: { domain: string; isForged: boolean }) =>
    isForged
      ? `DNSSEC shows that the TLSA records for ${domain} are forged`
      : `none of the TLSA records for ${domain} fits its certificate`,
  *check(facts: PeerFacts) {
    const { domain, dane } = facts;
    if (dane?.state === 'fails') yield aboutPeer(facts, { domain, isForged: dane.isForged });
  },
});
