import { usagesDemanded } from '../../plan/plan.ts';
import type { ExtendedKeyUsage } from '../../deployment/model.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import type { UsageCase } from '../../plan/usage-advice.ts';
import { hasUsage } from '../profile/presented.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

type Detail = UsageCase & {
  readonly usage: ExtendedKeyUsage;
  readonly demanded: readonly ExtendedKeyUsage[];
};

export const usageMissing = rule({
  code: 'csr/usage-missing',
  severity: 'error',
  what: 'The request lacks an extended key usage that this release demands of this role and store.',
  why: 'The Expressway refuses a certificate without it on upload.',
  typical:
    'The request was made with a template for web servers, which asks for server authentication alone.',
  fix: [
    'Make a new request that asks for serverAuth and clientAuth; the Generate CSR page always asks for both.',
  ],
  notHitBy:
    'serverAuth alone for the server store of an Expressway-E from X15.4, of an Expressway-C from X15.5; clientAuth alone for a client store; a request without any usage (csr/usage-not-requested)',
  citations: [
    { source: 'tac', ref: '225482 and 225693' },
    { source: 'tac', ref: '213872' },
    { source: 'collaboration-cvd', ref: 'tables 7-12 and 7-18' },
  ],
  message: ({ usage, role, release, store }: Detail) =>
    store === 'client'
      ? `${usage} is missing, which the client store of ${release} demands`
      : `${usage} is missing, which an Expressway-${role} of ${release} demands`,
  remedy: ({ store, demanded }) =>
    demanded.length > 1
      ? undefined
      : [
          `Make a new request for the ${store} store that asks for ${listText(demanded)}.`,
          ...(store === 'client'
            ? [
                'If it is the request for the server store, tell it by the manifest or by the name of its file.',
              ]
            : []),
        ],
  *check(facts: CsrFacts) {
    const { peer } = facts;
    if (!peer) return;
    const { role, release, store } = peer;
    const demanded = usagesDemanded(peer);
    for (const usage of demanded) {
      if (hasUsage(facts.request, usage)) continue;
      yield about(facts, { usage, role, release, store, demanded }, peer.request.extendedKeyUsagePosition);
    }
  },
});
