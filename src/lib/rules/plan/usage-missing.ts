import { uploadDemands } from '../../deployment/release.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, peerSubject, type PlanFacts } from '../../plan/facts.ts';

export const usageMissing = rule({
  code: 'plan/usage-missing',
  severity: 'error',
  what: 'The request lacks an extended key usage that this release demands of this role.',
  why: 'The Expressway refuses the certificate on upload.',
  fix: ['Add the usage to request.extendedKeyUsage: [serverAuth, clientAuth].'],
  notHitBy: 'serverAuth alone on an Expressway-E from X15.4, on an Expressway-C from X15.5',
  citations: [
    { source: 'tac', ref: '225482 and 225693' },
    { source: 'tac', ref: '213872' },
  ],
  message: ({ missing, role, release }: { missing: string[]; role: string; release: string }) =>
    `the request lacks ${missing.join(' and ')}, which an Expressway-${role} of ${release} demands`,
  *check({ plan }: PlanFacts) {
    for (const peer of plan.peers) {
      const { role, release, request } = peer;
      const missing = uploadDemands(role, release).filter(
        (usage) => !request.extendedKeyUsage.includes(usage),
      );
      if (missing.length === 0) continue;
      yield {
        subject: peerSubject(peer),
        detail: { missing, role, release },
        locations: inFile(plan, request.extendedKeyUsagePosition ?? peer.position),
      };
    }
  },
});
