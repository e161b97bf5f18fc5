import {
  addressRefusal as refusal,
  type AddressRefusal,
  type ReachSettings,
} from '../federation/address-refusal.ts';
import {
  ConnectionPlaces as Places,
  type ConnectionPlace,
  type ConnectionPlacesOptions,
} from '../federation/connection-places.ts';
import { decide as decideStream } from '../federation/decide.ts';
import { certificateStates, type Decision, type DecisionFacts } from '../federation/decision.ts';
import { DialbackSecrets as Secrets, type DialbackStream } from '../federation/dialback.ts';
import {
  OutboundAttempts as Attempts,
  type OutboundAttemptsOptions,
} from '../federation/outbound-attempts.ts';
import { PeerCache as Cache, type Dated, type PeerCacheOptions } from '../federation/peer-cache.ts';
import {
  partnerAnchorFiles as anchorFiles,
  policyTowards as towards,
  type FederationPolicy,
  type PolicyTowards,
  type PrivacyPolicy,
  type StreamPolicy,
} from '../federation/policy.ts';
import {
  privacyOf as privacy,
  routeTo as route,
  type PrivacyVerdict,
  type RouteChoice,
} from '../federation/privacy.ts';
import { toALabels as aLabels, type DomainFault } from '../names/a-labels.ts';
import { listOf, momentOf, requireObject, requirePolicy, requireText, wrong } from './argument.ts';
import {
  aDialbackError,
  aDialbackState,
  aFunction,
  aText,
  numberFrom,
  oneOf,
  settingsWith,
  texts,
  that,
  yesNo,
} from './settings.ts';

/**
 * The one form in which domains are compared everywhere, in lists, routes and certificates: A-labels in lower case.
 * Compute it once for each stream and hand it on.
 *
 * A final dot is dropped. Text with two readings, such as `faß`, which IDNA2003 and IDNA2008 take for domains of
 * different owners, is refused and never mapped; so are IP addresses.
 *
 * @see RFC 7622 section 3.2
 */
export function toALabels(domain: string): { readonly name: string } | DomainFault {
  requireText('domain', domain, 'a domain');
  return aLabels(domain);
}

const requirePrivacy = (policy: unknown): void =>
  requireObject('policy', policy, 'the `privacy` of federationPolicy()', 'mode');

/**
 * May we federate with this domain or chat node alias? Exact names only: an alias has its own entry. Ask before TLS, and
 * again with the `from` of the stream after it: what a peer said before TLS does not count.
 *
 * @param domain from toALabels()
 * @see RFC 6120 section 5.4.3.3
 */
export function privacyOf(domain: string, policy: PrivacyPolicy): PrivacyVerdict {
  requireText('domain', domain, 'a domain');
  requirePrivacy(policy);
  return privacy(domain, policy);
}

/**
 * How the servers of a domain are found.
 *
 * @param domain from toALabels()
 */
export function routeTo(domain: string, policy: PrivacyPolicy): RouteChoice {
  requireText('domain', domain, 'a domain');
  requirePrivacy(policy);
  return route(domain, policy);
}

/**
 * What holds towards a domain: what is agreed with this partner, else what holds for everybody.
 *
 * @param domain from toALabels()
 */
export function policyTowards(policy: FederationPolicy, domain: string): PolicyTowards {
  requirePolicy(policy);
  requireText('domain', domain, 'a domain');
  return towards(policy, domain);
}

/**
 * Files with CAs that may speak for some domains only, and for which. Reading them is the caller's: they are the `partners`
 * of a PeerTrust.
 */
export function partnerAnchorFiles(
  policy: FederationPolicy,
): readonly { readonly domains: readonly string[]; readonly anchors: string }[] {
  requirePolicy(policy);
  return anchorFiles(policy);
}

