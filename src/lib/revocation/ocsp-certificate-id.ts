import { equal } from '../bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import { hash, hashOf, type HashName } from '../x509/hash-algorithm.ts';
import type { OcspCertificateId } from '../x509/ocsp.ts';

/** Does it mean the certificate? `hash-unsupported`: it may, but nobody here can compute its digests. */
export type IdMatch = 'same' | 'other' | 'hash-unsupported';

interface IssuerHashes {
  readonly name: Uint8Array;
  readonly key: Uint8Array;
}

/** Compares certificate identifiers of OCSP responses with those of one certificate (RFC 6960 4.1.1). */
export class CertificateIdMatcher {
  readonly #certificate: Certificate;
  readonly #issuer: Certificate;
  readonly #hashes = new Map<HashName, IssuerHashes>();

  constructor(certificate: Certificate, issuer: Certificate) {
    this.#certificate = certificate;
    this.#issuer = issuer;
  }

  match({ hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }: OcspCertificateId): IdMatch {
    if (!equal(serialNumber, this.#certificate.serialNumber)) return 'other';
    const hashName = hashOf(hashAlgorithm);
    if (!hashName) return 'hash-unsupported';
    const { name, key } = this.#issuerHashes(hashName);
    return equal(issuerNameHash, name) && equal(issuerKeyHash, key) ? 'same' : 'other';
  }

  #issuerHashes(hashName: HashName): IssuerHashes {
    const known = this.#hashes.get(hashName);
    if (known) return known;
    const hashes = {
      // The name as the certificate itself writes it.
      name: hash(hashName, this.#certificate.issuer.der),
      key: hash(hashName, this.#issuer.publicKey.keyBits),
    };
    this.#hashes.set(hashName, hashes);
    return hashes;
  }
}
