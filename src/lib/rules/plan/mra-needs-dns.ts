import { internalNameReason } from '../../product/ca-rules.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { listedEntries, type PlanFacts } from '../../plan/facts.ts';

/** Where clients reach the Expressway-E for HTTPS. */
const port = 8443;

export const mraNeedsDns = rule({
  code: 'plan/mra-needs-dns',
  severity: 'notice',
  what: 'Clients outside find the Expressway-E by DNS SRV records, and the Expressway-C looks its address up backwards.',
  why: 'Without the SRV record nobody signs in from outside; without the PTR record, or with another name in it, the Expressway-C refuses the Expressway-E, however good the certificate.',
  fix: [
    `Publish _collab-edge._tls SRV records with port ${port} for each registration domain, one for each Expressway-E peer by its FQDN.`,
    'In the DNS that the Expressway-C asks, give the inner address of each Expressway-E peer one PTR record, with the FQDN of the peer. The public reverse zone does not matter.',
  ],
  notHitBy: 'a domain that exists only inside, such as one under .local: nobody publishes records for it',
  saysTheProduct: ['alarm 25030', 'alarm 25031'],
  citations: [
    { source: 'mra-guide', ref: 'DNS records' },
    { source: 'tac', ref: '117811' },
    { source: 'admin-guide', ref: 'Alarms 25030 and 25031' },
  ],
  message: ({ records }: { records: string[]; pointers: string[] }) =>
    `publish ${listText(records)} with port ${port}, and one PTR record for each Expressway-E in the DNS of the Expressway-C`,
  *check({ plan }: PlanFacts) {
    const { services, clusters } = plan.deployment;
    const pointers = clusters
      .filter(({ role }) => role === 'E')
      .flatMap(({ peers }) => peers.map(({ name }) => name.name.toLowerCase()));
    const { internalSuffixes } = plan.deployment.policy;
    const domains = listedEntries(plan.deployment, 'registrationDomain')
      .filter(({ clusters: owners }) => owners.some(({ role }) => role === 'E'))
      .map(({ entry }) => entry.name!.toLowerCase())
      .filter((name) => internalNameReason(name, internalSuffixes) === undefined);
    if (!services.mra || pointers.length === 0 || domains.length === 0) return;
    const records = [...new Set(domains.map((name) => `_collab-edge._tls.${name}`))];
    yield { subject: {}, detail: { records, pointers } };
  },
});
