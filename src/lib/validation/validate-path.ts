import type { Finding } from '../findings/finding.ts';
import { Budget } from '../path/budget.ts';
import { CandidateSearch, type CandidatePath, type CountDefects } from '../path/candidates.ts';
import { lacksAuthorityKeyIdentifier } from '../path/conformance.ts';
import { CertificateFacts } from '../path/facts.ts';
import { firstIssuerPath } from '../path/first-issuer.ts';
import { pathOptions, type PathOptions, type PathSettings } from '../path/options.ts';
import { defectCounter } from '../path/prospects.ts';
import { CertificateStore } from '../path/store.ts';
import { gatherPathFacts } from '../path/validate.ts';
import type { PlacedRevocationStatus } from '../revocation/status.ts';
import type { JudgedPath } from '../rules/path/facts.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { OcspResponse } from '../x509/ocsp.ts';
import { runAtOnce, runWaiting, type Waiting } from '../x509/waiting.ts';
import type { SignatureChecks } from '../x509/signature-checks.ts';
import { compareJudgements, judgePath, toleratedBy, type PathJudgement } from './judge-path.ts';
import { PreparedMaterial, type PathMaterial } from './path-material.ts';
import { PathRevocation, type IndexedEvidence } from './path-revocation.ts';

export type { PathMaterial } from './path-material.ts';

/** A way from the certificate towards an anchor, and what is to be said about it. */
export interface JudgedCandidate {
  /** The certificate first, then the CAs as far as the way leads, the anchor not among them. */
  readonly certificates: readonly Certificate[];
  readonly anchor: Certificate | undefined;
  readonly findings: readonly Finding[];
  /** Status of each certificate that was looked up in lists and OCSP responses; undefined: none was. */
  readonly revocation: readonly PlacedRevocationStatus[] | undefined;
  /** Profile `appliance`: errors by RFC 5280 that it takes. */
  readonly tolerated?: readonly Finding[];
}

export interface PathReport {
  /** Is there a path against which no rule has an error? */
  readonly valid: boolean;
  /** The valid path, or the one that is most nearly right. */
  readonly best: JudgedCandidate;
  /** All that were looked at, the most useful first; `best` is the first of them. */
  readonly candidates: readonly JudgedCandidate[];
  /** user-constrained-policy-set of the valid path (RFC 5280 6.1.6); anyPolicy stands for all. */
  readonly policies: readonly string[];
}

/** Anchors, intermediates and lists made ready for many validations. */
export class PathValidator {
  readonly #options: PathOptions;
  readonly #store: CertificateStore;
  readonly #evidence: IndexedEvidence;
  readonly #checks: SignatureChecks;
  readonly #countDefects: CountDefects;

  /** Throws TypeError for settings that make no sense. */
  constructor(material: PathMaterial | PreparedMaterial, settings: PathSettings) {
    this.#options = pathOptions(settings);
    const { leadingDotConstraints } = this.#options;
    const prepared =
      material instanceof PreparedMaterial ? material : new PreparedMaterial(material, leadingDotConstraints);
    if (prepared.leadingDotConstraints !== leadingDotConstraints)
      throw new TypeError('the material was prepared for another reading of constraints');
    this.#store = prepared.store;
    this.#evidence = prepared.evidence;
    this.#checks = prepared.checks;
    this.#countDefects = defectCounter(this.#options);
  }

