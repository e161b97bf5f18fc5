import { rule } from '../../findings/rule.ts';
import { isServerEkuUploadOn } from '../../plan/client-usage.ts';
import { holdsFor, releaseFacts } from '../../product/release.ts';
import { hasUsage } from '../profile/presented.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const clientAuthSwitch = rule({
  code: 'cert/client-auth-switch',
  severity: 'notice',
  what: 'A certificate without client authentication needs a switch on the Expressway-E of this release.',
  why: 'Without the switch the upload is refused.',
  fix: [
    'On each Expressway-E run: xConfiguration XCP TLS Certificate CVS EnableServerEkuUpload: On',
    'Then say serverEkuUpload: true under its cluster in the deployment file.',
  ],
  notHitBy:
    'a certificate with both usages; an Expressway-C, which refuses it (cert/client-auth-missing); X15.5; serverEkuUpload: true in the deployment file',
  citations: [releaseFacts.serverEkuUploadSwitch.citation],
  bears: [{ requirement: 'upload-usage', effect: 'not known' }],
  message: ({ release }: { release: string }) =>
    `${release} takes a certificate without clientAuth only with EnableServerEkuUpload on`,
  *check(facts: PeerCertificateFacts) {
    const { peer, plan } = facts;
    if (plan && peer && isServerEkuUploadOn(plan, peer)) return;
    if (peer?.role !== 'E' || !holdsFor(releaseFacts.serverEkuUploadSwitch, peer.release)) return;
    if (!hasUsage(facts.issued, 'clientAuth')) yield about(facts, { release: peer.release });
  },
});
