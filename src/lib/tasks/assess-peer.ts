import { oidName } from '../asn1/oids.ts';
import { DecodeError } from '../errors.ts';
import { certificateState } from '../federation/certificate-state.ts';
import { findConstraintBypass } from '../federation/constraint-bypass.ts';
import type { CertificateState } from '../federation/decision.ts';
import type { DomainFault } from '../federation/domain.ts';
import {
  isNamed,
  type PeerFacts,
  type PeerProfile,
  type PeerRole,
  type UnreadableCertificate,
} from '../federation/peer-facts.ts';
import { sipUsageIds, usageIdsOf, usagesToTry } from '../federation/peer-usage.ts';
import type { CertificatePolicy } from '../federation/policy.ts';
import {
  isCommonNameOf,
  judgeXmppNames,
  namesOf,
  type PresentedName,
} from '../federation/presented-names.ts';
import { recheckTime } from '../federation/recheck.ts';
import { judgePeerSubject, judgeSipNames } from '../federation/sip-names.ts';
import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import type { RevocationScope } from '../path/options.ts';
import type { PlacedRevocationStatus } from '../revocation/status.ts';
import { federationPeerRules } from '../rules/federation/index.ts';
import { readCertificate, type Certificate } from '../x509/certificate.ts';
import { readOcspResponse, type OcspResponse } from '../x509/ocsp.ts';
import { isSelfSigned } from '../x509/self-signed.ts';
import { runWaiting } from '../x509/waiting.ts';
import type { PeerTrust } from './peer-trust.ts';
import { PathValidator, type JudgedFacts } from './validate-path.ts';

/** What is asked about a chain; the domain is canonical, or comes with its fault. */
export interface AssessmentQuestion {
  readonly profile: PeerProfile;
  readonly role: PeerRole;
  readonly domain: string;
  readonly domainFault: DomainFault | undefined;
  readonly policy: CertificatePolicy;
  readonly trust: PeerTrust;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** DER of the OCSP response that came in the handshake. */
  readonly stapledOcsp: Uint8Array | undefined;
}

/** What was found out about a chain, whatever is decided from it. */
export interface PeerAssessment {
  readonly state: CertificateState;
  /** Everything there is to say: errors, warnings and notices, about the peer and then about its path. */
  readonly reasons: readonly Finding[];
  /** Every name of the certificate, with what it says about the domain. */
  readonly names: readonly PresentedName[];
  /** The best path, leaf first, with the anchor where it reaches one; empty where nothing could be read. */
  readonly path: readonly Certificate[];
  readonly reachesAnchor: boolean;
  /** Status of the certificates that were looked up; empty: none was. */
  readonly revocation: readonly PlacedRevocationStatus[];
  readonly judgedAt: number;
  /** Last moment, in milliseconds since 1970, at which the answer is sure to hold. */
  readonly recheckAt: number | undefined;
}

/** More than any path needs; RFC 8446 4.4.2 lets peers send what they like. */
export const chainLimits = { certificates: 32, bytes: 256 * 1024 } as const;

/** Reads a chain and finds out everything the policy asks about it. Never throws for what a peer has sent. */
export async function assessPeer(
  rawChain: readonly Uint8Array[],
  question: AssessmentQuestion,
): Promise<PeerAssessment> {
  const chain = readChain(rawChain);
  const judged = chain.leaf && (await judgeChain(chain.leaf, chain.others, question));
  const facts = peerFacts(rawChain, chain, judged?.best, question);
  const own = run(federationPeerRules, facts);
  const reasons = [...own, ...(judged?.best.findings ?? [])];
  const revocation = judged?.best.facts.revocation ?? [];
  const path = judged ? pathOf(judged.best) : [];
  const isValid = judged !== undefined && isFlawless(judged.best);
  return {
    state: await stateOf(facts, reasons, question, isValid),
    reasons,
    names: facts.names,
    path,
    reachesAnchor: judged?.best.facts.candidate.end === 'anchor',
    revocation,
    judgedAt: question.time,
    recheckAt: recheckTime(isValid ? path : [], revocation, question.time),
  };
}

interface ReadChain {
  readonly leaf: Certificate | undefined;
  readonly others: readonly Certificate[];
  readonly unreadable: readonly UnreadableCertificate[];
  readonly excess: PeerFacts['excess'];
}

function readChain(rawChain: readonly Uint8Array[]): ReadChain {
  const bytes = rawChain.reduce((sum, { length }) => sum + length, 0);
  if (rawChain.length > chainLimits.certificates || bytes > chainLimits.bytes) {
    return { leaf: undefined, others: [], unreadable: [], excess: { certificates: rawChain.length, bytes } };
  }
  const unreadable: UnreadableCertificate[] = [];
  const [leaf, ...others] = rawChain.map((der, position) => {
    try {
      return readCertificate(der);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      unreadable.push({ position, problem: error.message });
      return undefined;
    }
  });
  return { leaf, others: others.filter((each) => each !== undefined), unreadable, excess: undefined };
}

