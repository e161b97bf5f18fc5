import { equal } from '../bytes.ts';
import type { SignatureStatus } from '../x509/signature.ts';
import type { SignatureChecks } from '../x509/signature-checks.ts';
import { verificationCost } from '../x509/key-cost.ts';
import type { Waiting } from '../x509/waiting.ts';
import { BestFirstQueue } from './best-first-queue.ts';
import type { Budget } from './budget.ts';
import type { CertificateFacts } from './facts.ts';
import { keyIdentifierMismatch } from './key-identifiers.ts';
import type { Issuer, IssuerSource } from './store.ts';

/**
 * How a candidate ends:
 * - `anchor`: its last certificate was signed by an anchor
 * - `no-issuer`: nobody there has the name of the last certificate's issuer, or only certificates of the path do
 * - `bad-signature`: somebody has that name, but his key did not make the signature, or nobody can tell
 * - `undecided`: the search ended before it came to anything
 */
export type CandidateEnd = 'anchor' | 'no-issuer' | 'bad-signature' | 'undecided';

/** A path as far as it leads from the leaf; nothing has been judged but its signatures. */
export interface CandidatePath {
  /** Leaf first; the anchor is not among them. */
  readonly certificates: readonly CertificateFacts[];
  /** For each certificate whether the key of the one above made its signature; the last is missing for `no-issuer`. */
  readonly signatures: readonly SignatureStatus[];
  readonly end: CandidateEnd;
  /** The anchor, or for `bad-signature` the certificate whose key did not fit. */
  readonly issuer: CertificateFacts | undefined;
  /** For `no-issuer`: certificates that have the issuer's name, and were passed over for their key identifiers. */
  readonly namesakes?: readonly CertificateFacts[];
}

/** The certificate on top of a path that is being built, and the way down to the leaf. */
interface PartialPath {
  readonly facts: CertificateFacts;
  readonly isAnchor: boolean;
  readonly below: PartialPath | undefined;
  /** Certificates from the leaf to here. */
  readonly length: number;
  /** CA certificates among them that are not self-issued. */
  readonly intermediates: number;
  readonly penalty: number;
}

/** How many of the rules an issuer is sure to break above so many intermediates; only the order depends on it. */
export type CountDefects = (issuer: Issuer, intermediatesBelow: number) => number;

/** A defect weighs more than any number of key identifiers that do not fit. */
const defectWeight = 1_000;

/**
 * Yields candidate paths for a leaf, the most promising first: by issuer name, then by what speaks against them.
 * Key identifiers only order the search (RFC 5280 4.2.1.1), they never end it. A path never holds two
 * certificates with the same subject and key (RFC 4158 5.2): leaving out what lies between them would make
 * another, shorter path. Nothing is checked before it is needed, and all work is taken from the budget.
 */
export class CandidateSearch {
  readonly #store: IssuerSource;
  readonly #checks: SignatureChecks;
  readonly #budget: Budget;
  readonly #countDefects: CountDefects;
  readonly #open = new BestFirstQueue<PartialPath>();

  constructor(
    leaf: CertificateFacts,
    store: IssuerSource,
    checks: SignatureChecks,
    budget: Budget,
    countDefects: CountDefects,
  ) {
    this.#store = store;
    this.#checks = checks;
    this.#budget = budget;
    this.#countDefects = countDefects;
    this.#open.push({
      facts: leaf,
      isAnchor: false,
      below: undefined,
      length: 1,
      intermediates: 0,
      penalty: 0,
    });
  }

  /** The next candidate; undefined when there are no more, or the budget is spent. */
  *next(): Waiting<CandidatePath | undefined> {
    for (let top = this.#open.pop(); top; top = this.#open.pop()) {
      const signature = yield* this.#checkLink(top);
      if (signature === undefined) continue;
      if (signature !== 'valid') return endedBy(top, signature, 'bad-signature');
      if (top.isAnchor) return endedBy(top, signature, 'anchor');
      if (!this.#expand(top)) return withoutIssuer(top);
    }
    return undefined;
  }

  /** Did the key on top sign the certificate below it? undefined: the budget does not allow to find out. */
  *#checkLink({ facts, below }: PartialPath): Waiting<SignatureStatus | undefined> {
    if (!below) return 'valid';
    const child = below.facts.certificate;
    const key = facts.certificate.publicKey;
    const known = this.#checks.known(child, key);
    if (known) return known;
    if (!this.#budget.spend('signatureCost', verificationCost(key, child.tbs.length))) return undefined;
    return yield* this.#checks.check(child, key);
  }

  /** Opens a path for every possible issuer; false where there is none. */
  #expand(top: PartialPath): boolean {
    const issuers = this.#issuersFor(top);
    // Of equals the queue hands out the last one first: so it is anchors before others, in the order given.
    for (const issuer of issuers.filter(({ isAnchor }) => !isAnchor).reverse()) this.#extend(top, issuer);
    for (const issuer of issuers.filter(({ isAnchor }) => isAnchor).reverse()) this.#extend(top, issuer);
    return issuers.length > 0;
  }

  #issuersFor(top: PartialPath): Issuer[] {
    const issuers: Issuer[] = [];
    for (const issuer of this.#store.withSubject(top.facts.issuerKey)) {
      if (!this.#budget.spend('partialPaths')) break;
      if (!isInPath(issuer, top)) issuers.push(issuer);
    }
    return issuers;
  }

  #extend(top: PartialPath, issuer: Issuer): void {
    const { facts, isAnchor } = issuer;
    if (!isAnchor && top.length > this.#budget.limits.pathLength)
      return this.#budget.markReached('pathLength');
    const mismatch = keyIdentifierMismatch(top.facts, facts);
    this.#open.push({
      facts,
      isAnchor,
      below: top,
      length: top.length + 1,
      intermediates: top.intermediates + (facts.isSelfIssued ? 0 : 1),
      penalty: top.penalty + mismatch + defectWeight * this.#countDefects(issuer, top.intermediates),
    });
  }
}

/** An anchor that is the very leaf is trusted directly, and no loop. */
function isInPath({ facts, isAnchor }: Issuer, top: PartialPath): boolean {
  if (isAnchor && !top.below) return false;
  for (let path: PartialPath | undefined = top; path; path = path.below) {
    if (isSameEntity(path.facts, facts)) return true;
  }
  return false;
}

function isSameEntity(a: CertificateFacts, b: CertificateFacts): boolean {
  return a.subjectKey === b.subjectKey && equal(a.certificate.publicKey.der, b.certificate.publicKey.der);
}

function certificatesOf(top: PartialPath): CertificateFacts[] {
  const certificates: CertificateFacts[] = [];
  for (let path: PartialPath | undefined = top; path; path = path.below) certificates.push(path.facts);
  return certificates.reverse();
}

function validSignatures(count: number): SignatureStatus[] {
  return new Array<SignatureStatus>(count).fill('valid');
}

function endedBy(top: PartialPath, signature: SignatureStatus, end: CandidateEnd): CandidatePath {
  const certificates = certificatesOf(top.below!);
  return {
    certificates,
    signatures: [...validSignatures(certificates.length - 1), signature],
    end,
    issuer: top.facts,
  };
}

function withoutIssuer(top: PartialPath): CandidatePath {
  const certificates = certificatesOf(top);
  return {
    certificates,
    signatures: validSignatures(certificates.length - 1),
    end: 'no-issuer',
    issuer: undefined,
  };
}
