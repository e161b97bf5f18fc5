import { isDamage, unsupportedCodes } from '../errors.ts';
import { printName, type Name } from '../x509/name.ts';
import type { Recognised, Unrecognised } from './recognised.ts';

type Kind = Recognised['kind'] | NonNullable<Unrecognised['kind']>;

const texts: Readonly<Record<Kind, string>> = {
  'certificate-request': 'a certificate signing request (PKCS#10)',
  certificate: 'a certificate',
  crl: 'a certificate revocation list (CRL)',
  'private-key': 'a private key',
  'encrypted-private-key': 'an encrypted private key',
  'public-key': 'a public key',
  'key-parameters': 'key parameters',
  pkcs7: 'a PKCS#7 file (.p7b), as CAs send certificates in',
  pkcs12: 'a PKCS#12 file (.pfx or .p12) with a certificate and its private key',
  'ocsp-response': 'an OCSP response',
  names: 'a list of names, copied from somewhere',
  zip: 'a zip file',
  html: 'an HTML page',
  text: 'text without any PEM block',
  binary: 'binary data of a kind that expcert does not know',
  empty: 'nothing: the file is empty',
};

/** Things that are whole and only locked. */
const locked: readonly string[] = [
  'passphrase-needed',
  'wrong-passphrase',
  'no-integrity-check',
  ...unsupportedCodes,
];

/** What a thing is, in words, with its subject where it has one; of a damaged one that it is. */
export function thingText(item: Recognised | Unrecognised): string {
  if (!('error' in item)) return `${texts[item.kind]}${subjectOf(item)}`;
  const { kind, error, der } = item;
  if (kind === undefined) return error.message;
  const isDamaged = !locked.includes(error.code) && (der !== undefined || kind === 'private-key');
  if (!isDamaged) return texts[kind];
  return `${texts[kind]}, ${isDamage(error.code) ? 'damaged' : 'malformed'}`;
}

function subjectOf(item: Recognised): string {
  if (item.kind === 'certificate') return forSubject(item.certificate.subject);
  return item.kind === 'certificate-request' ? forSubject(item.request.subject) : '';
}

const forSubject = (subject: Name): string => (subject.rdns.length > 0 ? ` for ${printName(subject)}` : '');
