import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { zonesCheckUsage } from '../../plan/client-usage.ts';
import { releaseFacts } from '../../product/release.ts';
import { hasUsage } from '../profile/presented.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

type Detail = {
  readonly usages: readonly string[];
  readonly isCopy: boolean;
  /** It was made for the server store. */
  readonly isMisplaced: boolean;
  /** Of an Expressway-C: what of its connections to the Expressway-E stays down. */
  readonly lost: readonly string[];
};

/** What the Expressway-E does with an Expressway-C that shows such a certificate. */
function lostWith({ peer, plan }: PeerCertificateFacts): string[] {
  if (peer?.role !== 'C' || !plan) return [];
  return ['its SSH tunnels', ...(zonesCheckUsage(plan, peer) ? ['its traversal zone'] : [])];
}

export const clientStoreRefused = rule({
  code: 'cert/client-store-refused',
  severity: 'error',
  what: 'A certificate for the client store lacks client authentication.',
  why: 'The Client certificate page refuses it. Brought there by the copy box or by ACME, it keeps the SSH tunnels between C and E down, and the traversal zone where usages are checked.',
  typical: 'The box "Copy server certificate file as client certificate" with a certificate of a public CA.',
  fix: [
    'Upload a client certificate with clientAuth, or one without any extended key usage; one of your own CA will do.',
  ],
  notHitBy:
    'clientAuth alone, both usages, or no extended key usage at all; the server store; a copy of its server certificate in the client store of an Expressway-E, which no page refuses',
  citations: [releaseFacts.separateClientStore.citation],
  bears: [
    { requirement: 'upload-usage', effect: 'fails', when: (_, { isCopy }) => !isCopy },
    { requirement: 'client-usage', effect: 'fails' },
  ],
  message: ({ usages, isCopy }: Detail) =>
    `a client certificate${isCopy ? ', copied from the server store,' : ''} whose extended key usage is ${listText(usages)} only`,
  consequence: ({ isCopy, lost }) =>
    [
      ...(isCopy ? [] : ['The Client certificate page refuses it.']),
      ...(lost.length > 0
        ? [
            `In the client store of an Expressway-C it keeps ${listText(lost)} to the Expressway-E down: sign-in and messages from outside fail.`,
          ]
        : ['Whoever looks at the usages of clients refuses the connections that the Expressway opens.']),
    ].join(' '),
  remedy: ({ isMisplaced }) =>
    isMisplaced
      ? ['Put the certificate of the client store here: this one was made for the server store.']
      : undefined,
  *check(facts: PeerCertificateFacts) {
    const { store, issued, peer, isCopy = false } = facts;
    if (store !== 'client' || hasUsage(issued, 'clientAuth')) return;
    if (isCopy && peer?.role === 'E') return;
    yield about(facts, {
      usages: [...(issued.extendedKeyUsage ?? [])],
      isCopy,
      isMisplaced: facts.misplaced?.madeFor === 'server',
      lost: lostWith(facts),
    });
  },
});
