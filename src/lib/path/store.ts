import { equal, toHex } from '../bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import { hash } from '../x509/hash-algorithm.ts';
import { CertificateFacts } from './facts.ts';

/** A certificate that may issue others. */
export interface Issuer {
  readonly facts: CertificateFacts;
  readonly isAnchor: boolean;
}

/** Where possible issuers are found. */
export interface IssuerSource {
  /** Everybody with this subject key (CertificateFacts.subjectKey), in the order in which they were added. */
  withSubject(subjectKey: string): readonly Issuer[];
  /** Everybody whose key has this SHA-1 digest (RFC 6960 4.2.2.3). */
  withKeyHash(keyHash: Uint8Array): readonly Issuer[];
}

/** Anchors and intermediates by subject. The same certificate given twice is held once, as an anchor if it is one. */
export class CertificateStore implements IssuerSource {
  readonly #leadingDot: 'reject' | 'subdomains';
  readonly #bySubject = new Map<string, Issuer[]>();
  readonly #bySignature = new Map<string, Certificate[]>();
  readonly #below: CertificateStore | undefined;
  /** Made when first asked for: few ever ask. */
  #byKeyHash: Map<string, Issuer[]> | undefined;

  /** @param below a store whose certificates count too and come first */
  constructor(leadingDot: 'reject' | 'subdomains', below?: CertificateStore) {
    this.#leadingDot = leadingDot;
    this.#below = below;
  }

  addAnchors(certificates: readonly Certificate[]): this {
    for (const certificate of certificates) this.#add(certificate, true);
    return this;
  }

  addIntermediates(certificates: readonly Certificate[]): this {
    for (const certificate of certificates) this.#add(certificate, false);
    return this;
  }

  #add(certificate: Certificate, isAnchor: boolean): void {
    if (this.#holds(certificate)) return;
    this.#byKeyHash = undefined;
    const signature = toHex(certificate.signature);
    this.#bySignature.set(signature, [...(this.#bySignature.get(signature) ?? []), certificate]);
    const facts = new CertificateFacts(certificate, this.#leadingDot);
    const namesakes = this.#bySubject.get(facts.subjectKey);
    if (namesakes) namesakes.push({ facts, isAnchor });
    else this.#bySubject.set(facts.subjectKey, [{ facts, isAnchor }]);
  }

  #holds(certificate: Certificate): boolean {
    const sameSignature = this.#bySignature.get(toHex(certificate.signature)) ?? [];
    if (sameSignature.some(({ der }) => equal(der, certificate.der))) return true;
    return this.#below !== undefined && this.#below.#holds(certificate);
  }

  withSubject(subjectKey: string): readonly Issuer[] {
    const above = this.#bySubject.get(subjectKey) ?? [];
    const below = this.#below?.withSubject(subjectKey) ?? [];
    return below.length === 0 ? above : [...below, ...above];
  }

  withKeyHash(keyHash: Uint8Array): readonly Issuer[] {
    this.#byKeyHash ??= this.#indexKeys();
    const above = this.#byKeyHash.get(toHex(keyHash)) ?? [];
    return [...(this.#below?.withKeyHash(keyHash) ?? []), ...above];
  }

  #indexKeys(): Map<string, Issuer[]> {
    const index = new Map<string, Issuer[]>();
    for (const issuer of [...this.#bySubject.values()].flat()) {
      const key = toHex(hash('SHA-1', issuer.facts.certificate.publicKey.keyBits));
      index.set(key, [...(index.get(key) ?? []), issuer]);
    }
    return index;
  }
}
