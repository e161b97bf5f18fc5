import { keyPurpose } from '../asn1/oids.ts';
import { equal } from '../bytes.ts';
import { DecodeError } from '../errors.ts';
import type { Budget } from '../path/budget.ts';
import type { CandidatePath } from '../path/candidates.ts';
import { isExpired, isNotYetValid } from '../path/checks.ts';
import { CertificateFacts } from '../path/facts.ts';
import type { PathOptions } from '../path/options.ts';
import type { IssuerSource } from '../path/store.ts';
import { isWeakSignature } from '../path/strength.ts';
import type { OcspSigner } from '../revocation/ocsp-status.ts';
import type { OcspProblem, RevocationStatus } from '../revocation/status.ts';
import { readCertificate, type Certificate } from '../x509/certificate.ts';
import { hash } from '../x509/hash-algorithm.ts';
import { verificationCost } from '../x509/key-cost.ts';
import { nameKey, printName } from '../x509/name.ts';
import type { BasicOcspResponse, ResponderId } from '../x509/ocsp.ts';
import type { PublicKey } from '../x509/public-key.ts';
import type { SignatureStatus } from '../x509/signature.ts';
import type { Signed, SignatureChecks } from '../x509/signature-checks.ts';
import type { Waiting } from '../x509/waiting.ts';
import { isFlawless, issuerIn, signerOptions } from './signer-path.ts';

/** How many responders may vouch for each other's status in a row before we stop believing them. */
const maxNesting = 4;

/** Status of the first certificate of a path to an anchor. */
export type StatusLookup = (path: CandidatePath) => Waiting<RevocationStatus>;

/**
 * Finds out who signed OCSP responses, and whether he may speak for a CA: the CA itself, or a delegate whose
 * certificate the CA has issued for that purpose (RFC 6960 4.2.2.2).
 */
export class ResponderAuthority {
  readonly #options: PathOptions;
  readonly #store: IssuerSource;
  readonly #checks: SignatureChecks;
  readonly #budget: Budget;
  readonly #statusOf: StatusLookup;
  /** Delegates whose own status is being looked up right now: nobody vouches for himself. */
  readonly #pending: Certificate[] = [];

  constructor(
    options: PathOptions,
    store: IssuerSource,
    checks: SignatureChecks,
    budget: Budget,
    statusOf: StatusLookup,
  ) {
    this.#options = options;
    this.#store = store;
    this.#checks = checks;
    this.#budget = budget;
    this.#statusOf = statusOf;
  }

  /** @param path of the certificate that the response answers for */
  *signerOf(response: BasicOcspResponse, path: CandidatePath): Waiting<OcspSigner | OcspProblem> {
    if (isWeakSignature(response.signatureAlgorithm, this.#options.allowSha1)) return 'weak-signature';
    const { certificate: issuer } = issuerIn(path);
    let problem: OcspProblem = 'responder-not-found';
    for (const responder of respondersOf(response, issuer, this.#store)) {
      const signature = yield* this.#check(response, responder.publicKey);
      if (!signature) return 'limit-reached';
      if (signature === 'valid') {
        const isDelegate = responder !== issuer;
        const objection = isDelegate ? yield* this.#objectionTo(responder, path) : undefined;
        if (!objection) return { name: printName(responder.subject), isDelegate };
        problem = objection;
      } else if (problem === 'responder-not-found') {
        problem = signature === 'invalid' ? 'signature-invalid' : 'signature-unsupported';
      }
    }
    return problem;
  }

  /** undefined: the budget does not allow to find out. */
  *#check(signed: Signed, key: PublicKey): Waiting<SignatureStatus | undefined> {
    const isKnown = this.#checks.known(signed, key) !== undefined;
    const cost = isKnown ? 0 : verificationCost(key, signed.tbs.length);
    if (!this.#budget.spend('signatureCost', cost)) return undefined;
    return yield* this.#checks.check(signed, key);
  }

  /** Why a response that this certificate's key has signed does not count all the same. */
  *#objectionTo(delegate: Certificate, path: CandidatePath): Waiting<OcspProblem | undefined> {
    const facts = new CertificateFacts(delegate, this.#options.leadingDotConstraints);
    const issuer = issuerIn(path);
    if (facts.issuerKey !== issuer.subjectKey || !maySignResponses(facts)) return 'responder-not-authorised';
    if (!this.#budget.spend('candidates')) return 'limit-reached';
    const signature = yield* this.#check(delegate, issuer.certificate.publicKey);
    if (!signature) return 'limit-reached';
    if (signature !== 'valid') return 'responder-not-authorised';
    if (isNotYetValid(facts, this.#options.time)) return 'responder-not-yet-valid';
    if (isExpired(facts, this.#options.time)) return 'responder-expired';
    const delegatePath = { ...path, certificates: [facts, ...path.certificates.slice(1)] };
    if (!isFlawless(delegatePath, signerOptions(this.#options), this.#budget)) return 'responder-not-trusted';
    return facts.extensions.ocspNoCheck ? undefined : yield* this.#statusObjection(delegatePath);
  }

  /** RFC 6960 4.2.2.2.1: without ocsp-nocheck the delegate may have been revoked itself. */
  *#statusObjection(path: CandidatePath): Waiting<OcspProblem | undefined> {
    const delegate = path.certificates[0]!.certificate;
    const isCircular = this.#pending.some(({ der }) => equal(der, delegate.der));
    if (isCircular || this.#pending.length >= maxNesting) return 'responder-status-unknown';
    this.#pending.push(delegate);
    const { status } = yield* this.#statusOf(path);
    this.#pending.pop();
    if (status === 'revoked') return 'responder-revoked';
    const isEnough = status === 'good' || this.#options.ocsp.responderStatus === 'not-revoked';
    return isEnough ? undefined : 'responder-status-unknown';
  }
}

/**
 * The certificates that bear the name or key which the response gives for its signer: the issuer, those sent along, which
 * are optional (RFC 6960 4.2.1), and those at hand.
 */
function* respondersOf(
  { responder, certificates }: BasicOcspResponse,
  issuer: Certificate,
  store: IssuerSource,
): Iterable<Certificate> {
  if (isNamedBy(responder, issuer)) yield issuer;
  for (const der of certificates) {
    const certificate = readable(der);
    if (certificate && isNamedBy(responder, certificate)) yield certificate;
  }
  const atHand =
    responder.kind === 'byName'
      ? store.withSubject(nameKey(responder.name))
      : store.withKeyHash(responder.keyHash);
  for (const { facts } of atHand) if (!equal(facts.certificate.der, issuer.der)) yield facts.certificate;
}

function isNamedBy(responder: ResponderId, { subject, publicKey }: Certificate): boolean {
  return responder.kind === 'byName'
    ? nameKey(responder.name) === nameKey(subject)
    : equal(responder.keyHash, hash('SHA-1', publicKey.keyBits));
}

/** What is sent along may be anything; what cannot be read signs nothing. */
function readable(der: Uint8Array): Certificate | undefined {
  try {
    return readCertificate(der);
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

/** id-kp-OCSPSigning must be there in so many words; keyUsage must allow signatures (RFC 5280 4.2.1.12). */
function maySignResponses({ extensions }: CertificateFacts): boolean {
  const usages = extensions.keyUsage?.value;
  const maySign = !usages || usages.includes('digitalSignature') || usages.includes('nonRepudiation');
  return maySign && (extensions.extKeyUsage?.value.includes(keyPurpose.OCSPSigning) ?? false);
}
