import type { PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { aboutPeer } from './facts.ts';

export const daneInPlaceOfCa = rule({
  code: 'federation/dane-in-place-of-ca',
  severity: 'notice',
  what: 'A secure TLSA record vouches for the certificate, and no trusted CA need do so.',
  why: 'By DANE-EE neither names nor dates nor issuers count, by DANE-TA the issuers that are trusted do not.',
  fix: ['Where only CAs are to vouch for a partner, name them under policy.anchors.'],
  notHitBy: 'a certificate that a trusted CA vouches for, too',
  citations: [{ source: 'rfc', ref: '7671 sections 5.1 and 5.2' }],
  message: ({ domain, usage }: { domain: string; usage: string }) =>
    `a TLSA record (${usage}) vouches for the certificate of ${domain}`,
  *check(facts: PeerFacts) {
    const { domain, dane } = facts;
    if (dane?.inPlaceOf) yield aboutPeer(facts, { domain, usage: dane.inPlaceOf });
  },
});
