import { hasClientStore, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { clusterSubject, clustersOfPeers, inFile, type PlanFacts } from '../../plan/facts.ts';

export const clientWithoutStore = rule({
  code: 'plan/client-without-store',
  severity: 'notice',
  what: 'A client certificate is planned for a release that has no store for it.',
  why: 'It is left out: before X15.5 an Expressway shows its server certificate when it opens connections, too.',
  typical: 'The file was prepared for an upgrade, and still has the release of before.',
  fix: ['After the upgrade write the new release into the file; until then nothing has to be done.'],
  notHitBy: 'X15.5 and later',
  citations: [releaseFacts.separateClientStore.citation],
  message: ({ release }: { release: string }) =>
    `client has no effect on ${release}: a client store came with ${releaseFacts.separateClientStore.from}`,
  *check({ plan }: PlanFacts) {
    const early = clustersOfPeers(
      plan,
      ({ client, release }) => client !== undefined && !hasClientStore(release),
    );
    for (const [, peers] of early) {
      const { client, release } = peers[0]!;
      yield {
        subject: clusterSubject(peers),
        detail: { release },
        locations: inFile(plan, client?.position),
      };
    }
  },
});
