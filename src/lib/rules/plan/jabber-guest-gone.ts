import { holdsFor, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, releaseOf, type PlanFacts } from '../../plan/facts.ts';

export const jabberGuestGone = rule({
  code: 'plan/jabber-guest-gone',
  severity: 'notice',
  what: 'Jabber Guest is planned on a release whose guides no longer describe it.',
  why: 'Nobody says that it works there; its settings may be gone after the upgrade.',
  fix: [
    'Ask Cisco whether Jabber Guest is supported on this release before you upgrade.',
    'Guests can join through the web proxy for Meeting Server instead: services.cmsWebProxy.',
  ],
  notHitBy: `releases before ${releaseFacts.jabberGuest.before}`,
  citations: [releaseFacts.jabberGuest.citation],
  message: ({ release }: { release: string }) => `the guides of ${release} no longer describe Jabber Guest`,
  *check({ plan }: PlanFacts) {
    const { deployment } = plan;
    if (!deployment.services.jabberGuest) return;
    for (const cluster of deployment.clusters) {
      const release = releaseOf(deployment, cluster);
      if (cluster.role !== 'E' || holdsFor(releaseFacts.jabberGuest, release)) continue;
      yield {
        subject: { cluster: cluster.id },
        detail: { release },
        locations: inFile(plan, cluster.position),
      };
    }
  },
});
