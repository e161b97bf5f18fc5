import { caNames, caOf, clientAuthEnd, hasClientAuthEnded } from '../../product/ca-rules.ts';
import { usagesDemanded } from '../../plan/plan.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { inFile, requestSubject, type PlanFacts } from '../../plan/facts.ts';
import type { RequestPlan } from '../../plan/plan.ts';
import { withMissingUsage, type UsageCase } from '../../plan/usage-advice.ts';
import type { ExtendedKeyUsage } from '../../deployment/model.ts';

type Detail = UsageCase & {
  readonly missing: readonly ExtendedKeyUsage[];
  /** The CA that no longer issues what is missing; empty where it does. */
  readonly endedBy: string;
  readonly since: string;
};

export const usageMissing = rule({
  code: 'plan/usage-missing',
  severity: 'error',
  what: 'The request lacks an extended key usage that this release demands of this role and store.',
  why: 'The Expressway refuses the certificate on upload.',
  fix: [
    'Add the usage to request.extendedKeyUsage: [serverAuth, clientAuth]; for the client store to client.request.extendedKeyUsage: [clientAuth].',
  ],
  notHitBy:
    'serverAuth alone for the server store of an Expressway-E from X15.4, of an Expressway-C from X15.5; clientAuth alone, or no usage at all, for a client store',
  citations: [
    { source: 'tac', ref: '225482 and 225693' },
    { source: 'tac', ref: '213872' },
  ],
  message: ({ missing, role, release, store }: Detail) =>
    store === 'client'
      ? `the request for the client store lacks ${listText(missing)}, which ${release} demands there`
      : `the request lacks ${listText(missing)}, which an Expressway-${role} of ${release} demands`,
  remedy: ({ missing, endedBy, since, ...about }) => [
    ...withMissingUsage(about, missing, endedBy === ''),
    ...(endedBy === '' ? [] : [`(No client authentication is issued by ${endedBy} since ${since}.)`]),
  ],
  *check({ plan, at }: PlanFacts) {
    for (const planned of plan.requests) {
      if (asksForNoUsageAtAll(planned)) continue;
      const { role, release, store, request, ca, issuer } = planned;
      const missing = usagesDemanded(planned).filter((usage) => !request.extendedKeyUsage.includes(usage));
      if (missing.length === 0) continue;
      const publicCa = caOf(issuer, plan.facts);
      const hasEnded = ca === 'public' && hasClientAuthEnded(publicCa, at, plan.facts);
      const isOver = hasEnded && missing.includes('clientAuth');
      const endedBy = isOver ? caNames[publicCa] : '';
      const since = (isOver && clientAuthEnd(publicCa, plan.facts)) || '';
      yield {
        subject: requestSubject(planned),
        detail: { missing, role, release, store, endedBy, since },
        locations: inFile(plan, request.extendedKeyUsagePosition ?? planned.position),
      };
    }
  },
});

/** The page of the client store takes a certificate without the extension: it forbids no use. */
const asksForNoUsageAtAll = ({ store, request }: RequestPlan): boolean =>
  store === 'client' && request.extendedKeyUsage.length === 0;
