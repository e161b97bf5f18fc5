import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { inFile, type PlanFacts } from '../../plan/facts.ts';

export const tlsPeerSubjectDiffers = rule({
  code: 'plan/tls-peer-subject-differs',
  severity: 'error',
  what: 'The TLS Peer Subject on IM and Presence is not the common name of the certificate that the Expressway-C presents.',
  why: 'IM and Presence does not take the Expressway-C for its TLS peer: no message of SIP federation passes between them.',
  typical:
    'The name of the peer stands on IM and Presence, and the common name is that of the cluster; or the client certificate has another one.',
  fix: [
    'On IM and Presence set the TLS Peer Subject to the common name, and move it to the selected peers of the TLS context.',
    'Or give all certificates of the Expressway-C that common name: request.commonName, and from X15.5 on client.request.commonName.',
  ],
  notHitBy: 'the same name in another letter case',
  citations: [
    { source: 'imp-federation-guide', ref: 'SIP federation, TLS peer subject' },
    { source: 'guide', ref: 'IM and Presence Federation with Microsoft-Based Organizations' },
  ],
  message: ({ peerSubject, commonNames }: { peerSubject: string; commonNames: string[] }) =>
    `sipFederation.peerSubject is ${peerSubject}; the Expressway-C presents the CN ${listText(commonNames)}`,
  *check({ plan }: PlanFacts) {
    const { services, sipFederation, clusters } = plan.deployment;
    const peerSubject = sipFederation?.peerSubject;
    if (!services.sipFederation || !peerSubject) return;
    for (const { id } of clusters.filter(({ role }) => role === 'C')) {
      const presented = plan.requests.filter(({ cluster }) => cluster === id);
      const others = presented.filter(
        ({ commonName }) => commonName.toLowerCase() !== peerSubject.name.toLowerCase(),
      );
      if (others.length === 0) continue;
      yield {
        subject: { cluster: id },
        detail: {
          peerSubject: peerSubject.name,
          commonNames: [...new Set(others.map(({ commonName }) => commonName))],
        },
        locations: inFile(plan, peerSubject.position),
      };
    }
  },
});
