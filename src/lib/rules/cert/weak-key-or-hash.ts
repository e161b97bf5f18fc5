import { services } from '../../deployment/model.ts';
import { rule } from '../../findings/rule.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

/** Below this TLS servers must not go (RFC 9325 section 4.5). */
const leastRsaBits = 2048;
const brokenHashes = ['MD2', 'MD4', 'MD5', 'SHA-1'];

export const weakKeyOrHash = rule({
  code: 'cert/weak-key-or-hash',
  severity: 'error',
  what: 'The RSA key is shorter than 2048 bits, or the certificate is signed with MD5 or SHA-1.',
  why: 'A certificate of this strength is refused in TLS; the Expressway itself warns at upload that the level of security is not acceptable.',
  typical: 'An old CA, or a request made with an old tool.',
  fix: ['Make a new request with an RSA key of 2048 bits or more, and have it signed with SHA-256 or more.'],
  notHitBy: 'RSA 2048 with SHA-256',
  citations: [
    { source: 'rfc', ref: '9325 section 4.5' },
    { source: 'baseline-requirements', ref: 'sections 6.1.5 and 7.1.3.2.1' },
    { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
  ],
  // The page warns and takes the certificate.
  bears: [{ requirement: 'key-accepted', effect: 'fails', services }],
  message: ({ weakness }: { weakness: string }) => `${weakness} is too weak`,
  *check(facts: PeerCertificateFacts) {
    const { certificate, signatureAlgorithm } = facts.issued;
    const { publicKey } = certificate;
    const isRsa = publicKey.kind === 'rsa' || publicKey.kind === 'rsa-pss';
    if (isRsa && publicKey.bits < leastRsaBits) yield about(facts, { weakness: publicKeyText(publicKey) });
    const { hash } = signatureAlgorithm;
    if (hash !== undefined && brokenHashes.includes(hash)) {
      yield about(facts, { weakness: `a signature with ${hash}` });
    }
  },
});
