import type { Service } from '../../deployment/model.ts';
import { formField } from '../../product/labels.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { additionalNamesOf, inFile, type PlanFacts } from '../../plan/facts.ts';
import { kindsDemanded, listedFor, nameKinds } from '../../san/table.ts';

export const purposeUntold = rule({
  code: 'plan/purpose-untold',
  severity: 'notice',
  what: 'A service needs names that the file lists nowhere, and additional names may be them.',
  why: 'The names are in the certificate; but as nobody says what they are for, no answer about the service can rest on them.',
  fix: ['Move the names of the service from additionalNames to the list of the service.'],
  notHitBy: 'a cluster without additional names (then plan/service-without-names)',
  citations: [{ source: 'product', ref: 'cmsWebProxy and sipFederation' }],
  message: ({ key, names }: { service: Service; key: string; names: string[] }) =>
    `${key} is empty; if ${listText(names, 'or')} belongs there, move it`,
  *check({ plan }: PlanFacts) {
    const { deployment, services } = plan;
    for (const cluster of deployment.clusters) {
      const additional = additionalNamesOf(cluster);
      if (additional.length === 0) continue;
      for (const service of services) {
        const untold = kindsDemanded(service, cluster.role).find(
          ({ kind, list }) =>
            nameKinds[kind].field === formField.additional &&
            listedFor(list, deployment, cluster).length === 0,
        );
        if (!untold) continue;
        yield {
          subject: { cluster: cluster.id },
          detail: { service, key: untold.list.key, names: additional.map(({ written }) => written) },
          locations: inFile(plan, additional[0]!.position),
        };
      }
    }
  },
});
