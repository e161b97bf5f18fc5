import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { hasUsage } from '../profile/presented.ts';
import { about, isForClientStore, type PeerCertificateFacts } from './facts.ts';

export const serverAuthMissing = rule({
  code: 'cert/server-auth-missing',
  severity: 'error',
  what: 'The certificate lacks server authentication.',
  why: 'Whoever connects to the Expressway refuses it.',
  typical: 'A CA profile for users or clients.',
  fix: ['Have it issued again from a CA profile with server authentication.'],
  notHitBy:
    'a certificate for the client store of X15.5; one without any extended key usage (cert/usage-absent)',
  citations: [
    { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
    { source: 'rfc', ref: '5280 section 4.2.1.12' },
  ],
  bears: [
    { requirement: 'server-usage', effect: 'fails' },
    { requirement: 'upload-usage', effect: 'not known' },
  ],
  message: ({ usages }: { usages: string[]; isMisplaced: boolean }) =>
    `extended key usage is ${listText(usages)} only`,
  remedy: ({ isMisplaced }) =>
    isMisplaced
      ? ['Put the certificate of the server store here: this one was made for the client store.']
      : undefined,
  *check(facts: PeerCertificateFacts) {
    if (isForClientStore(facts) || hasUsage(facts.issued, 'serverAuth')) return;
    yield about(facts, {
      usages: [...(facts.issued.extendedKeyUsage ?? [])],
      isMisplaced: facts.misplaced?.madeFor === 'client',
    });
  },
});
