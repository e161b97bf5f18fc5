import { concat, toHex } from '../bytes.ts';
import { decide, decideMutualTls, decideUnjudged } from '../federation/decide.ts';
import type { CertificateState, Decision, DialbackError, DialbackState } from '../federation/decision.ts';
import { toALabels } from '../names/a-labels.ts';
import type { PeerCache } from '../federation/peer-cache.ts';
import type { PeerProfile, PeerRole } from '../federation/peer-facts.ts';
import { policyTowards, type FederationPolicy, type StreamPolicy } from '../federation/policy.ts';
import { tlsaAt, type TlsaAnswer } from '../federation/tlsa.ts';
import { privacyOf } from '../federation/privacy.ts';
import { hash } from '../x509/hash-algorithm.ts';
import { run } from '../findings/rule.ts';
import { shortText } from '../findings/words.ts';
import { domainDenied } from '../rules/federation/domain-denied.ts';
import { domainInvalid } from '../rules/federation/domain-invalid.ts';
import { notJudged } from '../rules/federation/not-judged.ts';
import { assessPeer, unjudged, type PeerAssessment } from './assess.ts';
import type { AssessmentQuestion, Turn } from './chain.ts';
import { PeerTrust } from './trust.ts';

/** What is known of the stream, or of a further pair of domains on it. */
export interface PeerQuestion {
  /** What the other side is in the handshake: `client`, it has connected to us. */
  readonly role: PeerRole;
  /**
   * The domain it speaks for: `from` of the stream header after TLS (RFC 6120 5.4.3.3), outbound our own `to`. Of the
   * profile `peer-subject`, the configured subject.
   */
  readonly domain: string;
  /** Our own domain: `to` of the stream, outbound `from`. Without it nothing is said about it. */
  readonly localDomain?: string;
  readonly policy: FederationPolicy;
  readonly evidence: PeerTrust;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Default: xmpp-s2s. */
  readonly profile?: PeerProfile;
  /** DER of an OCSP response from the handshake. */
  readonly stapledOcsp?: Uint8Array;
  /** TLSA records for the place we connected to, or for the domain of who has connected to us; undefined: nobody has asked. */
  readonly tlsa?: TlsaAnswer;
  /** Default: not yet done. */
  readonly dialback?: DialbackState;
  readonly dialbackError?: DialbackError;
  /** The stream is up already, for another pair of domains. */
  readonly isFurtherPair?: boolean;
  readonly cache?: PeerCache<PeerAssessment>;
  /** Look on after what has refused the stream already, for people who want to know everything that is wrong. Default: no. */
  readonly allReasons?: boolean;
  /** When it is this peer's turn to have a path looked for, such as by TurnQueue. Default: at once. */
  readonly turn?: Turn;
}

/** What verifyPeer() has found out, and the decision that follows. */
export interface PeerReport extends PeerAssessment {
  /** As it was compared: A-labels in lower case; as given where it is no domain, and cut where that is long. */
  readonly domain: string;
  /** What to do, and what to send. */
  readonly decision: Decision;
}

const profiles: readonly PeerProfile[] = ['xmpp-s2s', 'sip-domain', 'peer-subject'];

/**
 * Judges the chain that a federated server has presented over TLS, and decides by the policy what becomes of its stream.
 * Ask before any stream features are sent, and send nothing until the answer is there.
 *
 * @param rawChain DER as received, the server's own certificate first, the others in any order; empty: it presented none
 * The cheap questions come first: may this domain talk to us at all, does any name fit, and only then is a path looked for.
 * Of the question that refuses the report gives all reasons, and it says nothing of those after it, unless `allReasons`.
 *
 * @returns never throws for what a peer has sent: a fault of ours that it has led to is a reject. Throws TypeError for misuse,
 *   such as TLS in security mode "No TLS".
 */
export async function verifyPeer(
  rawChain: readonly Uint8Array[],
  question: PeerQuestion,
): Promise<PeerReport> {
  requireSoundQuestion(rawChain, question);
  const { policy, evidence: trust, profile = 'xmpp-s2s', role, time, stapledOcsp, tlsa } = question;
  const domain = canonicalDomain(question.domain, profile);
  const asked: AssessmentQuestion = {
    ...domain,
    ...{ profile, role, policy: policyTowards(policy, domain.domain).certificates, trust, time, stapledOcsp },
    tlsa: tlsa && tlsaAt(tlsa, time),
    allReasons: question.allReasons ?? false,
    turn: question.turn ?? ((work) => work()),
  };
  const assessment = isRefusedBefore(asked, question)
    ? refusedBefore(asked, policy)
    : await remembered(rawChain, asked, question).catch((error: unknown) => failed(error, asked));
  return { ...assessment, domain: asked.domain, decision: decisionOf(assessment, asked, question) };
}

/** What the caller has said, and no peer. */
function requireSoundQuestion(rawChain: readonly Uint8Array[], question: PeerQuestion): void {
  const { time, role, profile = 'xmpp-s2s', domain, localDomain, evidence, stapledOcsp } = question;
  if (!Number.isFinite(time)) throw new TypeError('time must be a number of milliseconds since 1970');
  if (role !== 'client' && role !== 'server') throw new TypeError('role must be "client" or "server"');
  if (!profiles.includes(profile)) throw new TypeError(`there is no profile "${profile}"`);
  if (typeof domain !== 'string') throw new TypeError('domain must be a text');
  if (localDomain !== undefined && typeof localDomain !== 'string')
    throw new TypeError('localDomain must be a text');
  if (!(evidence instanceof PeerTrust)) throw new TypeError('evidence must be a PeerTrust');
  const octets = [...rawChain, ...(stapledOcsp ? [stapledOcsp] : [])];
  if (!octets.every((each) => ArrayBuffer.isView(each)))
    throw new TypeError('chain and stapledOcsp must be DER');
}

