import { rule } from '../../findings/rule.ts';
import { inFile, listedEntries, type PlanFacts } from '../../plan/facts.ts';

export const webProxyIsMraDomain = rule({
  code: 'plan/web-proxy-is-mra-domain',
  severity: 'error',
  what: 'A Guest account client URI of the web proxy for Meeting Server is also a registration domain.',
  why: 'Mobile and remote access and the web proxy cannot share a name: whichever was configured second fails.',
  fix: [
    'Give the web proxy a name of its own, such as one below the registration domain, and change "Guest account client URI" on the Expressway-C and the address of the web bridge on Meeting Server.',
  ],
  notHitBy: 'a name below the registration domain; a deployment with one of the two services',
  citations: [
    {
      source: 'mra-guide',
      ref: 'Requirements, URL for Cisco Meeting Server web proxy and MRA domain cannot be the same',
    },
  ],
  message: ({ name }: { name: string }) => `${name} is a Guest account client URI and a registration domain`,
  *check({ plan }: PlanFacts) {
    const { services } = plan.deployment;
    if (!services.mra || !services.cmsWebProxy) return;
    const uris = listedEntries(plan.deployment, 'guestAccountClientUri');
    const domains = listedEntries(plan.deployment, 'registrationDomain').map(({ entry }) => entry);
    for (const { entry: uri } of uris) {
      const name = uri.name!.toLowerCase();
      const domain = domains.find((each) => each.name!.toLowerCase() === name);
      if (!domain) continue;
      yield {
        subject: {},
        detail: { name },
        locations: [...inFile(plan, uri.position), ...inFile(plan, domain.position)],
      };
    }
  },
});
