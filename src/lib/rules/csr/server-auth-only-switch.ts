import { holdsFor, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { clusterNamed } from '../../plan/facts.ts';
import { hasUsage } from '../profile/presented.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

export const serverAuthOnlySwitch = rule({
  code: 'csr/server-auth-only-switch',
  severity: 'notice',
  what: 'A certificate for server authentication alone needs a switch on the Expressway-E of this release.',
  why: 'Without it the upload is refused.',
  fix: [
    'On each Expressway-E run: xConfiguration XCP TLS Certificate CVS EnableServerEkuUpload: On',
    'Then write serverEkuUpload: true into the cluster.',
  ],
  notHitBy:
    'a request that asks for clientAuth too; serverEkuUpload: true; X15.5, which keeps two certificates',
  citations: [releaseFacts.serverEkuUploadSwitch.citation],
  message: ({ release }: { release: string }) =>
    `${release} takes a serverAuth certificate only with EnableServerEkuUpload on`,
  *check(facts: CsrFacts) {
    const { peer, plan } = facts;
    if (peer && plan && clusterNamed(plan, peer.cluster)?.serverEkuUpload) return;
    if (peer?.role !== 'E' || !holdsFor(releaseFacts.serverEkuUploadSwitch, peer.release)) return;
    if (!hasUsage(facts.request, 'clientAuth')) yield about(facts, { release: peer.release });
  },
});
