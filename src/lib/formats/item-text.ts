import { readCsr } from '../csr/parse.ts';
import { DecodeError } from '../errors.ts';
import { readCertificate } from '../x509/certificate.ts';
import { printName, type Name } from '../x509/name.ts';
import type { OpenedItem } from './open.ts';

const texts: Readonly<Record<OpenedItem['kind'], string>> = {
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
  zip: 'a zip file',
  html: 'an HTML page',
  text: 'text without any PEM block',
  binary: 'binary data of a kind that expcert does not know',
  empty: 'nothing: the file is empty',
};

/** What a part of a file is, in words, with its subject where it has one. */
export function itemText(item: OpenedItem): string {
  const text = texts[item.kind];
  try {
    if (item.kind === 'certificate-request') return `${text}${forSubject(readCsr(item.der).subject)}`;
    if (item.kind === 'certificate') return `${text}${forSubject(readCertificate(item.der).subject)}`;
    return text;
  } catch (error) {
    if (error instanceof DecodeError) return `${text}, damaged`;
    throw error;
  }
}

const forSubject = (subject: Name): string => (subject.rdns.length > 0 ? ` for ${printName(subject)}` : '');
