import type { CertificateStoreName } from '../../findings/requirements.ts';
import type { Plan } from '../../plan/plan.ts';
import type { SignatureVerifier } from '../../x509/signature.ts';

/** Which peer has which key, as `csr create` wrote it down. */
export interface KeyOwner {
  /** FQDN. */
  readonly peer: string;
  /** `sha256:` and base64, over the SubjectPublicKeyInfo. */
  readonly publicKeyHash: string;
  /** Absent: the server's; a manifest of before knows no other. */
  readonly store?: CertificateStoreName;
  /** Names that its request asked for, as `DNS:…`. */
  readonly names?: readonly string[];
}

export interface CheckCsrOptions {
  /** Time of judgement: rules about CAs change with it. */
  readonly at: Date;
  /** What the request is to be like; without it only what can be said of the request alone is checked. */
  readonly plan?: Plan;
  /** FQDN of the peer the request is for; without it the peer is found by key or by names. */
  readonly peer?: string;
  /** The keys that were made; a request with another key is told. */
  readonly manifest?: readonly KeyOwner[];
  /** The key that must be the request's; its public key must be extractable. */
  readonly keyPair?: CryptoKeyPair;
  /** Default: WebCrypto. */
  readonly verifier?: SignatureVerifier;
  /** Provider of the key pair; default the platform's. */
  readonly crypto?: Crypto;
}
