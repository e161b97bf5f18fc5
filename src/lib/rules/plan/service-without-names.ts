import type { Cluster, Deployment, Service } from '../../deployment/model.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, type PlanFacts } from '../../plan/facts.ts';
import { chatNodeAliasesOf } from '../../san/required.ts';
import { serviceLabels } from '../../product/labels.ts';

interface Demand {
  readonly service: Service;
  readonly key: 'registrationDomains' | 'federationDomains' | 'chatNodeAliases';
  appliesTo(cluster: Cluster): boolean;
  isMet(deployment: Deployment, cluster: Cluster): boolean;
}

const demands: readonly Demand[] = [
  {
    service: 'mra',
    key: 'registrationDomains',
    appliesTo: ({ role }) => role === 'E',
    isMet: ({ registrationDomains }) => registrationDomains.length > 0,
  },
  {
    service: 'xmppFederation',
    key: 'federationDomains',
    appliesTo: ({ role }) => role === 'E',
    isMet: ({ federationDomains }) => federationDomains.length > 0,
  },
  {
    service: 'groupChatTls',
    key: 'chatNodeAliases',
    appliesTo: () => true,
    isMet: (deployment, cluster) => chatNodeAliasesOf(deployment, cluster).length > 0,
  },
];

export const serviceWithoutNames = rule({
  code: 'plan/service-without-names',
  severity: 'error',
  what: 'A service is wanted, and the names it needs in the certificate are not given.',
  why: 'The service fails with a certificate that lacks them.',
  fix: ['List the names in the deployment file, or switch the service off under services.'],
  notHitBy: 'a deployment that describes Expressway-C alone, for registration and federation domains',
  citations: [{ source: 'guide', ref: 'Expressway Certificates, pages 9 to 11' }],
  message: ({ service, key }: { service: Service; key: string }) =>
    `${serviceLabels[service]} is on, and ${key} is empty`,
  *check({ plan }: PlanFacts) {
    const { deployment } = plan;
    for (const { service, key, appliesTo, isMet } of demands) {
      if (!deployment.services[service]) continue;
      for (const cluster of deployment.clusters) {
        if (!appliesTo(cluster) || isMet(deployment, cluster)) continue;
        yield {
          subject: { cluster: cluster.id },
          detail: { service, key },
          locations: inFile(plan, cluster.position),
        };
      }
    }
  },
});
