import type { Budget } from '../path/budget.ts';
import { CandidateSearch, type CandidatePath } from '../path/candidates.ts';
import type { CertificateFacts } from '../path/facts.ts';
import type { PathOptions } from '../path/options.ts';
import { defectCounter } from '../path/prospects.ts';
import type { Issuer, IssuerSource } from '../path/store.ts';
import { isWeakSignature } from '../path/strength.ts';
import { crlBreaches, hasUnknownCriticalExtension } from '../revocation/crl-form.ts';
import type { CrlIndex } from '../revocation/crl-index.ts';
import { combineStatuses } from '../revocation/combine.ts';
import { crlStatus } from '../revocation/crl-status.ts';
import { ocspStatus } from '../revocation/ocsp-status.ts';
import type { CrlProblem, PlacedRevocationStatus, RevocationStatus } from '../revocation/status.ts';
import type { Crl } from '../x509/crl.ts';
import { verificationCost } from '../x509/key-cost.ts';
import { nameKey } from '../x509/name.ts';
import type { OcspResponse } from '../x509/ocsp.ts';
import type { PublicKey } from '../x509/public-key.ts';
import type { SignatureChecks } from '../x509/signature-checks.ts';
import type { Waiting } from '../x509/waiting.ts';
import { ResponderAuthority } from './responder-authority.ts';
import { isFlawless, issuerIn, pathFrom, signerOptions } from './signer-path.ts';
import { promisesStaple } from '../x509/tls-feature.ts';

/** How many signers may vouch for each other's status in a row before we stop believing them. */
const maxNesting = 4;

/** What says whether certificates are revoked. */
export interface IndexedEvidence {
  readonly crls: CrlIndex;
  readonly ocspResponses: readonly OcspResponse[];
}

/**
 * Looks up the certificates of one path in revocation lists and OCSP responses. The signer of a list is looked for in
 * the path itself, then among all certificates at hand, and must have a path of its own to the same anchor (RFC 5280
 * 6.3.3 (f)).
 */
export class PathRevocation {
  readonly #path: CandidatePath;
  readonly #options: PathOptions;
  readonly #store: IssuerSource;
  readonly #checks: SignatureChecks;
  readonly #crls: CrlIndex;
  readonly #ocspResponses: readonly OcspResponse[];
  readonly #responders: ResponderAuthority;
  readonly #budget: Budget;
  readonly #authenticated = new Map<Crl, PublicKey | CrlProblem>();
  /** Signers whose status is being looked up right now, innermost last. */
  readonly #pending: CertificateFacts[] = [];
  /** Do their own lists count for them? Only where nobody else says anything. */
  #ownListsCount = false;

