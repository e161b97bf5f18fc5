import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { inFile, type PlanFacts } from '../../plan/facts.ts';
import { isTargetOf } from '../../san/sip-targets.ts';

export const sipTargetOutsideDomain = rule({
  code: 'plan/sip-target-outside-domain',
  severity: 'error',
  what: 'The target of the SRV record for SIP federation does not lie directly in a SIP domain of the deployment.',
  why: 'Skype for Business takes no target above the SIP domain, beside it or deeper in it: it answers 504 with ms-diagnostics 1009.',
  typical: 'One target, sip.example.com, is to serve the SIP domain exp.example.com too.',
  fix: [
    'Give each SIP domain a target of its own, one label below: sip.exp.example.com for exp.example.com.',
    'Or leave sipFederation.target out: then sip. and the domain is planned for each.',
  ],
  notHitBy: 'a target one label below one of the SIP domains; the others get sip. and the domain',
  saysTheProduct: ['ms-diagnostics 1009', 'ALLOWED_DOMAIN_NO_SRV_MATCH'],
  citations: [
    { source: 'guide', ref: 'IM and Presence Federation with Microsoft-Based Organizations, DNS SRV record' },
    { source: 'tac', ref: '212383' },
  ],
  message: ({ target, domains }: { target: string; domains: string[] }) =>
    `${target} is not one label below ${listText(domains, 'or')}`,
  *check({ plan }: PlanFacts) {
    const { services, sipFederation } = plan.deployment;
    const { target, domains = [] } = sipFederation ?? {};
    if (!services.sipFederation || !target || domains.length === 0) return;
    if (domains.some(({ name }) => isTargetOf(target.name, name))) return;
    yield {
      subject: {},
      detail: { target: target.name, domains: domains.map(({ name }) => name) },
      locations: inFile(plan, target.position),
    };
  },
});
