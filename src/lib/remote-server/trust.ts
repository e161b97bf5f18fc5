import { CaBinding, type PartnerAnchors } from '../federation/ca-binding.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { Crl } from '../x509/crl.ts';
import type { OcspResponse } from '../x509/ocsp.ts';
import { mostRsaBitsOfPeers } from '../x509/key-cost.ts';
import { boundedVerifier, webCryptoVerifier, type SignatureVerifier } from '../x509/signature.ts';
import { PreparedMaterial } from '../validation/path-material.ts';

export interface PeerTrustMaterial {
  /** The trusted CA list. */
  readonly anchors: readonly Certificate[];
  /** CAs that may speak for some domains only, whether or not they stand in `anchors` too. */
  readonly partners?: readonly PartnerAnchors[];
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
  /** Who may speak for whom. */
  readonly binding: CaBinding;
  readonly #intermediates: readonly Certificate[];
  readonly #unbound: PreparedMaterial;
  readonly #own = new Map<string, PreparedMaterial>();
  readonly verifier: SignatureVerifier;
  readonly hasCrls: boolean;
  readonly hasOcspResponses: boolean;

  constructor({ verifier = webCryptoVerifier(), ...material }: PeerTrustMaterial) {
    this.verifier = boundedVerifier(verifier, mostRsaBitsOfPeers);
    this.anchors = material.anchors;
    this.crls = material.crls ?? [];
    this.binding = new CaBinding(this.anchors, material.partners ?? []);
    this.#intermediates = material.intermediates ?? [];
    const anchors = this.binding.unbound;
    // Some CAs write .example.com in a constraint, and mean everything below it, as TLS stacks do.
    this.#unbound = new PreparedMaterial({ ...material, anchors, verifier: this.verifier }, 'subdomains');
    this.hasCrls = this.crls.length > 0;
    this.hasOcspResponses = (material.ocspResponses?.length ?? 0) > 0;
  }

  /** Every trusted CA, whomever it may speak for. */
  get cas(): readonly Certificate[] {
    return this.binding.all;
  }

  /**
   * What may speak for a domain.
   *
   * @param domain as it is compared: A-labels in lower case
   * @internal
   */
  materialFor(domain: string): PreparedMaterial {
    const anchors = this.binding.own(domain);
    if (!anchors) return this.#unbound;
    const known = this.#own.get(domain);
    if (known) return known;
    // A CA of the general list is no anchor here, and may stand on the way to one.
    const intermediates = [...this.#intermediates, ...this.anchors];
    const own = this.#unbound.withCas({ anchors, intermediates });
    this.#own.set(domain, own);
    return own;
  }
}