const factChecks = settingsWith<DecisionFacts>(
  {
    direction: oneOf('in', 'out'),
    isToLocal: yesNo,
    isAllowed: yesNo,
    tls: oneOf('up', 'not-offered', 'failed', 'not used', 'insisted on'),
    certificate: oneOf(...certificateStates),
    certificateText: aText,
    dialback: aDialbackState,
    dialbackError: aDialbackError,
    isFurtherPair: yesNo,
  },
  'direction',
  'isAllowed',
  'tls',
  'dialback',
);

/**
 * Decides about a stream, or about a further pair of domains on it, where somebody else has judged the certificate: the
 * first rule that fails has the last word. verifyPeer() judges and decides.
 *
 * @param policy the `stream` of federationPolicy() or policyTowards()
 * @throws TypeError where facts are missing or contradict the security mode
 * @see docs/federation-decisions.md
 */
export function decide(facts: DecisionFacts, policy: StreamPolicy): Decision {
  factChecks('facts', facts);
  requireObject(
    'policy',
    policy,
    'the `stream` of federationPolicy()',
    'securityMode',
    'requireCertificates',
  );
  return decideStream(facts, policy);
}

const reaching = settingsWith<ReachSettings>({
  own: texts,
  allowPrivateAddresses: yesNo,
  isStaticRoute: yesNo,
});

/**
 * Why not to connect to an address; undefined: nothing speaks against it. Whoever has a domain chooses what its DNS says, and
 * would have us knock at doors that only we can reach. Ask of the address that is connected to, not of a name.
 *
 * @example
 * ```ts
 * import { addressRefusal, ConnectionPlaces, DialbackSecrets } from 'expcert';
 *
 * console.log(addressRefusal('10.1.2.3'), addressRefusal('127.0.0.1'), addressRefusal('198.41.0.4'));
 * // prints: private loopback undefined
 * const places = new ConnectionPlaces({ places: 100 });
 * const place = places.take('198.41.0.4');
 * console.log(places.taken); // prints: 1
 * place?.free();
 * const secrets = new DialbackSecrets(['new secret', 'old secret']);
 * const stream = { receiving: 'a.example', originating: 'b.example', streamId: 'D60000229F' };
 * console.log(await secrets.isKey(await secrets.key(stream), stream, new Date())); // prints: true
 * ```
 */
export function addressRefusal(address: string, settings: ReachSettings = {}): AddressRefusal | undefined {
  requireText('address', address, 'an IP address');
  reaching('settings', settings);
  return refusal(address, settings);
}

const fromNone = numberFrom(0);
const wholeFromNone = numberFrom(0, 'whole');
const wholeFromOne = numberFrom(1, 'whole');

const cacheChecks = settingsWith<PeerCacheOptions>({ entries: wholeFromOne, maxAge: fromNone });

/**
 * Remembers what was found out about chains, so that a peer's many streams cost one validation, also while it is still
 * going on. Keyed by chain, role, domain and the objects that stand for trust and policy: whoever reloads them makes new
 * ones, and old answers are never given again.
 */
export class PeerCache<Answer extends Dated> extends Cache<Answer> {
  /** @throws TypeError for limits that make no sense */
  constructor(options: PeerCacheOptions = {}) {
    cacheChecks('options', options);
    super(options);
  }

  /**
   * The answer that is there and still holds at the moment; else the one that is found out now.
   *
   * @param words what the question consists of
   * @param versions objects that stand for what the answer rests on: another object, another question
   * @param isWorthKeeping whether the answer is to be remembered; default: each is
   */
  override find(
    words: readonly string[],
    versions: readonly object[],
    at: Date,
    findOut: () => Promise<Answer>,
    isWorthKeeping?: (answer: Answer) => boolean,
  ): Promise<Answer> {
    listOf('words', words, 'an array of texts');
    listOf('versions', versions, 'an array of objects');
    momentOf('at', at);
    if (typeof findOut !== 'function') throw wrong('findOut', 'a function', findOut);
    return super.find(words, versions, at, findOut, isWorthKeeping);
  }
}

