import { uploadDemands } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { hasUsage } from '../profile/presented.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

export const usageMissing = rule({
  code: 'csr/usage-missing',
  severity: 'error',
  what: 'The request lacks an extended key usage that this release demands of this role.',
  why: 'The Expressway refuses a certificate without it on upload.',
  typical:
    'The request was made with a template for web servers, which asks for server authentication alone.',
  fix: [
    'Make a new request that asks for serverAuth and clientAuth; the Generate CSR page always asks for both.',
  ],
  notHitBy:
    'serverAuth alone on an Expressway-E from X15.4, on an Expressway-C from X15.5; a request without any usage (csr/usage-not-requested)',
  citations: [
    { source: 'tac', ref: '225482 and 225693' },
    { source: 'tac', ref: '213872' },
    { source: 'collaboration-cvd', ref: 'tables 7-12 and 7-18' },
  ],
  message: ({ usage, role, release }: { usage: string; role: string; release: string }) =>
    `${usage} is missing, which an Expressway-${role} of ${release} demands`,
  *check(facts: CsrFacts) {
    const { peer } = facts;
    if (!peer) return;
    for (const usage of uploadDemands(peer.role, peer.release)) {
      if (hasUsage(facts.request, usage)) continue;
      yield about(
        facts,
        { usage, role: peer.role, release: peer.release },
        peer.request.extendedKeyUsagePosition,
      );
    }
  },
});