  /** @param intermediates what came with this certificate, besides those given before */
  validate(certificate: Certificate, intermediates: readonly Certificate[] = []): Promise<PathReport> {
    return runWaiting(this.#report(certificate, intermediates));
  }

  /** The same at once. Throws TypeError if the verifier is not synchronous. */
  validateSync(certificate: Certificate, intermediates: readonly Certificate[] = []): PathReport {
    return runAtOnce(this.#report(certificate, intermediates));
  }

  *#report(certificate: Certificate, intermediates: readonly Certificate[]): Waiting<PathReport> {
    return reportOf(yield* this.judge(certificate, intermediates));
  }

  /**
   * What validate() reports, with the facts that the rules judged; the most useful candidate comes first.
   *
   * @param stapled OCSP responses that came with this certificate, besides those given before
   */
  *judge(
    certificate: Certificate,
    intermediates: readonly Certificate[] = [],
    stapled: readonly OcspResponse[] = [],
  ): Waiting<readonly JudgedFacts[]> {
    const { limits, leadingDotConstraints } = this.#options;
    const leaf = new CertificateFacts(certificate, leadingDotConstraints);
    const store =
      intermediates.length === 0
        ? this.#store
        : new CertificateStore(leadingDotConstraints, this.#store).addIntermediates(intermediates);
    const budget = new Budget(limits);
    const { crls, ocspResponses } = this.#evidence;
    const evidence = { crls, ocspResponses: [...stapled, ...ocspResponses] };
    const revocationBudget = new Budget(limits);
    const search = this.#search(leaf, store, budget);
    const judged: JudgedFacts[] = [];
    for (let path = yield* search.next(); path && budget.spend('candidates'); path = yield* search.next()) {
      const candidate = yield* this.#judgeOne(path, store, evidence, budget, revocationBudget);
      judged.push(candidate);
      if (isFlawless(candidate)) break;
    }
    judged.sort(compareJudgements);
    const isDecided = judged[0] !== undefined && isFlawless(judged[0]);
    if (!isDecided && budget.reached.length > 0) sayWhatWasCut(judged, leaf, budget, this.#options);
    return judged;
  }

  #search(leaf: CertificateFacts, store: CertificateStore, budget: Budget): Pick<CandidateSearch, 'next'> {
    if (this.#options.search === 'every')
      return new CandidateSearch(leaf, store, this.#checks, budget, this.#countDefects);
    const { time } = this.#options;
    const checks = this.#checks;
    let isDone = false;
    return {
      *next() {
        if (isDone) return undefined;
        isDone = true;
        return yield* firstIssuerPath(leaf, store, checks, budget, time);
      },
    };
  }

  *#judgeOne(
    path: CandidatePath,
    store: CertificateStore,
    evidence: IndexedEvidence,
    budget: Budget,
    revocationBudget: Budget,
  ): Waiting<JudgedFacts> {
    const facts = gatherPathFacts(path, this.#options, yield* this.#isAnchorSelfSigned(path), budget);
    const judged = judge({ ...facts, revocation: undefined });
    if (this.#options.revocation === 'none') return judged;
    const isWorthLooking = this.#options.revocationDespiteErrors ? isComplete(path) : isFlawless(judged);
    if (!isWorthLooking) return judged;
    const lookup = new PathRevocation(path, this.#options, store, this.#checks, evidence, revocationBudget);
    return judge({ ...facts, revocation: yield* lookup.statuses() });
  }

  /** Asked only where something depends on it. An anchor that bears its issuer's name is taken at its word. */
  *#isAnchorSelfSigned({ end, issuer }: CandidatePath): Waiting<boolean> {
    if (end !== 'anchor' || !issuer || !this.#options.conformance) return true;
    if (issuer.isSelfIssued || !lacksAuthorityKeyIdentifier(issuer)) return true;
    const { certificate } = issuer;
    return (yield* this.#checks.check(certificate, certificate.publicKey)) === 'valid';
  }
}

export interface JudgedFacts extends PathJudgement {
  readonly facts: JudgedPath;
}

const judge = (facts: JudgedPath): JudgedFacts => ({ facts, ...judgePath(facts) });

/** It reaches an anchor, and every signature holds: only then its CAs speak for each other's revocation lists. */
const isComplete = ({ end, signatures }: CandidatePath): boolean =>
  end === 'anchor' && signatures.every((status) => status === 'valid');

/** No rule has an error against a path that reaches an anchor. */
export const isFlawless = ({ facts, errors }: JudgedFacts): boolean =>
  facts.candidate.end === 'anchor' && errors.length === 0;

/** What a search that was cut short has found is said together with that it was. */
function sayWhatWasCut(
  judged: JudgedFacts[],
  leaf: CertificateFacts,
  budget: Budget,
  options: PathOptions,
): void {
  const best = judged[0]?.facts ?? nothingFound(leaf, options, budget);
  judged[0] = judge({ ...best, limitsReached: budget.reached });
}

function nothingFound(leaf: CertificateFacts, options: PathOptions, budget: Budget): JudgedPath {
  const path: CandidatePath = { certificates: [leaf], signatures: [], end: 'undecided', issuer: undefined };
  return { ...gatherPathFacts(path, options, true, budget), revocation: undefined };
}

function reportOf(judged: readonly JudgedFacts[]): PathReport {
  const candidates = judged.map(({ facts, findings, errors }): JudgedCandidate => {
    const { certificates, end, issuer } = facts.candidate;
    return {
      certificates: certificates.map(({ certificate }) => certificate),
      anchor: end === 'anchor' ? issuer?.certificate : undefined,
      findings,
      revocation: facts.revocation,
      ...(facts.options.profile === 'appliance' && {
        tolerated: toleratedBy(facts, errors).map(({ finding }) => finding),
      }),
    };
  });
  const [best] = judged;
  const valid = isFlawless(best!);
  const policies = valid ? (best!.facts.policies?.userConstrainedPolicies ?? []) : [];
  return { valid, best: candidates[0]!, candidates, policies };
}

/**
 * Is there a path from the certificate to an anchor by RFC 5280 section 6, and is the certificate good for what it is
 * wanted for? Looks at nothing but what is given: no clock, no network, no store of the system.
 *
 * @param settings `time` in milliseconds since 1970 is obligatory; see PathOptions for the rest
 */
export function validatePath(
  certificate: Certificate,
  material: PathMaterial,
  settings: PathSettings,
): Promise<PathReport> {
  return new PathValidator(material, settings).validate(certificate);
}
