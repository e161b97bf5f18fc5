import type { PathOptions } from '../path/options.ts';
import { CertificateStore } from '../path/store.ts';
import { CrlIndex } from '../revocation/crl-index.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { Crl } from '../x509/crl.ts';
import type { OcspResponse } from '../x509/ocsp.ts';
import { webCryptoVerifier, type SignatureVerifier } from '../x509/signature.ts';
import { SignatureChecks } from '../x509/signature-checks.ts';
import type { IndexedEvidence } from './path-revocation.ts';

export interface PathMaterial {
  /** Certificates that are trusted, self-signed or not. */
  readonly anchors: readonly Certificate[];
  /** Certificates that may help, in any order. */
  readonly intermediates?: readonly Certificate[];
  readonly crls?: readonly Crl[];
  readonly ocspResponses?: readonly OcspResponse[];
  /** Default: WebCrypto, which answers asynchronously. */
  readonly verifier?: SignatureVerifier;
}

/** Anchors, intermediates and lists made ready once, for validators that differ in time or settings. */
export class PreparedMaterial {
  readonly leadingDotConstraints: PathOptions['leadingDotConstraints'];
  readonly store: CertificateStore;
  readonly evidence: IndexedEvidence;
  /** Remembers what was checked as long as the certificates live. */
  readonly checks: SignatureChecks;

  constructor(
    material: PathMaterial,
    leadingDotConstraints: PathOptions['leadingDotConstraints'] = 'reject',
    checks = new SignatureChecks(material.verifier ?? webCryptoVerifier()),
    evidence: IndexedEvidence = {
      crls: new CrlIndex(material.crls ?? []),
      ocspResponses: material.ocspResponses ?? [],
    },
  ) {
    this.leadingDotConstraints = leadingDotConstraints;
    this.store = new CertificateStore(leadingDotConstraints)
      .addAnchors(material.anchors)
      .addIntermediates(material.intermediates ?? []);
    this.evidence = evidence;
    this.checks = checks;
  }

  /** Other anchors and intermediates with the same evidence. */
  withCas(cas: Pick<PathMaterial, 'anchors' | 'intermediates'>): PreparedMaterial {
    return new PreparedMaterial(cas, this.leadingDotConstraints, this.checks, this.evidence);
  }
}
