import type { Service } from '../../deployment/model.ts';
import { serviceLabels } from '../../product/labels.ts';
import { isBefore, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, releaseOf, type PlanFacts } from '../../plan/facts.ts';

/** Services that came with a release. */
const began = [
  { service: 'xmppFederation', from: releaseFacts.xmppFederation.from },
  { service: 'sipFederation', from: releaseFacts.sipFederation.from },
] as const;

export const serviceBeforeRelease = rule({
  code: 'plan/service-before-release',
  severity: 'error',
  what: 'A service is planned on a release that does not have it yet.',
  why: 'The pages of the Expressway have no settings for it; the certificate does not help.',
  fix: ['Upgrade first, or switch the service off under services.'],
  citations: [releaseFacts.xmppFederation.citation, releaseFacts.sipFederation.citation],
  notHitBy: 'XMPP federation that IM and Presence terminates (federation.managedBy: imp)',
  message: ({ service, from, release }: { service: Service; from: string; release: string }) =>
    `${serviceLabels[service]} came with ${from}; this is ${release}`,
  *check({ plan }: PlanFacts) {
    const { deployment } = plan;
    for (const { service, from } of began) {
      if (!plan.services.includes(service)) continue;
      for (const cluster of deployment.clusters) {
        const release = releaseOf(deployment, cluster);
        if (!isBefore(release, from)) continue;
        yield {
          subject: { cluster: cluster.id },
          detail: { service, from, release },
          locations: inFile(plan, cluster.position),
        };
      }
    }
  },
});
