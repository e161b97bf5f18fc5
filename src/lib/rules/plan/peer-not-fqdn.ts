import { rule } from '../../findings/rule.ts';
import type { PlanFacts } from '../../plan/facts.ts';
import { peersWithoutDomain, type PeerWithoutDomain } from './peer-facts.ts';

export const peerNotFqdn = rule({
  code: 'plan/peer-not-fqdn',
  severity: 'warning',
  what: 'A peer is called by a host name without a domain, on a release that may take such a certificate.',
  why: 'Public CAs may not issue for it (an internal name), a private CA may; whoever connects by the full name refuses the certificate, and a newer release does on upload.',
  typical: '"Domain name" of System > DNS was left empty, as VCS allowed.',
  fix: [
    'Enter the domain under System > DNS ("Domain name"), and write host name and domain together as the name of the peer.',
    'Until then have the certificate signed by a private CA (ca: private), and let every zone connect by the short name.',
  ],
  notHitBy: 'a fully qualified name; X14.0.2 and later (then plan/peer-name-refused)',
  citations: [
    { source: 'baseline-requirements', ref: 'sections 4.2.2 and 7.1.2.7.12' },
    { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
  ],
  message: ({ peer, ca }: PeerWithoutDomain) =>
    ca === 'public'
      ? `${peer} has no domain, and no public CA may issue for it`
      : `${peer} has no domain: a private CA may issue for it, a public CA may not`,
  *check({ plan }: PlanFacts) {
    yield* peersWithoutDomain(plan, 'may be taken');
  },
});
