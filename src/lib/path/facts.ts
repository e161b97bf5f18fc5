import type { Certificate } from '../x509/certificate.ts';
import type { ExtensionName, KnownExtension } from '../x509/extensions.ts';
import { nameKey } from '../x509/name.ts';
import type { GeneralName } from '../x509/general-name.ts';
import {
  constrainedNames,
  constraintSet,
  countComparisons,
  findBreach,
  type ConstraintSet,
  type FoundBreach,
} from './name-constraints.ts';
import { presentsIdentity } from './name-match.ts';
import type { ReferenceIdentity } from './reference-identity.ts';

export type ExtensionsByName = { readonly [Name in ExtensionName]?: KnownExtension<Name> };

/** A certificate with what path building asks of it again and again; dear parts are made when first needed. */
export class CertificateFacts {
  readonly certificate: Certificate;
  readonly extensions: ExtensionsByName;
  readonly #leadingDot: 'reject' | 'subdomains';
  #subjectKey: string | undefined;
  #issuerKey: string | undefined;
  #constraints: ConstraintSet | undefined;
  #constrainedNames: readonly GeneralName[] | undefined;
  readonly #breaches = new Map<ConstraintSet, FoundBreach | undefined>();
  readonly #matches = new Map<ReferenceIdentity, boolean>();
  readonly #results = new Map<(facts: CertificateFacts) => unknown, unknown>();

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

  /** The result of a calculation over this certificate, made once however many candidates it is part of. */
  once<Result>(calculate: (facts: CertificateFacts) => Result): Result {
    if (!this.#results.has(calculate)) this.#results.set(calculate, calculate(this));
    return this.#results.get(calculate) as Result;
  }

  /** Is it for this host, address, …? Looked up once for each. */
  isFor(identity: ReferenceIdentity): boolean {
    const isMatch = this.#matches.get(identity) ?? presentsIdentity(this.alternativeNames, identity);
    this.#matches.set(identity, isMatch);
    return isMatch;
  }

  get alternativeNames(): readonly GeneralName[] {
    return this.extensions.subjectAltName?.value ?? [];
  }

  /** Does a name of this certificate break these constraints (RFC 5280 6.1.3 (b), (c))? Looked up once for each set. */
  breachOf(set: ConstraintSet): FoundBreach | undefined {
    if (!this.#breaches.has(set)) this.#breaches.set(set, findBreach(this.constrainedNames, set));
    return this.#breaches.get(set);
  }

  /** What a first breachOf() of this set costs; 0 where its result is known. */
  costOf(set: ConstraintSet): number {
    return this.#breaches.has(set) ? 0 : countComparisons(this.constrainedNames, set);
  }

  get constrainedNames(): readonly GeneralName[] {
    return (this.#constrainedNames ??= constrainedNames(
      this.certificate,
      this.extensions.subjectAltName?.value,
    ));
  }

  /** The nameConstraints extension, ready for lookups; undefined where there is none. */
  get constraints(): ConstraintSet | undefined {
    const value = this.extensions.nameConstraints?.value;
    if (value) this.#constraints ??= constraintSet(value, this.#leadingDot);
    return this.#constraints;
  }
}
