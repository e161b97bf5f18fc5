import type { CertificateStoreName } from '../../findings/requirements.ts';
import { rule } from '../../findings/rule.ts';
import { releaseFacts } from '../../product/release.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

type Detail = {
  readonly calledAfter: CertificateStoreName;
  readonly madeFor: CertificateStoreName;
  /** The certificate lies in a file of its own store too. */
  readonly isCopy: boolean;
};

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
    'a file that is not called after a store; a certificate that fits both, where nobody has its key; a copy that is planned; releases before X15.5, which have one store',
  citations: [releaseFacts.separateClientStore.citation],
  bears: { nothing: 'What the certificate lacks in that store is told by its usages and names.' },
  message: ({ calledAfter, madeFor, isCopy }: Detail) =>
    isCopy
      ? `the same certificate lies in a file of the ${calledAfter} store too, and it was made for the ${madeFor} store`
      : `its file is called after the ${calledAfter} store, and it was made for the ${madeFor} store`,
  remedy: ({ calledAfter, madeFor, isCopy }) => [
    isCopy
      ? `Put the certificate of the ${calledAfter} store into that file, or leave the file out.`
      : `Upload it on Maintenance > Security > ${pages[madeFor]}, and call its file after that store.`,
  ],
  *check(facts: PeerCertificateFacts) {
    const { misplaced } = facts;
    if (!misplaced) return;
    const { place, madeFor, isCopy } = misplaced;
    const calledAfter = madeFor === 'client' ? 'server' : 'client';
    yield about({ ...facts, place }, { calledAfter, madeFor, isCopy });
  },
});

const pages = { server: 'Server certificate', client: 'Client certificate' } as const;
