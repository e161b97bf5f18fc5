import { rule } from '../../findings/rule.ts';
import type { PlanFacts } from '../../plan/facts.ts';
import { releaseFacts } from '../../product/release.ts';
import { peersWithoutDomain, type PeerWithoutDomain } from './peer-facts.ts';

export const peerNameRefused = rule({
  code: 'plan/peer-name-refused',
  severity: 'error',
  what: 'A peer is called by a host name without a domain, and its release refuses a certificate for one.',
  why: 'The upload fails; and public CAs may not issue for such a name (an internal name), a private CA may.',
  typical: '"Domain name" of System > DNS is empty.',
  fix: [
    'Enter the domain under System > DNS ("Domain name"), and write host name and domain together as the name of the peer.',
  ],
  notHitBy: 'a fully qualified name; releases before X14.0.2 (then plan/peer-not-fqdn)',
  saysTheProduct: ['Subject alternative name must be a valid FQDN', 'Common name must be a valid FQDN'],
  citations: [
    releaseFacts.fullNamesAtUpload.citation,
    { source: 'baseline-requirements', ref: 'sections 4.2.2 and 7.1.2.7.12' },
  ],
  message: ({ peer, release }: PeerWithoutDomain) =>
    `${peer} has no domain, and ${release} takes only fully qualified names in a certificate`,
  *check({ plan }: PlanFacts) {
    yield* peersWithoutDomain(plan, 'is refused');
  },
});
