import type { Cluster, Deployment, Position } from '../../deployment/model.ts';
import { holdsFor, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, releaseOf, type PlanFacts } from '../../plan/facts.ts';

type Key = 'serverEkuUpload' | 'extendedKeyUsageChecking';
type Detail = {
  readonly key: Key;
  readonly cluster: string;
  readonly role: string;
  readonly release: string;
};

const { serverEkuUploadSwitch, separateClientStore } = releaseFacts;

export const switchWithoutEffect = rule({
  code: 'plan/switch-without-effect',
  severity: 'notice',
  what: 'The deployment file says how a switch stands that this Expressway does not have.',
  why: 'It is passed over: EnableServerEkuUpload is a switch of the Expressway-E of X15.4 alone, "ExtendedKeyUsage Checking Mode" one of X15.5 and later.',
  typical: 'The file was prepared for an upgrade, or still has what the release of before wanted.',
  fix: ['Take the key away, or write the release that has the switch.'],
  notHitBy: `serverEkuUpload on an Expressway-E of ${serverEkuUploadSwitch.from}; extendedKeyUsageChecking from ${separateClientStore.from} on; the value that each has where nothing is said`,
  citations: [serverEkuUploadSwitch.citation, separateClientStore.citation],
  message: ({ key, cluster, role, release }: Detail) =>
    `${key} of ${cluster} has no effect on an Expressway-${role} of ${release}`,
  *check({ plan }: PlanFacts) {
    const { deployment } = plan;
    for (const cluster of deployment.clusters) {
      for (const [key, position] of withoutEffect(cluster, deployment)) {
        const { id, role } = cluster;
        yield {
          subject: { cluster: id },
          detail: { key, cluster: id, role, release: releaseOf(deployment, cluster) },
          locations: inFile(plan, position),
        };
      }
    }
  },
});

function* withoutEffect(
  cluster: Cluster,
  deployment: Deployment,
): Iterable<[key: Key, position: Position | undefined]> {
  const release = releaseOf(deployment, cluster);
  const hasSwitch = cluster.role === 'E' && holdsFor(serverEkuUploadSwitch, release);
  if (cluster.serverEkuUpload && !hasSwitch) yield ['serverEkuUpload', cluster.serverEkuUploadPosition];
  if (!cluster.extendedKeyUsageChecking && !holdsFor(separateClientStore, release)) {
    yield ['extendedKeyUsageChecking', cluster.extendedKeyUsageCheckingPosition];
  }
}