interface JudgedChain {
  readonly best: JudgedFacts;
}

/** One path for each usage by which the certificate may be accepted, until one is good. */
async function judgeChain(
  leaf: Certificate,
  others: readonly Certificate[],
  question: AssessmentQuestion,
): Promise<JudgedChain> {
  const stapled = readStapled(question.stapledOcsp);
  const usages = usagesToTry(leaf, acceptedUsageIds(question));
  let best: JudgedFacts | undefined;
  for (const usage of usages.length > 0 ? usages.map((id) => [id]) : [[]]) {
    const validator = new PathValidator(question.trust.prepared, {
      time: question.time,
      purpose: 'any',
      extendedKeyUsage: usage,
      keyUsage: ['digitalSignature'],
      // Partners' private CAs are judged by what makes them unsafe, not by what makes them untidy.
      conformance: false,
      strictSerialNumbers: false,
      leadingDotConstraints: 'subdomains',
      minimumRsaBits: question.policy.minRsaBits,
      revocation: revocationScope(question, stapled.length > 0),
      acceptUnknownRevocation: question.policy.unknownRevocation === 'accept',
      revocationDespiteErrors: true,
    });
    const [judged] = await runWaiting(validator.judge(leaf, others, stapled));
    best ??= judged;
    if (isFlawless(judged!)) return { best: judged! };
    if (!judged!.findings.some(({ code }) => code === 'path/usage-not-allowed')) return { best: judged! };
  }
  return { best: best! };
}

const isFlawless = ({ facts, errorPlaces }: JudgedFacts): boolean =>
  facts.candidate.end === 'anchor' && errorPlaces.length === 0;

function acceptedUsageIds({ profile, role, policy }: AssessmentQuestion): readonly string[] {
  const accepted = usageIdsOf(role === 'client' ? policy.usages.inbound : policy.usages.outbound);
  return profile === 'sip-domain' ? sipUsageIds(accepted) : accepted;
}

/**
 * "If loaded", as the guide has it. Where nothing but OCSP responses are there, only the certificate itself can be looked
 * up: nobody staples those of the CAs.
 */
function revocationScope({ policy, trust }: AssessmentQuestion, isStapled: boolean): RevocationScope {
  if (policy.revocationCheck === 'off') return 'none';
  if (policy.revocationCheck === 'always' || trust.hasCrls) return 'chain';
  return trust.hasOcspResponses || isStapled ? 'leaf' : 'none';
}

/** What cannot be read says nothing, like a response that was not sent. */
function readStapled(der: Uint8Array | undefined): readonly OcspResponse[] {
  if (!der) return [];
  try {
    return [readOcspResponse(der)];
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return [];
  }
}

function peerFacts(
  rawChain: readonly Uint8Array[],
  { leaf, unreadable, excess }: ReadChain,
  judged: JudgedFacts | undefined,
  question: AssessmentQuestion,
): PeerFacts {
  const { profile, role, domain, domainFault } = question;
  const names = leaf ? judgeNames(leaf, question) : [];
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
    missingUsages: isUsable ? undefined : accepted.map((id) => oidName(id) ?? id),
  };
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

const aboutNames: readonly string[] = [
  'federation/name-mismatch',
  'federation/name-only-in-common-name',
  'federation/domain-invalid',
];

async function stateOf(
  facts: PeerFacts,
  reasons: readonly Finding[],
  { trust, role }: AssessmentQuestion,
  isValid: boolean,
): Promise<CertificateState> {
  // A TLS server without certificate has not done what TLS asks of it.
  if (!facts.isPresented) return role === 'client' ? 'none' : 'untrusted+san-mismatch';
  const errors = reasons.filter(({ severity, code }) => severity === 'error' && !aboutNames.includes(code));
  const isOwnIssuer = !isValid && facts.leaf && (await isSelfSigned(facts.leaf, trust.verifier));
  return certificateState({
    isNamed: isNamed(facts),
    isCommonName: facts.isCommonName,
    isSelfSigned: isOwnIssuer === true,
    errors: errors.map(({ code }) => code),
  });
}

function pathOf({ facts }: JudgedFacts): readonly Certificate[] {
  const { certificates, end, issuer } = facts.candidate;
  const path = certificates.map(({ certificate }) => certificate);
  return end === 'anchor' && issuer && issuer.certificate !== path[0] ? [...path, issuer.certificate] : path;
}
