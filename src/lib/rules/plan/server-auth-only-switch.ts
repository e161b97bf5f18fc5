import { holdsFor, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { clusterNamed, clustersOf, inFile, type PlanFacts } from '../../plan/facts.ts';

export const serverAuthOnlySwitch = rule({
  code: 'plan/server-auth-only-switch',
  severity: 'notice',
  what: 'A certificate for server authentication alone needs a switch on the Expressway-E of this release.',
  why: 'Without it the upload is refused.',
  fix: [
    'On each Expressway-E run: xConfiguration XCP TLS Certificate CVS EnableServerEkuUpload: On',
    'Then write serverEkuUpload: true into the cluster.',
  ],
  notHitBy:
    'a request that asks for clientAuth too; serverEkuUpload: true; X15.5, which keeps two certificates',
  citations: [releaseFacts.serverEkuUploadSwitch.citation],
  message: ({ release }: { release: string }) =>
    `${release} takes a serverAuth certificate only with EnableServerEkuUpload on`,
  *check({ plan }: PlanFacts) {
    const serverOnly = clustersOf(
      plan,
      ({ role, release, request }) =>
        role === 'E' &&
        holdsFor(releaseFacts.serverEkuUploadSwitch, release) &&
        !request.extendedKeyUsage.includes('clientAuth'),
    );
    for (const [cluster, peers] of serverOnly) {
      if (clusterNamed(plan, cluster)?.serverEkuUpload) continue;
      yield {
        subject: { cluster },
        detail: { release: peers[0]!.release },
        locations: inFile(plan, peers[0]!.request.extendedKeyUsagePosition),
      };
    }
  },
});
