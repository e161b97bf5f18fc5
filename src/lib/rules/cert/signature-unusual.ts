import { rule } from '../../findings/rule.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const signatureUnusual = rule({
  code: 'cert/signature-unusual',
  severity: 'notice',
  what: 'The certificate is signed with RSASSA-PSS.',
  why: 'Hardly any CA signs so, and nobody is known to have tried it on an Expressway; other appliances refuse it.',
  typical: 'A Windows CA with the alternate signature algorithm switched on.',
  fix: [
    'If it is refused, have the CA sign with RSA PKCS #1 v1.5, which is what sha256WithRSAEncryption means.',
  ],
  notHitBy: 'sha256WithRSAEncryption, ecdsa-with-SHA256 and their like',
  citations: [
    { source: 'field-experience', ref: 'certificates of Windows CAs with the alternate algorithm' },
  ],
  bears: [{ requirement: 'key-accepted', effect: 'remark' }],
  message: ({ algorithm }: { algorithm: string }) => `the signature is ${algorithm}, which is unusual`,
  *check(facts: PeerCertificateFacts) {
    const { scheme, name } = facts.issued.signatureAlgorithm;
    if (scheme?.kind === 'rsa-pss') yield about(facts, { algorithm: name });
  },
});
