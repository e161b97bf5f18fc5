import { compareReleases } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { inFile, releaseOf, type PlanFacts } from '../../plan/facts.ts';

export const releasesDiffer = rule({
  code: 'plan/releases-differ',
  severity: 'warning',
  what: 'The clusters run different releases.',
  why: 'Expressway-C and Expressway-E must run the same release; different ones are for the time of an upgrade alone.',
  typical: 'An upgrade is under way: one side is done, and the other is to follow.',
  fix: ['Finish the upgrade, then take release out of the clusters and raise that of the deployment.'],
  notHitBy: 'X14.2 beside X14.2.0, which are one release',
  citations: [{ source: 'mra-guide', ref: 'Requirements, Expressway software versions' }],
  message: ({ releases }: { releases: string[] }) => listText(releases),
  *check({ plan }: PlanFacts) {
    const { deployment } = plan;
    const [first, ...others] = deployment.clusters;
    if (!first) return;
    const expected = releaseOf(deployment, first);
    const odd = others.find((cluster) => compareReleases(releaseOf(deployment, cluster), expected) !== 0);
    if (!odd) return;
    const releases = deployment.clusters.map(
      (cluster) => `${cluster.id} runs ${releaseOf(deployment, cluster)}`,
    );
    yield { subject: {}, detail: { releases }, locations: inFile(plan, odd.position) };
  },
});
