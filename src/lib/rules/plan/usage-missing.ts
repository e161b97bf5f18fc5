import { caNames, caOf, clientAuthEnd, hasClientAuthEnded } from '../../product/ca-rules.ts';
import { uploadDemands } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { inFile, peerSubject, type PlanFacts } from '../../plan/facts.ts';

type Detail = {
  readonly missing: string[];
  readonly role: string;
  readonly release: string;
  /** The CA that no longer issues what is missing; empty where it does. */
  readonly endedBy: string;
  readonly since: string;
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
  remedy: ({ endedBy, since, missing }) =>
    endedBy === ''
      ? [`Add ${listText(missing)} to request.extendedKeyUsage.`]
      : [
          'Upgrade: an Expressway-E takes serverAuth alone from X15.4, an Expressway-C from X15.5.',
          `Or use a private CA: no client authentication is issued by ${endedBy} since ${since}.`,
        ],
  *check({ plan, at }: PlanFacts) {
    for (const peer of plan.peers) {
      const { role, release, request, ca, issuer } = peer;
      const missing = uploadDemands(role, release).filter(
        (usage) => !request.extendedKeyUsage.includes(usage),
      );
      if (missing.length === 0) continue;
      const publicCa = caOf(issuer, plan.facts);
      const hasEnded = ca === 'public' && hasClientAuthEnded(publicCa, at, plan.facts);
      const isOver = hasEnded && missing.includes('clientAuth');
      const endedBy = isOver ? caNames[publicCa] : '';
      const since = (isOver && clientAuthEnd(publicCa, plan.facts)) || '';
      yield {
        subject: peerSubject(peer),
        detail: { missing, role, release, endedBy, since },
        locations: inFile(plan, request.extendedKeyUsagePosition ?? peer.position),
      };
    }
  },
});
