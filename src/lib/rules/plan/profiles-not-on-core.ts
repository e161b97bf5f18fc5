import { rule } from '../../findings/rule.ts';
import { countText } from '../../findings/words.ts';
import { inFile, listedEntries, type PlanFacts } from '../../plan/facts.ts';

export const profilesNotOnCore = rule({
  code: 'plan/profiles-not-on-core',
  severity: 'error',
  what: 'Phone security profile names are kept off the Expressway-C certificate.',
  why: 'Unified CM looks for the profile name in the certificate of the Expressway-C; encrypted phones cannot register from outside.',
  typical:
    "The guide's own table says Expressway-E; its text, its figures and every later document say Expressway-C.",
  fix: ['Write phoneSecurityProfilesOn: [C], or [C, E] if the edge is to carry them too.'],
  citations: [
    { source: 'guide', ref: 'Expressway-C Server Certificate Requirements, page 10, figure 2' },
    { source: 'certificate-guide', ref: 'Server Certificate Requirements for Unified Communications' },
  ],
  message: ({ count }: { count: number }) =>
    `phoneSecurityProfilesOn leaves out C, which needs the ${countText(count, 'profile name')}`,
  *check({ plan }: PlanFacts) {
    const { deployment } = plan;
    const { services, phoneSecurityProfilesOn } = deployment;
    const profiles = listedEntries(deployment, 'phoneSecurityProfile');
    if (!services.mra || profiles.length === 0 || phoneSecurityProfilesOn.includes('C')) return;
    yield {
      subject: {},
      detail: { count: profiles.length },
      locations: inFile(plan, profiles[0]!.entry.position),
    };
  },
});
