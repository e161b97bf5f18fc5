import type { Cluster, Deployment, Service } from '../../deployment/model.ts';
import { servicesInUse } from '../../deployment/services-in-use.ts';
import { rule } from '../../findings/rule.ts';
import { additionalNamesOf, inFile, type PlanFacts } from '../../plan/facts.ts';
import { formField, serviceLabels } from '../../product/labels.ts';
import { kindsDemanded, listedFor, nameKinds, type ListedKind } from '../../san/table.ts';

/** Elsewhere the file may have what is looked for: names nobody says the purpose of, and an edge of its own for a service. */
function isMet({ kind, list }: ListedKind, deployment: Deployment, cluster: Cluster): boolean {
  if (listedFor(list, deployment, cluster).length > 0) return true;
  if (nameKinds[kind].field === formField.additional && additionalNamesOf(cluster).length > 0) return true;
  const isEmptyOnPurpose = list.ofCluster?.(cluster) !== undefined;
  return (
    isEmptyOnPurpose &&
    deployment.clusters.some(
      (other) => other.role === cluster.role && listedFor(list, deployment, other).length > 0,
    )
  );
}

export const serviceWithoutNames = rule({
  code: 'plan/service-without-names',
  severity: 'error',
  what: 'A service is wanted, and the names it needs in the certificate are not given.',
  why: 'The service fails with a certificate that lacks them.',
  fix: ['List the names in the deployment file, or switch the service off under services.'],
  notHitBy:
    'a deployment that describes Expressway-C alone, where only the Expressway-E needs the names; a cluster whose own list is empty beside another that has one; XMPP federation that IM and Presence terminates',
  saysTheProduct: ['alarm 40051'],
  citations: [
    { source: 'guide', ref: 'Expressway Certificates, pages 9 to 11' },
    { source: 'admin-guide', ref: 'alarm 40051' },
  ],
  message: ({ service, key }: { service: Service; key: string }) =>
    `${serviceLabels[service]} is on, and ${key} is empty`,
  *check({ plan }: PlanFacts) {
    const { deployment } = plan;
    for (const service of servicesInUse(deployment)) {
      for (const cluster of deployment.clusters) {
        const missing = kindsDemanded(service, cluster.role).find(
          (each) => !isMet(each, deployment, cluster),
        );
        if (!missing) continue;
        yield {
          subject: { cluster: cluster.id },
          detail: { service, key: missing.list.key },
          locations: inFile(plan, cluster.position),
        };
      }
    }
  },
});
