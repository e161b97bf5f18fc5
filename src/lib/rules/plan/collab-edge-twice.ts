import { rule } from '../../findings/rule.ts';
import { inFile, listedEntries, type PlanFacts } from '../../plan/facts.ts';

export const collabEdgeTwice = rule({
  code: 'plan/collab-edge-twice',
  severity: 'warning',
  what: 'A registration domain in format CollabEdgeDNS already begins with collab-edge.',
  why: 'The format adds the prefix once more; clients do not look for the name that comes out.',
  fix: ['Write the domain without the prefix: example.com, not collab-edge.example.com.'],
  notHitBy: 'the same name with format DNS',
  citations: [{ source: 'guide', ref: 'Expressway-E Server Certificate Requirements, page 11' }],
  message: ({ domain }: { domain: string }) => `${domain} as CollabEdgeDNS becomes collab-edge.${domain}`,
  *check({ plan }: PlanFacts) {
    if (!plan.deployment.services.mra) return;
    for (const { entry, subject } of listedEntries(plan.deployment, 'registrationDomain')) {
      const { written, name = written, format, position } = entry;
      if (format !== 'CollabEdgeDNS' || !/^collab-edge\./i.test(name)) continue;
      yield { subject, detail: { domain: name }, locations: inFile(plan, position) };
    }
  },
});
