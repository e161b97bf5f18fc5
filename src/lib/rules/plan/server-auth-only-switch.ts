import { holdsFor, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { clustersOf, inFile, type PlanFacts } from '../../plan/facts.ts';

export const serverAuthOnlySwitch = rule({
  code: 'plan/server-auth-only-switch',
  severity: 'notice',
  what: 'A certificate for server authentication alone needs a switch on the Expressway-E of this release.',
  why: 'Without it the upload is refused.',
  fix: ['On each Expressway-E run: xConfiguration XCP TLS Certificate CVS EnableServerEkuUpload: On'],
  notHitBy: 'a request that asks for clientAuth too; X15.5, which keeps two certificates',
  citations: [releaseFacts.serverEkuUploadSwitch.citation],
  message: ({ release }: { release: string }) =>
    `${release} takes a serverAuth certificate only with EnableServerEkuUpload on`,
  *check({ plan }: PlanFacts) {
    const { release } = plan.deployment;
    if (!holdsFor(releaseFacts.serverEkuUploadSwitch, release)) return;
    const serverOnly = clustersOf(
      plan,
      ({ role, request }) => role === 'E' && !request.extendedKeyUsage.includes('clientAuth'),
    );
    for (const [cluster, peers] of serverOnly) {
      yield {
        subject: { cluster },
        detail: { release },
        locations: inFile(plan, peers[0]!.request.extendedKeyUsagePosition),
      };
    }
  },
});
