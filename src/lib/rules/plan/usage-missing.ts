import { clientAuthEnds } from '../../product/ca-rules.ts';
import { uploadDemands } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { inFile, peerSubject, type PlanFacts } from '../../plan/facts.ts';

type Detail = {
  readonly missing: string[];
  readonly role: string;
  readonly release: string;
  /** Does the CA still issue what is missing? */
  readonly isIssued: boolean;
};

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
  message: ({ missing, role, release }: Detail) =>
    `the request lacks ${listText(missing)}, which an Expressway-${role} of ${release} demands`,
  remedy: ({ isIssued, missing }) =>
    isIssued
      ? [`Add ${listText(missing)} to request.extendedKeyUsage.`]
      : [
          'Upgrade: an Expressway-E takes serverAuth alone from X15.4, an Expressway-C from X15.5.',
          `Or use a private CA: public CAs issue no client authentication since ${clientAuthEnds.date}.`,
        ],
  *check({ plan, at }: PlanFacts) {
    for (const peer of plan.peers) {
      const { role, release, request, ca } = peer;
      const missing = uploadDemands(role, release).filter(
        (usage) => !request.extendedKeyUsage.includes(usage),
      );
      if (missing.length === 0) continue;
      const hasEnded = ca === 'public' && at >= Date.parse(clientAuthEnds.date);
      const isIssued = !(hasEnded && missing.includes('clientAuth'));
      yield {
        subject: peerSubject(peer),
        detail: { missing, role, release, isIssued },
        locations: inFile(plan, request.extendedKeyUsagePosition ?? peer.position),
      };
    }
  },
});
