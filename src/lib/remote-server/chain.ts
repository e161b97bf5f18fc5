import { mostRsaBitsOfPeers } from '../x509/key-cost.ts';
import { DecodeError } from '../errors.ts';
import type { DomainFault } from '../names/a-labels.ts';
import type { PeerFacts, PeerProfile, PeerRole, UnreadableCertificate } from '../federation/peer-facts.ts';
import { sipUsageIds, usageIdsOf, usagesToTry } from '../federation/peer-usage.ts';
import type { TlsaAnswer } from '../federation/tlsa.ts';
import type { CertificatePolicy } from '../federation/policy.ts';
import type { PathSettings, RevocationScope } from '../path/options.ts';
import { limitsOfPeers } from '../path/budget.ts';
import { findExtension } from '../x509/extensions.ts';
import { readCertificate, type Certificate } from '../x509/certificate.ts';
import { readOcspResponse, type OcspResponse } from '../x509/ocsp.ts';
import { nameKey, printName } from '../x509/name.ts';
import { promisesStaple } from '../x509/tls-feature.ts';
import { runWaiting } from '../x509/waiting.ts';
import type { PeerTrust } from './trust.ts';
import { isFlawless, PathValidator, type JudgedFacts } from '../validation/validate-path.ts';

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
  readonly tlsa: TlsaAnswer | undefined;
  /** Look for a path, too, where no name fits. */
  readonly allReasons: boolean;
  readonly turn: Turn;
}

/** Has the work done when it is its turn: now, later, or not at all, since too much waits. */
export type Turn = <Answer>(work: () => Promise<Answer>) => Promise<Answer | 'no room'>;

/** More than any path needs; RFC 8446 4.4.2 lets peers send what they like. */
export const chainLimits = {
  certificates: 32,
  bytes: 256 * 1024,
  /** Alternative names and the attributes of the subject. */
  names: 1024,
  /** XmppAddr beyond ASCII among them: each goes through IDNA. */
  internationalNames: 128,
  stapledBytes: 64 * 1024,
} as const;

/** A chain as far as it can be read. */
export interface ReadChain {
  readonly leaf: Certificate | undefined;
  readonly others: readonly Certificate[];
  readonly unreadable: readonly UnreadableCertificate[];
  readonly excess: PeerFacts['excess'];
}

/** Certificates that cannot be read are left out, with the reason; too many are not looked at. */
export function readChain(rawChain: readonly Uint8Array[]): ReadChain {
  const bytes = rawChain.reduce((sum, { length }) => sum + length, 0);
  const excess = { certificates: rawChain.length, bytes, names: 0 };
  if (rawChain.length > chainLimits.certificates || bytes > chainLimits.bytes) return tooLarge(excess);
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
  const names = leaf ? countNames(leaf) : 0;
  if (names > 0) return tooLarge({ ...excess, names });
  return { leaf, others: others.filter((each) => each !== undefined), unreadable, excess: undefined };
}

/** How many names it has, where those are too many; else 0. */
function countNames({ subject, extensions }: Certificate): number {
  const alternatives = findExtension(extensions, 'subjectAltName')?.value ?? [];
  const count = alternatives.length + subject.rdns.reduce((sum, { length }) => sum + length, 0);
  if (count > chainLimits.names) return count;
  const international = alternatives.filter(
    (name) => name.kind === 'xmppAddr' && !/^[\x00-\x7f]*$/.test(name.value),
  );
  return international.length > chainLimits.internationalNames ? international.length : 0;
}

const tooLarge = (excess: NonNullable<PeerFacts['excess']>): ReadChain => ({
  leaf: undefined,
  others: [],
  unreadable: [],
  excess,
});

/** One path for each usage by which the certificate may be accepted, until one is good. */
export async function judgeChain(
  leaf: Certificate,
  others: readonly Certificate[],
  question: AssessmentQuestion,
  material = question.trust.materialFor(question.domain),
): Promise<JudgedFacts> {
  const stapled = readStapled(question.stapledOcsp);
  const usages = usagesToTry(leaf, acceptedUsageIds(question));
  const { binding } = question.trust;
  // Not even with a certificate from somebody who may speak for everybody.
  const mayHelp = others.filter((each) => !binding.isBoundElsewhere(each, question.domain));
  let best: JudgedFacts | undefined;
  for (const usage of usages.length > 0 ? usages.map((id) => [id]) : [[]]) {
    const settings = pathSettings(question, usage, stapled.length > 0 || isStapleOwed(leaf, question));
    const validator = new PathValidator(material, settings);
    const [judged] = await runWaiting(validator.judge(leaf, mayHelp, stapled));
    best ??= judged;
    if (isFlawless(judged!)) return judged!;
    // Another usage would begin with a budget of its own.
    if (judged!.facts.limitsReached.length > 0) return judged!;
    if (!judged!.errors.some(({ aspect }) => aspect === 'usage')) return judged!;
  }
  return best!;
}

/** Servers alone are asked for one: node:tls has no way to ask clients. */
const isStapleOwed = (leaf: Certificate, { role }: AssessmentQuestion): boolean =>
  role === 'server' && promisesStaple(leaf);

function pathSettings(
  question: AssessmentQuestion,
  usage: readonly string[],
  isStapled: boolean,
): PathSettings {
  const { policy, time } = question;
  return {
    time,
    purpose: 'any',
    extendedKeyUsage: usage,
    keyUsage: ['digitalSignature'],
    // Partners' private CAs are judged by what makes them unsafe, not by what makes them untidy.
    conformance: false,
    strictSerialNumbers: false,
    leadingDotConstraints: 'subdomains',
    minimumRsaBits: policy.minRsaBits,
    mostRsaBits: mostRsaBitsOfPeers,
    revocation: revocationScope(question, isStapled),
    mustStaple: question.role === 'server',
    acceptUnknownRevocation: policy.unknownRevocation === 'accept',
    revocationDespiteErrors: true,
    limits: limitsOfPeers,
  };
}

export function acceptedUsageIds({ profile, role, policy }: AssessmentQuestion): readonly string[] {
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
  if (!der || der.length > chainLimits.stapledBytes) return [];
  try {
    return [readOcspResponse(der)];
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return [];
  }
}

/** Leaf first, with the anchor where there is one. */
export function pathOf({ facts }: JudgedFacts): readonly Certificate[] {
  const { certificates, end, issuer } = facts.candidate;
  const path = certificates.map(({ certificate }) => certificate);
  return end === 'anchor' && issuer && issuer.certificate !== path[0] ? [...path, issuer.certificate] : path;
}

/** The trusted CA that has signed the last certificate of a path, and may not speak for the domain. */
export async function foreignCaOf(
  { facts, errors }: JudgedFacts,
  { trust, domain }: AssessmentQuestion,
): Promise<PeerFacts['foreignCa']> {
  const top = facts.candidate.certificates.at(-1);
  if (!top || facts.candidate.end === 'anchor' || errors.length === 0) return undefined;
  const { checks } = trust.materialFor(domain);
  for (const { ca, domains } of trust.binding.others(domain)) {
    if (nameKey(ca.subject) !== top.issuerKey) continue;
    const status = await runWaiting(checks.check(top.certificate, ca.publicKey));
    if (status === 'valid') return { ca: printName(ca.subject), domains };
  }
  return undefined;
}