/** R0 and R1 need no certificate; throws TypeError for a policy that contradicts itself or the question. */
function isRefusedBefore(asked: AssessmentQuestion, question: PeerQuestion): boolean {
  if (asked.profile !== 'xmpp-s2s') return false;
  const { rule } = decideStream({ state: 'ok' }, asked, question);
  return !asked.allReasons && (rule === 'R0' || rule === 'R1');
}

/** R1 has reasons of its own; of R0 the decision says everything. */
function refusedBefore(asked: AssessmentQuestion, { privacy }: FederationPolicy): PeerAssessment {
  const { domain, domainFault } = asked;
  const reasons = domainFault
    ? run([domainInvalid], { ...nothingKnown, ...asked })
    : run([domainDenied], { domain, privacy: privacyOf(domain, privacy) });
  return unjudged('refused before', asked, { reasons });
}

const nothingKnown = {
  ...{ excess: undefined, unreadable: [], isPresented: false, leaf: undefined, names: [] },
  ...{ isCommonName: false, bypass: undefined, missingUsages: undefined },
  ...{ foreignCa: undefined, otherKey: undefined, dane: undefined },
} as const;

function failed(error: unknown, asked: AssessmentQuestion): PeerAssessment {
  const { domain } = asked;
  const problem = error instanceof Error ? shortText(`${error.name}: ${error.message}`) : 'unknown';
  return unjudged('failed', asked, { reasons: run([notJudged], { domain, problem }) });
}

function canonicalDomain(
  domain: string,
  profile: PeerProfile,
): Pick<AssessmentQuestion, 'domain' | 'domainFault'> {
  if (profile === 'peer-subject') return { domain, domainFault: undefined };
  const parsed = toALabels(domain);
  if ('name' in parsed) return { domain: parsed.name, domainFault: undefined };
  return { domain: shortText(domain), domainFault: parsed };
}

async function remembered(
  rawChain: readonly Uint8Array[],
  asked: AssessmentQuestion,
  { cache }: PeerQuestion,
): Promise<PeerAssessment> {
  const findOut = () => assessPeer(rawChain, asked);
  if (!cache) return findOut();
  const { profile, role, domain, policy, trust, time, stapledOcsp = new Uint8Array() } = asked;
  const received = [...rawChain, stapledOcsp];
  // At once: to wait for WebCrypto would take longer than the digest itself.
  const digest = toHex(hash('SHA-256', concat(...received)));
  const lengths = received.map(({ length }) => length).join();
  const words = [profile, role, domain, lengths, digest, tlsaText(asked.tlsa), asked.allReasons ? 'all' : ''];
  return cache.find(words, [policy, trust], new Date(time), findOut, isAccepted);
}

const tlsaText = (tlsa: TlsaAnswer | undefined): string =>
  JSON.stringify(
    tlsa && { ...tlsa, records: tlsa.records.map((record) => ({ ...record, data: toHex(record.data) })) },
  ) ?? '';

/** A stranger may present anything for any domain; what names its domain and is trusted is worth remembering. */
const isAccepted = ({ state }: PeerAssessment): boolean => state === 'ok';

function decisionOf(
  { state, unread, unjudged: why }: PeerAssessment,
  asked: AssessmentQuestion,
  question: PeerQuestion,
): Decision {
  const isStream = asked.profile === 'xmpp-s2s';
  if (why === 'no room' || why === 'failed') return decideUnjudged(why, isStream ? question : undefined);
  const certificate = state === 'not judged' ? {} : { state };
  if (isStream) return decideStream({ ...certificate, ...(unread && { unread }) }, asked, question);
  return decideMutualTls(state);
}

function decideStream(
  { state, unread }: { readonly state?: CertificateState } & Pick<PeerAssessment, 'unread'>,
  { domain, domainFault }: AssessmentQuestion,
  { role, localDomain, policy, dialback = 'not yet done', dialbackError, isFurtherPair }: PeerQuestion,
): Decision {
  return decide(
    {
      direction: role === 'client' ? 'in' : 'out',
      ...(localDomain !== undefined && { isToLocal: isLocal(localDomain, policy) }),
      isAllowed: !domainFault && privacyOf(domain, policy.privacy).isAllowed,
      tls: 'up',
      ...(state && { certificate: state }),
      ...(unread && { certificateText: unreadTexts[unread] }),
      dialback,
      ...(dialbackError && { dialbackError }),
      ...(isFurtherPair !== undefined && { isFurtherPair }),
    },
    streamPolicy(policy, domain, dialback),
  );
}

function streamPolicy(policy: FederationPolicy, domain: string, dialback: DialbackState): StreamPolicy {
  const { stream } = policyTowards(policy, domain);
  // A partner that is to do without TLS may speak over an encrypted stream all the same.
  const isBeyond = stream.securityMode === 'No TLS' && policy.stream.securityMode !== 'No TLS';
  return {
    ...stream,
    ...(isBeyond && { securityMode: 'TLS optional' }),
    // Who has just been disowned by the domain itself proves nothing with its certificate.
    saslExternal: stream.saslExternal && dialback !== 'invalid',
  };
}

/** Where nothing could be read of a certificate, its names are not the reason. */
const unreadTexts: Readonly<Record<NonNullable<PeerAssessment['unread']>, string>> = {
  'too large': 'more certificates or names were sent than are looked at',
  unreadable: 'the certificate cannot be read',
  'not presented': 'no certificate was presented',
};

function isLocal(localDomain: string, { localDomains }: FederationPolicy): boolean {
  const parsed = toALabels(localDomain);
  return 'name' in parsed && localDomains.has(parsed.name);
}
