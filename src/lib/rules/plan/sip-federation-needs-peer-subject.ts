import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { commonNamesShownToImp, inFile, type PlanFacts } from '../../plan/facts.ts';

export const sipFederationNeedsPeerSubject = rule({
  code: 'plan/sip-federation-needs-peer-subject',
  severity: 'notice',
  what: 'IM and Presence knows an Expressway-C for SIP federation by the common names of its certificates.',
  why: 'A common name without a TLS Peer Subject of its own is no TLS peer: no message of SIP federation passes between the two.',
  fix: [
    'On IM and Presence add a TLS Peer Subject for each common name, and move all of them to the selected peers of the TLS context.',
    'Then write them under sipFederation: peerSubject, so that they are compared.',
  ],
  notHitBy: 'sipFederation with peerSubject, which plan/tls-peer-subject-differs compares',
  citations: [
    { source: 'imp-federation-guide', ref: 'SIP federation, TLS peer subject' },
    { source: 'guide', ref: 'IM and Presence Federation with Microsoft-Based Organizations' },
  ],
  message: ({ commonNames }: { commonNames: string[] }) =>
    `add ${listText(commonNames, 'and')} on IM and Presence as TLS Peer Subject`,
  *check({ plan }: PlanFacts) {
    const { services, sipFederation, clusters } = plan.deployment;
    if (!services.sipFederation || sipFederation?.peerSubject) return;
    for (const { id, position } of clusters.filter(({ role }) => role === 'C')) {
      yield {
        subject: { cluster: id },
        detail: { commonNames: commonNamesShownToImp(plan, id) },
        locations: inFile(plan, position),
      };
    }
  },
});
