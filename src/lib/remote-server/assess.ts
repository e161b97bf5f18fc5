import { oidName } from '../asn1/oids.ts';
import { toHex } from '../bytes.ts';
import { findConstraintBypass } from '../federation/constraint-bypass.ts';
import type { NotJudged } from '../federation/decide.ts';
import type { CertificateState } from '../federation/decision.ts';
import { isNamed, type PeerFacts } from '../federation/peer-facts.ts';
import { usagesToTry } from '../federation/peer-usage.ts';
import {
  isCommonNameOf,
  judgeXmppNames,
  namesOf,
  type PresentedName,
} from '../federation/presented-names.ts';
import { recheckTime } from '../federation/recheck.ts';
import type { DaneState } from '../federation/tlsa.ts';
import { judgePeerSubject, judgeSipNames } from '../federation/sip-names.ts';
import type { Finding } from '../findings/finding.ts';
import { run, type AnyRule } from '../findings/rule.ts';
import type { PlacedRevocationStatus } from '../revocation/status.ts';
import { domainInvalid } from '../rules/federation/domain-invalid.ts';
import { federationPeerRules } from '../rules/federation/index.ts';
import { nameMismatch } from '../rules/federation/name-mismatch.ts';
import { nameOnlyInCommonName } from '../rules/federation/name-only-in-common-name.ts';
import type { Certificate } from '../x509/certificate.ts';
import { hash } from '../x509/hash-algorithm.ts';
import { isSelfSigned } from '../x509/self-signed.ts';
import { judgeDane, type DaneJudgement } from './dane.ts';
import { certificateState, type StateFacts } from './certificate-state.ts';
import {
  acceptedUsageIds,
  foreignCaOf,
  judgeChain,
  pathOf,
  readChain,
  type AssessmentQuestion,
  type ReadChain,
} from './chain.ts';
import { deepFreeze } from './deep-freeze.ts';
import { isFlawless, type JudgedFacts } from '../validation/validate-path.ts';

/**
 * What was found out about a chain, whatever is decided from it. Frozen through and through, octets excepted: one answer
 * may be given to many.
 */
export interface PeerAssessment {
  /** `not judged`: `unjudged` says why. */
  readonly state: CertificateState | 'not judged';
  /** Why nothing was read of a certificate; absent: its certificate was read. */
  readonly unread?: 'too large' | 'unreadable' | 'not presented';
  /**
   * Why nothing is said of the certificate; absent: it was judged.
   * - `refused before`: R0 or R1 has refused the stream, whatever the certificate
   * - `no room`: too many are being judged; only its names were looked at
   * - `failed`: what was sent has led to a fault of ours
   */
  readonly unjudged?: 'refused before' | NotJudged;
  /** Everything there is to say: errors, warnings and notices, about the peer and then about its path. */
  readonly reasons: readonly Finding[];
  /** Every name of the certificate, with what it says about the domain. */
  readonly names: readonly PresentedName[];
  /** The best path, leaf first, with the anchor where it reaches one; empty where none was looked for. */
  readonly path: readonly Certificate[];
  /** undefined: no path was looked for, since the stream is refused without. */
  readonly reachesAnchor: boolean | undefined;
  /** Status of the certificates that were looked up; empty: none was. */
  readonly revocation: readonly PlacedRevocationStatus[];
  /** What TLSA records say; absent: nobody has asked, or nothing was presented. */
  readonly dane?: DaneState;
  readonly judgedAt: number;
  /** Last moment, in milliseconds since 1970, at which the answer is sure to hold. */
  readonly recheckAt: number | undefined;
}

/**
 * Reads a chain and finds out what the policy asks about it, the cheap questions first: who sends it chooses what a path
 * costs, so none is looked for where no name fits.
 */
export async function assessPeer(
  rawChain: readonly Uint8Array[],
  question: AssessmentQuestion,
): Promise<PeerAssessment> {
  const chain = readChain(rawChain);
  const { leaf, others } = chain;
  const names = leaf ? judgeNames(leaf, question) : [];
  // TLSA records may stand in the place of names.
  const isWorthPath = question.allReasons || isNamed({ names }) || question.tlsa !== undefined;
  const sought =
    leaf && isWorthPath ? await question.turn(() => seekPath(leaf, others, question)) : undefined;
  if (sought === 'no room') return unjudged('no room', question, { names });
  const { judged, dane } = sought ?? {};
  const facts = peerFacts(rawChain, chain, names, sought ?? {}, question);
  const own = federationPeerRules.map((rule) => ({ rule, findings: run([rule], facts) }));
  const reasons = [...own.flatMap(({ findings }) => findings), ...(judged?.findings ?? [])];
  const besidesNames = own.flatMap(({ rule, findings }) =>
    rule.severity === 'error' && !aboutNames.includes(rule) ? findings : [],
  );
  const errors =
    dane?.inPlaceOf === 'DANE-EE'
      ? errorsDespiteDane(facts, judged!)
      : [...besidesNames.map(() => 'peer' as const), ...(judged?.errors ?? []).map(({ aspect }) => aspect)];
  const revocation = judged?.facts.revocation ?? [];
  const path = judged ? pathOf(judged) : [];
  const isValid = judged !== undefined && isFlawless(judged);
  return deepFreeze({
    state: stateOf(facts, errors, question, sought?.isSelfSigned === true),
    ...unreadBecause(facts),
    reasons,
    names,
    path,
    reachesAnchor: judged && judged.facts.candidate.end === 'anchor',
    revocation,
    judgedAt: question.time,
    ...(dane && { dane: dane.state }),
    recheckAt: earliest(
      recheckTime(isValid ? path : [], revocation, question.time),
      question.tlsa?.validUntil,
    ),
  });
}

