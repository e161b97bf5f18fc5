import { namesOf as names } from '../describe/facts.ts';
import type { ShownName } from '../describe/names.ts';
import type { RuleText } from '../findings/rule.ts';
import { writePem as write } from '../formats/pem.ts';
import type { Recognised, Thing } from '../formats/recognised.ts';
import { explain as textsFor } from '../rules/explain.ts';
import { printName as print, type Name } from '../x509/name.ts';
import { publicKeyText as keyText, type PublicKey } from '../x509/public-key.ts';
import { requireObject, requireText, wrong } from './argument.ts';
import { bytesOf, type AnyBuffer, type DerInput } from './der-of.ts';
import { thingOf } from './thing-of.ts';

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
 *
 * @param thing what open() recognised, or a certificate or request in the forms that readCertificate() takes
 * @throws TypeError for what is nothing of the kind; DecodeError for what cannot be read
 */
export function namesOf(thing: Thing | Recognised | DerInput): readonly ShownName[] {
  return names(thingOf('thing', thing));
}

/**
 * Rules that a question may mean: a code (`trust/expired`), its second half (`expired`), or the words or alarm
 * number of a product's message. Letter case and blanks do not matter.
 *
 * @returns the rules, best match first; empty where nothing fits
 *
 * @example
 * ```ts
 * import { explain } from 'expcert';
 *
 * const [rule] = explain('cert/name-missing');
 * console.log(rule?.severity, rule?.what);
 * // prints: error A planned name is not among the subject alternative names of the certificate.
 * ```
 */
export function explain(question: string): RuleText[] {
  requireText('question', question, 'a code or the words of a message');
  return textsFor(question);
}
