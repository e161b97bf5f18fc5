import type { CertificateStoreName } from '../../findings/requirements.ts';
import { rule } from '../../findings/rule.ts';
import { releaseFacts } from '../../product/release.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

type Detail = { readonly store: CertificateStoreName; readonly madeFor: CertificateStoreName };

export const otherStore = rule({
  code: 'cert/other-store',
  severity: 'warning',
  what: 'By its file the certificate is in one store of the Expressway, and by its key, usages or names it was made for the other.',
  why: 'In the wrong store it lacks the usages or the names that those who meet it look for.',
  typical: 'Both certificates came back from the CA together, and were taken for each other.',
  fix: [
    'Upload each certificate on the page of its own store, under Maintenance > Security, with its own key.',
  ],
  notHitBy:
    'a file that is not called after a store; a certificate that fits both; releases before X15.5, which have one store',
  citations: [releaseFacts.separateClientStore.citation],
  bears: { nothing: 'What the certificate lacks in that store is told by its usages and names.' },
  message: ({ store, madeFor }: Detail) =>
    `its file is called after the ${store} store, and it was made for the ${madeFor} store`,
  remedy: ({ madeFor }) => [
    `Upload it on Maintenance > Security > ${pages[madeFor]}, and call its file after that store.`,
  ],
  *check(facts: PeerCertificateFacts) {
    const { store, madeFor } = facts;
    if (madeFor) yield about(facts, { store, madeFor });
  },
});

const pages = { server: 'Server certificate', client: 'Client certificate' } as const;