interface Sought {
  readonly judged: JudgedFacts;
  readonly dane: DaneJudgement | undefined;
  readonly foreignCa: PeerFacts['foreignCa'];
  readonly isSelfSigned: boolean;
}

/** Everything for which signatures are checked. */
async function seekPath(
  leaf: Certificate,
  others: readonly Certificate[],
  question: AssessmentQuestion,
): Promise<Sought> {
  const toTrusted = await judgeChain(leaf, others, question);
  const dane = await daneOf(leaf, others, toTrusted, question);
  const judged = dane?.judged ?? toTrusted;
  const foreignCa = await foreignCaOf(judged, question);
  const isOwnIssuer = !isFlawless(judged) && (await isSelfSigned(leaf, question.trust.verifier)) === true;
  return { judged, dane, foreignCa, isSelfSigned: isOwnIssuer };
}

/** DANE-EE stands for names, dates, usages and issuers; a pinned key is asked for besides, and what is revoked stays so. */
function errorsDespiteDane({ otherKey, domainFault }: PeerFacts, judged: JudgedFacts): StateFacts['errors'] {
  const isRevoked = judged.errors.some(({ aspect }) => aspect === 'revocation');
  const isCostly = judged.errors.some(({ aspect }) => aspect === 'strength');
  return [
    ...(isRevoked ? ['revocation' as const] : []),
    ...(isCostly || otherKey !== undefined || domainFault ? ['peer' as const] : []),
  ];
}

function earliest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

async function daneOf(
  leaf: Certificate,
  others: readonly Certificate[],
  toTrusted: JudgedFacts,
  question: AssessmentQuestion,
): Promise<DaneJudgement | undefined> {
  const { tlsa, trust, domain } = question;
  if (!tlsa) return undefined;
  const judgeTo = (anchors: readonly Certificate[]) =>
    judgeChain(leaf, others, question, trust.materialFor(domain).withCas({ anchors }));
  return judgeDane(tlsa, leaf, others, toTrusted, judgeTo, trust.binding.own(domain) === undefined);
}

/** The answer where nobody has judged the certificate: it says why, and nothing of what was not looked at. */
export const unjudged = (
  why: NonNullable<PeerAssessment['unjudged']>,
  { time }: Pick<AssessmentQuestion, 'time'>,
  { reasons = [], names = [] }: Partial<Pick<PeerAssessment, 'reasons' | 'names'>> = {},
): PeerAssessment =>
  deepFreeze({
    state: 'not judged',
    unjudged: why,
    reasons,
    names,
    path: [],
    reachesAnchor: undefined,
    revocation: [],
    judgedAt: time,
    recheckAt: undefined,
  });

/** That the certificate does not name the domain is told by the names themselves. */
const aboutNames: readonly AnyRule<PeerFacts>[] = [nameMismatch, nameOnlyInCommonName, domainInvalid];

function unreadBecause({ excess, unreadable, isPresented }: PeerFacts): Pick<PeerAssessment, 'unread'> {
  if (excess) return { unread: 'too large' };
  if (unreadable.some(({ position }) => position === 0)) return { unread: 'unreadable' };
  return isPresented ? {} : { unread: 'not presented' };
}

function peerFacts(
  rawChain: readonly Uint8Array[],
  { leaf, unreadable, excess }: ReadChain,
  names: readonly PresentedName[],
  { judged, foreignCa, dane }: Partial<Sought>,
  question: AssessmentQuestion,
): PeerFacts {
  const { profile, role, domain, domainFault } = question;
  const accepted = acceptedUsageIds(question);
  const isUsable = !leaf || usagesToTry(leaf, accepted).length > 0;
  return {
    profile,
    role,
    domain,
    domainFault,
    excess,
    unreadable,
    isPresented: rawChain.length > 0,
    leaf,
    names,
    isCommonName: profile !== 'peer-subject' && leaf !== undefined && isCommonNameOf(namesOf(leaf), domain),
    bypass: judged && findConstraintBypass(names, judged.facts.certificates),
    foreignCa,
    dane: dane && {
      state: dane.state,
      isForged: question.tlsa?.dnssec === 'bogus',
      inPlaceOf: dane.inPlaceOf,
    },
    otherKey: leaf && otherKeyOf(leaf, question.policy.pins),
    missingUsages: isUsable ? undefined : accepted.map((id) => oidName(id) ?? id),
  };
}

function otherKeyOf({ publicKey }: Certificate, pins: readonly string[]): string | undefined {
  if (pins.length === 0) return undefined;
  const digest = toHex(hash('SHA-256', publicKey.der));
  return pins.includes(digest) ? undefined : digest;
}

function judgeNames(
  leaf: Certificate,
  { profile, domain, policy, domainFault }: AssessmentQuestion,
): PresentedName[] {
  const names = namesOf(leaf);
  if (profile === 'peer-subject') return judgePeerSubject(names, domain);
  // No name can match what is no domain, but all of them are shown.
  const wanted = domainFault ? '' : domain;
  return profile === 'sip-domain'
    ? judgeSipNames(names, wanted)
    : judgeXmppNames(names, wanted, policy.names);
}

function stateOf(
  facts: PeerFacts,
  errors: StateFacts['errors'],
  { role }: AssessmentQuestion,
  isSelfSigned: boolean,
): CertificateState {
  // A TLS server without certificate has not done what TLS asks of it.
  if (!facts.isPresented) return role === 'client' ? 'none' : 'untrusted+san-mismatch';
  return certificateState({
    isNamed: isNamed(facts) || facts.dane?.inPlaceOf === 'DANE-EE',
    isCommonName: facts.isCommonName,
    isSelfSigned,
    errors,
  });
}
