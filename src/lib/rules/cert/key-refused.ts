import { services } from '../../deployment/model.ts';
import { rule } from '../../findings/rule.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const keyRefused = rule({
  code: 'cert/key-refused',
  severity: 'error',
  what: 'The key of the certificate has 8192 bits or more.',
  why: 'SIP TLS zones can stay inactive with such a key.',
  typical: 'A PKI team that wanted to be on the safe side.',
  fix: ['Make a new request with an RSA key of 4096 bits or fewer.'],
  notHitBy: 'RSA 4096',
  citations: [
    { source: 'certificate-guide', ref: 'Troubleshooting, certificates with a key length of 8192 bits' },
  ],
  // The page takes such a key; what fails comes later.
  bears: [{ requirement: 'key-accepted', effect: 'fails', services }],
  message: ({ key }: { key: string }) => `${key} can keep SIP TLS zones down`,
  *check(facts: PeerCertificateFacts) {
    const { publicKey } = facts.issued.certificate;
    if (publicKey.kind === 'rsa' && publicKey.bits >= 8192)
      yield about(facts, { key: publicKeyText(publicKey) });
  },
});