  constructor(
    path: CandidatePath,
    options: PathOptions,
    store: IssuerSource,
    checks: SignatureChecks,
    evidence: IndexedEvidence,
    budget: Budget,
  ) {
    this.#path = path;
    this.#options = options;
    this.#store = onlyAnchor(store, path.issuer);
    this.#checks = checks;
    this.#crls = evidence.crls;
    this.#ocspResponses = evidence.ocspResponses;
    this.#budget = budget;
    this.#responders = new ResponderAuthority(options, this.#store, checks, budget, (path) =>
      this.statusOf(path),
    );
  }

  /** From the anchor down, so that a CA is known to be good before its lists are used. */
  *statuses(): Waiting<PlacedRevocationStatus[]> {
    const { certificates } = this.#path;
    const statuses: PlacedRevocationStatus[] = [];
    const first = this.#options.revocation === 'chain' ? certificates.length - 1 : 0;
    for (let position = first; position >= 0; position--) {
      const status = yield* this.statusOf(pathFrom(this.#path, position));
      statuses.push({ position, ...(position === 0 ? this.#withPromise(status) : status) });
    }
    return statuses;
  }

  /** Whoever has left out the response that its certificate promises may do so because of what it says. */
  #withPromise(status: RevocationStatus): RevocationStatus {
    const isPromised = this.#options.mustStaple && promisesStaple(this.#path.certificates[0]!.certificate);
    if (!isPromised || status.status === 'revoked') return status;
    const others = status.status === 'good' ? status.evidence : status.unusable;
    if (others.some(({ kind }) => kind === 'ocsp')) return status;
    return {
      status: 'unknown',
      why: 'staple-missing',
      unusable: status.status === 'unknown' ? status.unusable : [],
    };
  }

  /** Status of the first certificate of a path, by OCSP responses and by lists. */
  *statusOf(path: CandidatePath): Waiting<RevocationStatus> {
    const { certificate } = path.certificates[0]!;
    const { time, ocsp } = this.#options;
    const byResponses = yield* ocspStatus(certificate, issuerIn(path).certificate, {
      ...ocsp,
      time,
      responses: this.#ocspResponses,
      authenticate: (response) => this.#responders.signerOf(response, path),
    });
    const authenticate = (crl: Crl) => this.#authenticate(crl);
    const byLists = yield* crlStatus(certificate, { crls: this.#crls, time, authenticate });
    return combineStatuses([byResponses, byLists]);
  }

  *#authenticate(crl: Crl): Waiting<PublicKey | CrlProblem> {
    const known = this.#authenticated.get(crl);
    if (known !== undefined) return known;
    const result = this.#formProblem(crl) ?? (yield* this.#findSigner(crl));
    // While a signer is looked up, the answer may rest on what is not yet certain.
    if (this.#pending.length === 0) this.#authenticated.set(crl, result);
    return result;
  }

  #formProblem(crl: Crl): CrlProblem | undefined {
    if (hasUnknownCriticalExtension(crl)) return 'unknown-critical-extension';
    if (this.#options.conformance && crlBreaches(crl).length > 0) return 'not-conforming';
    return isWeakSignature(crl.signatureAlgorithm, this.#options.allowSha1) ? 'weak-signature' : undefined;
  }

  *#findSigner(crl: Crl): Waiting<PublicKey | CrlProblem> {
    let problem: CrlProblem = 'signer-not-found';
    for (const { facts, isTrusted } of this.#possibleSigners(crl)) {
      const key = facts.certificate.publicKey;
      const isKnown = this.#checks.known(crl, key) !== undefined;
      const cost = isKnown ? 0 : verificationCost(key, crl.tbs.length);
      if (!this.#budget.spend('signatureCost', cost)) return 'limit-reached';
      const signature = yield* this.#checks.check(crl, key);
      if (signature === 'valid') {
        const objection = yield* this.#objectionTo(facts, isTrusted);
        if (!objection) return key;
        problem = objection;
      } else if (problem === 'signer-not-found') {
        problem = signature === 'invalid' ? 'signature-invalid' : 'signature-unsupported';
      }
    }
    return problem;
  }

  /** Certificates with the name of the list's issuer; those of the path have been judged already. */
  *#possibleSigners(crl: Crl): Iterable<{ facts: CertificateFacts; isTrusted: boolean }> {
    const wanted = nameKey(crl.issuer);
    const { certificates, issuer } = this.#path;
    const judged = [...certificates.slice(1), ...(issuer ? [issuer] : [])];
    for (const facts of judged) if (facts.subjectKey === wanted) yield { facts, isTrusted: true };
    for (const { facts } of this.#store.withSubject(wanted))
      if (!judged.includes(facts)) yield { facts, isTrusted: false };
  }

  /** Why a list that this certificate's key has signed does not count all the same. */
  *#objectionTo(signer: CertificateFacts, isTrusted: boolean): Waiting<CrlProblem | undefined> {
    const isBareAnchor = this.#options.anchors === 'name-and-key' && signer === this.#path.issuer;
    const usages = signer.extensions.keyUsage?.value;
    if (!isBareAnchor && usages && !usages.includes('cRLSign')) return 'signer-may-not-sign-crls';
    if (isTrusted) return undefined;
    const isTrustworthy = this.#pending.includes(signer)
      ? this.#ownListsCount
      : yield* this.#isTrustworthy(signer);
    return isTrustworthy ? undefined : 'signer-not-trusted';
  }

  /** Has the signer a good path to the same anchor, on which nobody is revoked? */
  *#isTrustworthy(signer: CertificateFacts): Waiting<boolean> {
    if (this.#pending.length >= maxNesting) return false;
    const options = signerOptions(this.#options);
    const search = new CandidateSearch(
      signer,
      this.#store,
      this.#checks,
      this.#budget,
      defectCounter(options),
    );
    this.#pending.push(signer);
    let isGood = false;
    for (let path = yield* search.next(); path && !isGood; path = yield* search.next()) {
      isGood =
        path.end === 'anchor' && isFlawless(path, options, this.#budget) && (yield* this.#areUnrevoked(path));
      if (isGood || !this.#budget.spend('candidates')) break;
    }
    this.#pending.pop();
    return isGood;
  }

  *#areUnrevoked(path: CandidatePath): Waiting<boolean> {
    if (this.#options.revocation !== 'chain') return true;
    for (const [position, facts] of path.certificates.entries()) {
      if (this.#path.certificates.includes(facts)) continue;
      if (!(yield* this.#isUnrevokedSigner(pathFrom(path, position)))) return false;
    }
    return true;
  }

  /** A CA may let the lists of a signer cover the signer itself; they are asked only if all others are silent. */
  *#isUnrevokedSigner(path: CandidatePath): Waiting<boolean> {
    const { status } = yield* this.statusOf(path);
    if (status !== 'unknown' || this.#ownListsCount) return status === 'good';
    this.#ownListsCount = true;
    const byOwnLists = yield* this.statusOf(path);
    this.#ownListsCount = false;
    return byOwnLists.status === 'good';
  }
}

/** The anchor of the list's signer must be the one of the path (RFC 5280 6.3.3 (f)). */
function onlyAnchor(store: IssuerSource, anchor: CertificateFacts | undefined): IssuerSource {
  const isWanted = ({ facts, isAnchor }: Issuer) => !isAnchor || facts === anchor;
  return {
    withSubject: (subjectKey) => store.withSubject(subjectKey).filter(isWanted),
    withKeyHash: (keyHash) => store.withKeyHash(keyHash).filter(isWanted),
  };
}
