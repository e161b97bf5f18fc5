import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { releaseFacts } from '../../product/release.ts';
import { hasUsage } from '../profile/presented.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const clientStoreRefused = rule({
  code: 'cert/client-store-refused',
  severity: 'error',
  what: 'A certificate for the client store lacks client authentication.',
  why: 'The Client certificate page refuses it. Brought there by the copy box or by ACME, it keeps the SSH tunnels between C and E down, and the traversal zone where usages are checked.',
  typical: 'The box "Copy server certificate file as client certificate" with a certificate of a public CA.',
  fix: ['Upload a client certificate with clientAuth, or one without any extended key usage.'],
  notHitBy: 'clientAuth alone, both usages, or no extended key usage at all; the server store',
  citations: [releaseFacts.separateClientStore.citation],
  bears: [
    { requirement: 'upload-usage', effect: 'fails' },
    { requirement: 'client-usage', effect: 'fails' },
  ],
  message: ({ usages }: { usages: string[] }) =>
    `a client certificate whose extended key usage is ${listText(usages)} only`,
  *check(facts: PeerCertificateFacts) {
    if (facts.store !== 'client' || hasUsage(facts.issued, 'clientAuth')) return;
    yield about(facts, { usages: [...(facts.issued.extendedKeyUsage ?? [])] });
  },
});
