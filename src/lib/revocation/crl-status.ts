import { equal } from '../bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { Crl, RevokedCertificate } from '../x509/crl.ts';
import { reasonFlags } from '../x509/distribution-points.ts';
import { findExtension, type DistributionPoint, type ReasonFlag } from '../x509/extensions.ts';
import { earlyTimesOfCrl } from '../x509/early-times.ts';
import { printName } from '../x509/name.ts';
import type { PublicKey } from '../x509/public-key.ts';
import type { Waiting } from '../x509/waiting.ts';
import { crlBreaches, timeProblem } from './crl-form.ts';
import type { CrlIndex } from './crl-index.ts';
import { belongsTo, mayLift } from './delta.ts';
import { findEntry } from './entry.ts';
import { keyOfName } from './point-names.ts';
import { interimReasons, isFinal } from './reasons.ts';
import { isInScope, listIssuersAt, pointsOf } from './scope.ts';
import type { CrlEvidence, CrlProblem, RevocationStatus, UnusableCrl } from './status.ts';

export interface CrlContext {
  readonly crls: CrlIndex;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** RFC 5280 6.3.3 (f), (g): the key that signed the list, if its holder may sign lists for this anchor. */
  readonly authenticate: (crl: Crl) => Waiting<PublicKey | CrlProblem>;
}

/**
 * Lists held against distribution points, for one certificate: either side can be as long as its maker likes. Nobody
 * has been seen to need more than a dozen.
 */
const maxLookups = 2_000;

/** What has been found out about one certificate. */
interface Progress {
  lookupsLeft: number;
  readonly coveredReasons: Set<ReasonFlag>;
  readonly evidence: CrlEvidence[];
  readonly unusable: Map<Crl, CrlProblem>;
}

/**
 * Status of a certificate by the lists at hand (RFC 5280 6.3.3): at each of its distribution points, then among all
 * lists of its issuer, until every reason for revocation is covered.
 */
export function* crlStatus(certificate: Certificate, context: CrlContext): Waiting<RevocationStatus> {
  const progress: Progress = {
    lookupsLeft: maxLookups,
    coveredReasons: new Set(),
    evidence: [],
    unusable: new Map(),
  };
  for (const point of pointsOf(certificate)) {
    const revoked = yield* lookAtPoint(point, certificate, context, progress);
    if (revoked) return revoked;
    if (progress.coveredReasons.size === reasonFlags.length)
      return { status: 'good', evidence: progress.evidence };
  }
  return {
    status: 'unknown',
    why: progress.coveredReasons.size > 0 ? 'reasons-not-covered' : 'no-evidence',
    unusable: [...progress.unusable].map(([crl, problem]): UnusableCrl => {
      const isBreach = problem === 'not-conforming';
      return {
        kind: 'crl',
        issuer: printName(crl.issuer),
        problem,
        ...(isBreach && { breaches: crlBreaches(crl) }),
      };
    }),
  };
}

function* lookAtPoint(
  point: DistributionPoint,
  certificate: Certificate,
  context: CrlContext,
  progress: Progress,
): Waiting<RevocationStatus | undefined> {
  for (const issuerKey of listIssuersAt(point, certificate)) {
    const lists = context.crls.completeBy(issuerKey);
    if (lists.length === 0) noteDeltasAlone(issuerKey, context, progress);
    for (const crl of lists) {
      if (progress.lookupsLeft-- <= 0) {
        progress.unusable.set(crl, 'limit-reached');
        return undefined;
      }
      const scope = findExtension(crl.extensions, 'issuingDistributionPoint')?.value;
      const reasons = interimReasons(point.reasons, scope?.onlySomeReasons);
      // (e): a list that adds nothing is not looked at.
      if (reasons.every((reason) => progress.coveredReasons.has(reason))) continue;
      const revoked = yield* lookAtList(crl, point, certificate, context, progress);
      if (revoked === 'unusable') continue;
      if (revoked) return revoked;
      for (const reason of reasons) progress.coveredReasons.add(reason);
    }
  }
  return undefined;
}

