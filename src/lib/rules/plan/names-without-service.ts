import type { DeclaredName, Deployment, Service } from '../../deployment/model.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { inFile, type PlanFacts } from '../../plan/facts.ts';

type Listed = Pick<DeclaredName, 'written' | 'position'>;

const lists: readonly { service: Service; key: string; names(deployment: Deployment): readonly Listed[] }[] =
  [
    { service: 'mra', key: 'registrationDomains', names: (deployment) => deployment.registrationDomains },
    { service: 'mra', key: 'phoneSecurityProfiles', names: (deployment) => deployment.phoneSecurityProfiles },
    {
      service: 'xmppFederation',
      key: 'federationDomains',
      names: (deployment) => deployment.federationDomains,
    },
    { service: 'groupChatTls', key: 'chatNodeAliases', names: (deployment) => deployment.chatNodeAliases },
  ];

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
    for (const { service, key, names } of lists) {
      const listed = names(plan.deployment);
      if (plan.deployment.services[service] || listed.length === 0) continue;
      yield {
        subject: {},
        detail: { service, key, names: listed.map(({ written }) => written) },
        locations: inFile(plan, listed[0]!.position),
      };
    }
  },
});
