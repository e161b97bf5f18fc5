import type { Certificate } from '../x509/certificate.ts';
import type { ExtensionName, KnownExtension } from '../x509/extensions.ts';
import { nameKey } from '../x509/name.ts';
import { constraintSet, type ConstraintSet } from './name-constraints.ts';

export type ExtensionsByName = { readonly [Name in ExtensionName]?: KnownExtension<Name> };

/** A certificate with what path building asks of it again and again; dear parts are made when first needed. */
export class CertificateFacts {
  readonly certificate: Certificate;
  readonly extensions: ExtensionsByName;
  readonly #leadingDot: 'reject' | 'subdomains';
  #subjectKey: string | undefined;
  #issuerKey: string | undefined;
  #constraints: ConstraintSet | undefined;

  constructor(certificate: Certificate, leadingDot: 'reject' | 'subdomains' = 'reject') {
    this.certificate = certificate;
    this.#leadingDot = leadingDot;
    const extensions: Record<string, unknown> = {};
    for (const extension of certificate.extensions) {
      if (extension.name !== undefined) extensions[extension.name] = extension;
    }
    this.extensions = extensions;
  }

  /** Equal for two subjects exactly where RFC 5280 7.1 calls them the same. */
  get subjectKey(): string {
    return (this.#subjectKey ??= nameKey(this.certificate.subject));
  }

  get issuerKey(): string {
    return (this.#issuerKey ??= nameKey(this.certificate.issuer));
  }

  /** Issuer and subject are the same name (RFC 5280 6.1, "self-issued"). */
  get isSelfIssued(): boolean {
    return this.subjectKey === this.issuerKey;
  }

  /** The nameConstraints extension, ready for lookups; undefined where there is none. */
  get constraints(): ConstraintSet | undefined {
    const value = this.extensions.nameConstraints?.value;
    if (value) this.#constraints ??= constraintSet(value, this.#leadingDot);
    return this.#constraints;
  }
}
