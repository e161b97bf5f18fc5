import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import type { FederationFacts } from './facts.ts';

export const privateCasUnbound = rule({
  code: 'federation/private-cas-unbound',
  severity: 'notice',
  what: 'Several private CAs are trusted, and each may speak for every domain.',
  why: 'The CA of one partner can issue a certificate by which its servers pass for those of another. An Expressway has one list for all.',
  fix: [
    'On a gateway, name the CA of each partner under federation.partners[].policy.anchors: it then speaks for this partner alone.',
    'On an Expressway-E, trust no more private CAs than partners need, or ask for certificates of public CAs.',
  ],
  notHitBy: 'one private CA beside public ones; CAs that partners name as theirs',
  citations: [
    { source: 'guide', ref: 'Certificates and Secure TLS Connections, page 22' },
    { source: 'field-experience', ref: 'federation between private PKIs' },
  ],
  message: ({ cas }: { cas: readonly string[] }) =>
    `${listText(cas)} are private CAs that may speak for every domain`,
  *check({ unboundPrivateCas: cas, listPlaces: locations = [] }: FederationFacts) {
    if (cas.length > 1) yield { subject: {}, detail: { cas }, locations };
  },
});