const placesChecks = settingsWith<ConnectionPlacesOptions>({
  places: wholeFromOne,
  perAddress: wholeFromOne,
  reserve: wholeFromNone,
});

/**
 * Who may hold a connection. Strangers share what is not reserved, and none has more of it than its part, so that whoever
 * takes all it can get leaves room for the others.
 */
export class ConnectionPlaces extends Places {
  /** @throws TypeError for numbers that make no sense */
  constructor(options: ConnectionPlacesOptions = {}) {
    placesChecks('options', options);
    const { places = 2000, reserve } = options;
    if (reserve !== undefined && reserve >= places)
      throw wrong('options.reserve', `less than the ${places} places`, reserve);
    super(options);
  }

  /**
   * @param address of who connects
   * @returns undefined: there is none for this address now
   */
  override take(address: string): ConnectionPlace | undefined {
    requireText('address', address, 'an IP address');
    return super.take(address);
  }
}

const attemptsChecks = settingsWith<OutboundAttemptsOptions>(
  {
    now: that('a function such as Date.now', (value) => typeof value === 'function'),
    pause: fromNone,
    longestPause: fromNone,
    atOnce: wholeFromOne,
    waiting: wholeFromNone,
  },
  'now',
);

/**
 * Connections that we make, by the domain they are made to: one attempt at a time, and none for a while after one that has
 * failed. Strangers can have us connect (dialback asks the domain they name), and must not make a weapon of it.
 */
export class OutboundAttempts extends Attempts {
  /** @throws TypeError for numbers that make no sense */
  constructor(options: OutboundAttemptsOptions) {
    attemptsChecks('options', options);
    super(options);
  }

  /**
   * Makes the attempt when it is its turn.
   *
   * @param domain from toALabels()
   * @throws AttemptRefusedError, and what the attempt throws
   */
  override run<Answer>(domain: string, attempt: () => Promise<Answer>): Promise<Answer> {
    requireText('domain', domain, 'a domain');
    aFunction('attempt', attempt);
    return super.run(domain, attempt);
  }
}

function requireStream(stream: unknown): void {
  requireObject(
    'stream',
    stream,
    '{ receiving, originating, streamId }',
    'receiving',
    'originating',
    'streamId',
  );
}

/** A secret is never repeated, not even its length. */
function requireSecret(secret: unknown): void {
  if (typeof secret !== 'string') throw new TypeError('secret: expected a text');
}

/**
 * The secrets of a cluster while one takes the place of another: servers that have the new one already answer for keys of
 * those that have not. To change it, put the new one first on every server; take the old one off when it is used no more.
 *
 * @see XEP-0185 section 2
 */
export class DialbackSecrets extends Secrets {
  /**
   * @param secrets the newest, which signs, first
   * @param before those in force until now: when they were used last is remembered
   * @throws TypeError where there is none, or one is empty
   */
  constructor(secrets: readonly string[], before?: Secrets) {
    if (!Array.isArray(secrets)) throw new TypeError('secrets: expected an array of texts');
    secrets.forEach(requireSecret);
    if (before !== undefined && !(before instanceof Secrets))
      throw wrong('before', 'the DialbackSecrets in force until now', before);
    super(secrets, before);
  }

  /** The key for a stream that we open: 64 lower-case hex digits. */
  override key(stream: DialbackStream): Promise<string> {
    requireStream(stream);
    return super.key(stream);
  }

  /**
   * Was the key made with one of the secrets? Takes as long whichever it was, and for a key that is nearly right as for one
   * that is all wrong.
   *
   * @param at the moment, which is remembered in lastUses
   * @throws TypeError for a moment that is no date
   */
  override isKey(key: string, stream: DialbackStream, at: Date): Promise<boolean> {
    requireText('key', key);
    requireStream(stream);
    momentOf('at', at);
    return super.isKey(key, stream, at);
  }
}
