import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import type { PlanFacts } from '../../plan/facts.ts';
import { targetOf } from '../../san/sip-targets.ts';

/** SIP over TLS. */
const port = 5061;

export const sipFederationNeedsSrv = rule({
  code: 'plan/sip-federation-needs-srv',
  severity: 'notice',
  what: "Microsoft's servers find yours by one DNS SRV record for each SIP domain.",
  why: 'Without the record, or with several, partners cannot reach the domain, or reach one Expressway-E alone.',
  fix: [
    `Publish one _sipfederationtls._tcp SRV record with port ${port} for each SIP domain, with the planned name as its target.`,
    'Give that name an address record for each Expressway-E peer: Skype for Business takes one SRV record and ignores the rest.',
  ],
  notHitBy: 'partners that have your Expressway-E written into their settings do not need the record',
  citations: [
    { source: 'guide', ref: 'IM and Presence Federation with Microsoft-Based Organizations, DNS SRV record' },
  ],
  message: ({ records }: { records: string[] }) => `publish ${listText(records)} with port ${port}`,
  *check({ plan }: PlanFacts) {
    const { services, clusters, sipFederation } = plan.deployment;
    const { domains = [], target } = sipFederation ?? {};
    if (!services.sipFederation || !clusters.some(({ role }) => role === 'E') || domains.length === 0) return;
    const records = domains.map(
      (domain) => `_sipfederationtls._tcp.${domain.name} to ${targetOf(domain, target).name}`,
    );
    yield { subject: {}, detail: { records } };
  },
});
