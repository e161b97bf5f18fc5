import { holdsFor, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { clustersOf, inFile, type PlanFacts } from '../../plan/facts.ts';

export const serverAuthOnlySwitch = rule({
  code: 'plan/server-auth-only-switch',
  severity: 'notice',
  what: 'A certificate for server authentication alone needs a switch on the Expressway-E of this release.',
  why: 'Without it the upload is refused.',
  fix: [
    'On each Expressway-E run: xConfiguration XCP TLS Certificate CVS EnableServerEkuUpload: On',
    'Then write serverEkuUpload: true on the cluster.',
  ],
  notHitBy:
    'a request that asks for clientAuth too; a cluster with serverEkuUpload: true; X15.5, which keeps two certificates',
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
    const isOn = new Set(
      plan.deployment.clusters.filter(({ serverEkuUpload }) => serverEkuUpload).map(({ id }) => id),
    );
    for (const [cluster, peers] of serverOnly) {
      if (isOn.has(cluster)) continue;
      yield {
        subject: { cluster },
        detail: { release: peers[0]!.release },
        locations: inFile(plan, peers[0]!.request.extendedKeyUsagePosition),
      };
    }
  },
});
