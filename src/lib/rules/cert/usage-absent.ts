import { rule } from '../../findings/rule.ts';
import { isBefore, releaseFacts } from '../../product/release.ts';
import { about, releaseOf, type PeerCertificateFacts } from './facts.ts';

export const usageAbsent = rule({
  code: 'cert/usage-absent',
  severity: 'warning',
  what: 'The certificate names no extended key usage.',
  why: 'Such a certificate is known to work in the client store of X15.5; whether an earlier release takes it is not known.',
  typical: 'openssl x509 -req without an extension file.',
  fix: ['Have it issued again with serverAuth and clientAuth.'],
  notHitBy: 'X15.5 and later',
  citations: [{ source: 'tac', ref: '225693' }],
  bears: [{ requirement: 'upload-usage', effect: 'not known' }],
  message: () => 'there is no extended key usage',
  *check(facts: PeerCertificateFacts) {
    const release = releaseOf(facts);
    if (release === undefined || !isBefore(release, releaseFacts.separateClientStore.from)) return;
    if (facts.issued.extendedKeyUsage === undefined) yield about(facts, {});
  },
});