function noteDeltasAlone(issuerKey: string, { crls }: CrlContext, { unusable }: Progress): void {
  for (const delta of crls.deltasBy(issuerKey)) unusable.set(delta, 'delta-without-base');
}

/** Revoked, not on the list (undefined), or the list cannot be used. */
function* lookAtList(
  crl: Crl,
  point: DistributionPoint,
  certificate: Certificate,
  context: CrlContext,
  { evidence, unusable }: Progress,
): Waiting<RevocationStatus | 'unusable' | undefined> {
  if (!isInScope(crl, point, certificate)) {
    unusable.set(crl, 'out-of-scope');
    return 'unusable';
  }
  const key = yield* context.authenticate(crl);
  if (typeof key === 'string') {
    unusable.set(crl, key);
    return 'unusable';
  }
  const delta = yield* newestDelta(crl, key, context);
  const problem = timeProblem(crl, context.time) ?? malformedProblem(crl, delta);
  const lifting = delta && mayLift(delta) ? delta : undefined;
  // With a current delta an outdated complete list is as good as a new one (5.2.4).
  if (problem && !(problem === 'outdated' && lifting)) {
    // An outdated or malformed list no longer shows who is good, but still who is revoked for good.
    const stillTells = problem === 'outdated' || problem === 'malformed';
    const entries = stillTells ? [crl, delta].map((list) => list && findEntry(list, certificate)) : [];
    const lasting = entries.find((entry) => entry && isFinal(entry.reason));
    if (lasting) return revokedBy(lasting, evidenceOf(crl, delta));
    unusable.set(crl, problem);
    return 'unusable';
  }
  const found = evidenceOf(crl, delta);
  evidence.push(found);
  // (i) to (k): the delta has the last word, unless it takes back what it may not.
  const latest = delta && findEntry(delta, certificate);
  const isTakenBack = latest?.reason === 'removeFromCRL';
  const entry = latest && (lifting || !isTakenBack) ? latest : findEntry(crl, certificate);
  if (!entry || entry.reason === 'removeFromCRL') return undefined;
  return revokedBy(entry, found);
}

const revokedBy = (entry: RevokedCertificate, found: CrlEvidence): RevocationStatus => ({
  status: 'revoked',
  since: entry.revocationDate,
  reason: entry.reason ?? 'unspecified',
  evidence: [found],
});

/** A part of them breaks its rule; nobody can say what it would mean. */
const malformedProblem = (crl: Crl, delta: Crl | undefined): CrlProblem | undefined =>
  crl.faults.length > 0 || (delta && delta.faults.length > 0) ? 'malformed' : undefined;

/** (c), (h): the current delta with the highest number that may be combined with the list. */
function* newestDelta(crl: Crl, key: PublicKey, context: CrlContext): Waiting<Crl | undefined> {
  const deltas = context.crls
    .deltasBy(keyOfName(crl.issuer))
    .filter((delta) => belongsTo(delta, crl) && timeProblem(delta, context.time) === undefined)
    .sort((a, b) => (numberOf(a) < numberOf(b) ? 1 : -1));
  for (const delta of deltas) {
    const deltaKey = yield* context.authenticate(delta);
    if (typeof deltaKey !== 'string' && equal(deltaKey.der, key.der)) return delta;
  }
  return undefined;
}

const numberOf = ({ extensions }: Crl): bigint => findExtension(extensions, 'cRLNumber')?.value ?? 0n;

function evidenceOf(crl: Crl, delta: Crl | undefined): CrlEvidence {
  const { thisUpdate, nextUpdate } = delta ?? crl;
  return {
    kind: 'crl',
    issuer: printName(crl.issuer),
    thisUpdate,
    nextUpdate,
    delta: delta !== undefined,
    earlyGeneralizedTimes: [crl, delta].flatMap((list) => (list ? earlyTimesOfCrl(list) : [])),
  };
}
