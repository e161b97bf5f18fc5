import { writePem } from '../../../src/lib/formats/pem.ts';

/** A form in which somebody keeps a certificate. */
export interface FileForm {
  readonly name: string;
  /** Does `openssl x509` read it, and so the page of an Expressway take it? */
  readonly isReadByOpenSsl: boolean;
  write(der: Uint8Array): Uint8Array;
}

const text = new TextEncoder();
const pem = (change: (pem: string) => string) => (der: Uint8Array) =>
  text.encode(change(writePem('CERTIFICATE', der)));
const utf16 = (content: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${content}`, 'utf16le'));
const taken = (name: string, write: FileForm['write']): FileForm => ({ name, isReadByOpenSsl: true, write });
const refused = (name: string, write: FileForm['write']): FileForm => ({
  name,
  isReadByOpenSsl: false,
  write,
});
/** Changes what stands between the two lines of the armour. */
const inside = (change: (base64: string) => string) =>
  pem((it) =>
    it.replace(
      /(-----\n)([^-]*)(-----END)/,
      (_, begin: string, base64: string, end: string) => begin + change(base64) + end,
    ),
  );

/** The first is what a CA sends. */
export const fileForms: readonly [FileForm, ...FileForm[]] = [
  taken(
    'PEM',
    pem((it) => it),
  ),
  taken(
    'PEM with CR LF',
    pem((it) => it.replaceAll('\n', '\r\n')),
  ),
  taken(
    'PEM without a line feed at the end',
    pem((it) => it.trimEnd()),
  ),
  taken(
    'PEM below bag attributes',
    pem((it) => `Bag Attributes\n    friendlyName: expe1\nsubject=CN = expe1\n${it}`),
  ),
  taken(
    'PEM between other text',
    pem((it) => `Dear customer,\n\nhere it is:\n${it}\nKind regards\n`),
  ),
  taken('PEM labelled X509 CERTIFICATE', (der) => text.encode(writePem('X509 CERTIFICATE', der))),
  taken('DER', (der) => Uint8Array.from(der)),
  taken(
    'PEM with blanks at the ends of lines',
    pem((it) => it.replaceAll('\n', '  \n')),
  ),
  taken(
    'PEM with a byte order mark',
    pem((it) => `\ufeff\n${it}`),
  ),
  taken(
    'PEM with a byte order mark right before it',
    pem((it) => `\ufeff${it}`),
  ),
  refused(
    'PEM with a blank line inside',
    inside((base64) => base64.replace('\n', '\n\n')),
  ),
  taken(
    'PEM with blanks before each line',
    inside((base64) => base64.replace(/^(?=.)/gm, '  ')),
  ),
  refused('PEM in UTF-16', (der) => utf16(writePem('CERTIFICATE', der))),
  refused(
    'HTML around it',
    pem((it) => `<html><body><pre>${it.trimEnd().replaceAll('\n', '<br>\n')}</pre></body></html>\n`),
  ),
  refused('base64 alone', (der) => text.encode(`${Buffer.from(der).toString('base64')}\n`)),
];
