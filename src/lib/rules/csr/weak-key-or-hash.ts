import { rule } from '../../findings/rule.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import { about, type CsrFacts } from './facts.ts';

/** Below this TLS servers must not go (RFC 9325 section 4.5). */
const leastRsaBits = 2048;
const brokenHashes = ['MD2', 'MD4', 'MD5', 'SHA-1'];

export const weakKeyOrHash = rule({
  code: 'csr/weak-key-or-hash',
  severity: 'error',
  what: 'The RSA key is shorter than 2048 bits, or the request is signed with MD5 or SHA-1.',
  why: 'CAs refuse such a request, and a certificate of this strength is refused in TLS.',
  typical: 'A request from an old tool or an old template; the Expressway itself offered SHA-1 up to X8.9.',
  fix: ['Make a new request with an RSA key of 2048 bits or more and SHA-256 or more.'],
  notHitBy: 'RSA 2048 with SHA-256',
  citations: [
    { source: 'rfc', ref: '9325 section 4.5' },
    { source: 'baseline-requirements', ref: 'sections 6.1.5 and 7.1.3.2.1' },
    { source: 'certificate-guide', ref: 'Generating a certificate signing request' },
  ],
  message: ({ weakness }: { weakness: string }) => `${weakness} is too weak`,
  *check(facts: CsrFacts) {
    const { request, signatureAlgorithm } = facts.request;
    const { publicKey } = request;
    const isRsa = publicKey.kind === 'rsa' || publicKey.kind === 'rsa-pss';
    if (isRsa && publicKey.bits < leastRsaBits) {
      yield { ...about(facts), detail: { weakness: publicKeyText(publicKey) } };
    }
    const { hash } = signatureAlgorithm;
    if (hash !== undefined && brokenHashes.includes(hash)) {
      yield { ...about(facts), detail: { weakness: `a signature with ${hash}` } };
    }
  },
});
