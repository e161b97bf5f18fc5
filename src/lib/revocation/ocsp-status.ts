import type { Certificate } from '../x509/certificate.ts';
import type { BasicOcspResponse, OcspResponse, OcspSingleResponse } from '../x509/ocsp.ts';
import type { Waiting } from '../x509/waiting.ts';
import { CertificateIdMatcher } from './ocsp-certificate-id.ts';
import {
  hasUnknownCriticalExtension,
  nonceProblem,
  responderText,
  timeProblem,
  type OcspTimes,
} from './ocsp-form.ts';
import { combineStatuses } from './combine.ts';
import { isFinal } from './reasons.ts';
import type { OcspProblem, RevocationStatus } from './status.ts';

/** Who signed a response. */
export interface OcspSigner {
  /** Subject, RFC 4514 text. */
  readonly name: string;
  /** Not the CA itself. */
  readonly isDelegate: boolean;
}

export interface OcspContext extends OcspTimes {
  readonly responses: readonly OcspResponse[];
  readonly nonce: Uint8Array | undefined;
  /** RFC 6960 4.2.2.2: who signed it, if he may speak for the issuer of the certificate. */
  readonly authenticate: (response: BasicOcspResponse) => Waiting<OcspSigner | OcspProblem>;
}

/** Status of a certificate by the OCSP responses at hand (RFC 6960 3.2); of several that answer, revoked wins. */
export function* ocspStatus(
  certificate: Certificate,
  issuer: Certificate,
  context: OcspContext,
): Waiting<RevocationStatus> {
  const matcher = new CertificateIdMatcher(certificate, issuer);
  const statuses: RevocationStatus[] = [];
  for (const { status, basic, faults } of context.responses) {
    const isMalformed = faults.length > 0;
    if (basic) statuses.push(...(yield* answersOf(basic, isMalformed, matcher, context)));
    else if (status !== 'successful') statuses.push(unusable(undefined, status));
  }
  return combineStatuses(statuses);
}

function* answersOf(
  response: BasicOcspResponse,
  isMalformed: boolean,
  matcher: CertificateIdMatcher,
  context: OcspContext,
): Waiting<RevocationStatus[]> {
  const responder = responderText(response.responder);
  const statuses: RevocationStatus[] = [];
  let mismatch: OcspProblem = 'other-certificate';
  for (const answer of response.responses) {
    const match = matcher.match(answer.certificateId);
    if (match === 'hash-unsupported') mismatch = match;
    if (match !== 'same') continue;
    const signer =
      formProblem(response, answer, context) ??
      (isMalformed && answer.status === 'good' ? 'malformed' : yield* context.authenticate(response));
    statuses.push(
      typeof signer === 'string' ? unusable(responder, signer) : statusOf(response, answer, signer),
    );
  }
  return statuses.length > 0 ? statuses : [unusable(responder, mismatch)];
}

function formProblem(
  response: BasicOcspResponse,
  answer: OcspSingleResponse,
  context: OcspContext,
): OcspProblem | undefined {
  if (hasUnknownCriticalExtension(response, answer)) return 'unknown-critical-extension';
  const problem = nonceProblem(response, context.nonce) ?? timeProblem(answer, response, context);
  // An outdated answer no longer shows who is good, but still who is revoked for good.
  const isLasting = answer.status === 'revoked' && isFinal(answer.reason);
  return problem === 'outdated' && isLasting ? undefined : problem;
}

function statusOf(
  { producedAt }: BasicOcspResponse,
  { status, revocationTime, reason, thisUpdate, nextUpdate }: OcspSingleResponse,
  { name, isDelegate }: OcspSigner,
): RevocationStatus {
  if (status === 'unknown') return unusable(name, 'certificate-unknown');
  const evidence = [
    { kind: 'ocsp', responder: name, delegated: isDelegate, producedAt, thisUpdate, nextUpdate },
  ] as const;
  if (status === 'good') return { status, evidence };
  return { status, since: revocationTime!, reason: reason ?? 'unspecified', evidence };
}

const unusable = (responder: string | undefined, problem: OcspProblem): RevocationStatus => ({
  status: 'unknown',
  why: 'no-evidence',
  unusable: [{ kind: 'ocsp', responder, problem }],
});
