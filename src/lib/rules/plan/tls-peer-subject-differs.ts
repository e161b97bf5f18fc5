import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { commonNamesShownToImp, inFile, type PlanFacts } from '../../plan/facts.ts';

export const tlsPeerSubjectDiffers = rule({
  code: 'plan/tls-peer-subject-differs',
  severity: 'error',
  what: 'A common name that an Expressway-C presents is none of the TLS Peer Subjects on IM and Presence.',
  why: 'IM and Presence does not take the Expressway-C for its TLS peer: no message of SIP federation passes between them.',
  typical:
    'The name of the peer stands on IM and Presence, and the common name is that of the cluster; or the client certificate has another one.',
  fix: [
    'On IM and Presence add a TLS Peer Subject for each common name, and move all of them to the selected peers of the TLS context.',
    'Or give all certificates of the Expressway-C one common name: request.commonName, and from X15.5 on client.request.commonName: cluster.',
  ],
  notHitBy: 'the same name in another letter case; a list with every common name',
  citations: [
    { source: 'imp-federation-guide', ref: 'SIP federation, TLS peer subject' },
    { source: 'guide', ref: 'IM and Presence Federation with Microsoft-Based Organizations' },
  ],
  message: ({ peerSubjects, commonNames }: { peerSubjects: string[]; commonNames: string[] }) =>
    `sipFederation.peerSubject is ${listText(peerSubjects, 'and')}; the Expressway-C also presents the CN ${listText(commonNames, 'and')}`,
  remedy: ({ peerSubjects, commonNames }) => [
    `On IM and Presence add ${listText(commonNames, 'and')} as TLS Peer Subject, move it to the selected peers of the TLS context, and write  peerSubject: [${[...peerSubjects, ...commonNames].join(', ')}]`,
    'Or give all certificates of the Expressway-C one common name: request.commonName, and from X15.5 on client.request.commonName: cluster.',
  ],
  *check({ plan }: PlanFacts) {
    const { services, sipFederation, clusters } = plan.deployment;
    const peerSubject = sipFederation?.peerSubject;
    if (!services.sipFederation || !peerSubject) return;
    const peerSubjects = peerSubject.map(({ name }) => name);
    for (const { id } of clusters.filter(({ role }) => role === 'C')) {
      const commonNames = commonNamesShownToImp(plan, id).filter(
        (commonName) => !peerSubjects.some((name) => name.toLowerCase() === commonName.toLowerCase()),
      );
      if (commonNames.length === 0) continue;
      yield {
        subject: { cluster: id },
        detail: { peerSubjects, commonNames },
        locations: inFile(plan, peerSubject[0]?.position),
      };
    }
  },
});
