import type { Service } from '../../deployment/model.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { inFile, type PlanFacts } from '../../plan/facts.ts';
import { listedKinds, servicesOf } from '../../san/table.ts';

export const namesWithoutService = rule({
  code: 'plan/names-without-service',
  severity: 'notice',
  what: 'Names are listed for a service that is switched off.',
  why: 'They go into no certificate. If the service is to work, it will fail.',
  fix: ['Switch the service on under services, or remove the list.'],
  citations: [{ source: 'product', ref: 'services' }],
  message: ({ service, key, names }: { service: Service; key: string; names: string[] }) =>
    `${key} (${listText(names)}) is left out: services.${service} is off`,
  *check({ plan }: PlanFacts) {
    const { deployment } = plan;
    for (const { kind, list } of listedKinds) {
      const [service, ...others] = servicesOf(kind);
      if (service === undefined || [service, ...others].some((each) => deployment.services[each])) continue;
      const written = [
        { subject: {}, names: list.ofDeployment(deployment) },
        ...deployment.clusters.map((cluster) => ({
          subject: { cluster: cluster.id },
          names: list.ofCluster?.(cluster) ?? [],
        })),
      ];
      for (const { subject, names } of written) {
        if (names.length === 0) continue;
        yield {
          subject,
          detail: { service, key: list.key, names: names.map(({ written: name }) => name) },
          locations: inFile(plan, names[0]!.position),
        };
      }
    }
  },
});
