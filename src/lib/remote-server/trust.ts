import type { Certificate } from '../x509/certificate.ts';
import type { Crl } from '../x509/crl.ts';
import type { OcspResponse } from '../x509/ocsp.ts';
import { mostRsaBitsOfPeers } from '../x509/key-cost.ts';
import { boundedVerifier, webCryptoVerifier, type SignatureVerifier } from '../x509/signature.ts';
import { PreparedMaterial } from '../validation/path-material.ts';

export interface PeerTrustMaterial {
  /** The trusted CA list. */
  readonly anchors: readonly Certificate[];
  /** CA certificates that servers forget to send. */
  readonly intermediates?: readonly Certificate[];
  readonly crls?: readonly Crl[];
  readonly ocspResponses?: readonly OcspResponse[];
  /** Default: WebCrypto. */
  readonly verifier?: SignatureVerifier;
}

/**
 * Trusted CAs and revocation data, made ready once for many peers. It never changes: to reload, make a new one; answers
 * found with the old one are then forgotten (PeerCache).
 */
export class PeerTrust {
  readonly anchors: readonly Certificate[];
  readonly crls: readonly Crl[];
  readonly prepared: PreparedMaterial;
  readonly verifier: SignatureVerifier;
  readonly hasCrls: boolean;
  readonly hasOcspResponses: boolean;

  constructor({ verifier = webCryptoVerifier(), ...material }: PeerTrustMaterial) {
    this.verifier = boundedVerifier(verifier, mostRsaBitsOfPeers);
    this.anchors = material.anchors;
    this.crls = material.crls ?? [];
    // Some CAs write .example.com in a constraint, and mean everything below it, as TLS stacks do.
    this.prepared = new PreparedMaterial({ ...material, verifier: this.verifier }, 'subdomains');
    this.hasCrls = this.crls.length > 0;
    this.hasOcspResponses = (material.ocspResponses?.length ?? 0) > 0;
  }
}
