import { namesOf as names } from '../describe/facts.ts';
import type { ShownName } from '../describe/names.ts';
import {
  dialbackKey as keyFor,
  isDialbackKey as isKeyFor,
  type DialbackStream,
} from '../federation/dialback.ts';
import type { PrivacyPolicy } from '../federation/policy.ts';
import {
  privacyOf as privacy,
  routeTo as route,
  type PrivacyVerdict,
  type RouteChoice,
} from '../federation/privacy.ts';
import type { RuleText } from '../findings/rule.ts';
import { writePem as write } from '../formats/pem.ts';
import type { Recognised, Thing } from '../formats/recognised.ts';
import { toALabels as aLabels, type DomainFault } from '../names/a-labels.ts';
import { explain as textsFor } from '../rules/explain.ts';
import { printName as print, type Name } from '../x509/name.ts';
import { publicKeyText as keyText, type PublicKey } from '../x509/public-key.ts';
import { requireObject, requireText, wrong } from './argument.ts';
import { bytesOf, type AnyBuffer } from './der-of.ts';

/**
 * A PEM block: lines of 64 characters, a line feed at the end.
 *
 * @param label such as `CERTIFICATE` or `CERTIFICATE REQUEST`
 * @param bytes the DER, in any buffer
 * @see RFC 7468 section 2
 */
export function writePem(label: string, bytes: AnyBuffer): string {
  requireText('label', label);
  const content = bytesOf(bytes);
  if (!content) throw wrong('bytes', 'bytes', bytes);
  return write(label, content);
}

/** RFC 4514 text: last RDN first, `CN=a+OU=b,O=c`. Invisible characters are escaped. */
export function printName(name: Name): string {
  requireObject('name', name, 'the subject or issuer of a certificate', 'rdns');
  return print(name);
}

/** `RSA 2048`, `RSA-PSS 2048`, `ECDSA P-256`, `Ed25519`: as people call it. */
export function publicKeyText(key: PublicKey): string {
  requireObject('key', key, 'the publicKey of a certificate or request', 'kind', 'der');
  return keyText(key);
}

/**
 * The subject alternative names of a certificate or request, or the names of a copied text, in their order. Types as
 * people write them: `DNS`, `SRV`, `XMPP`, `IP`, `email`, `URI`, `DirName`, `RID`, `otherName UPN` …
 */
export function namesOf(thing: Thing | Recognised): readonly ShownName[] {
  requireObject('thing', thing, 'a thing that open() recognised', 'kind');
  return names(thing);
}

/**
 * Rules that a question may mean: a code (`trust/expired`), its second half (`expired`), or the words or alarm
 * number of a product's message. Letter case and blanks do not matter.
 *
 * @returns the rules, best match first; empty where nothing fits
 */
export function explain(question: string): RuleText[] {
  requireText('question', question, 'a code or the words of a message');
  return textsFor(question);
}

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
 * The key that XEP-0185 section 2 recommends: every server of a cluster that knows the secret can make it and check it,
 * and nobody has to remember anything. 64 lower-case hex digits.
 *
 * @throws TypeError for an empty secret
 */
export async function dialbackKey(secret: string, stream: DialbackStream): Promise<string> {
  requireSecret(secret);
  requireStream(stream);
  return keyFor(secret, stream);
}

/** Is this the key for the stream? Takes as long for a key that is nearly right as for one that is all wrong. */
export async function isDialbackKey(key: string, secret: string, stream: DialbackStream): Promise<boolean> {
  requireText('key', key);
  requireSecret(secret);
  requireStream(stream);
  return isKeyFor(key, secret, stream);
}
