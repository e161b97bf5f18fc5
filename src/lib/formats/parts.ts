import { elementLength } from '../asn1/ber.ts';
import { DecodeError } from '../errors.ts';
import { fileKind, isHtml, isZip } from './file-kinds.ts';
import { readNamesText, type TextName } from './names-text.ts';
import { armourWith, oddities, type Armour, type ArmourOddity } from './armour.ts';
import { base64In, hexDump, unpaste } from './pasted.ts';
import { commentAbove, hasTextAround } from './pem-comment.ts';
import { decodeBase64, partLimits, readPem, type PartLimits, type PemBlock } from './pem.ts';
import { otherAsn1, recogniseAsn1, type Asn1Kind } from './recognise.ts';
import { decodeText, isUtf16 } from './text.ts';

/** Where a part lies in its file. */
export interface PartPlace {
  /** First line of a part that is text, from 1. */
  readonly line?: number;
  /** First octet of a part in DER, from 0. */
  readonly offset?: number;
  /** Label of its PEM block. */
  readonly label?: string;
  /** The line of text in front of its PEM block: people write there whose certificate it is. */
  readonly comment?: string;
  /** Whether OpenSSL takes its PEM block; absent where it stands in none. */
  readonly armour?: Armour;
  /** The file holds text beside its PEM blocks. */
  readonly textAround?: true;
}

/** An ASN.1 structure, recognised by its shape and not decoded yet. */
export interface Asn1Part extends PartPlace {
  readonly kind: Asn1Kind;
  readonly der: Uint8Array;
  readonly encoding: 'DER' | 'PEM' | 'base64';
  /** Encapsulated headers of its PEM block. */
  readonly headers: PemBlock['headers'];
}

/** Names that were copied as text. */
export interface NamesPart extends PartPlace {
  readonly kind: 'names';
  readonly names: readonly TextName[];
}

/** What a file is that is nothing of ours. */
export const otherKinds = ['zip', 'html', 'text', 'binary', 'empty'] as const;
/** What bytes are that are no certificate, key or the like. */
export type OtherKind = (typeof otherKinds)[number];

/** What is there and is nothing to read here, or too damaged to tell. */
export interface UnreadPart extends PartPlace {
  readonly kind: 'unread';
  /** Undefined for a part that claims to be something of ours. */
  readonly other: OtherKind | undefined;
  readonly error: DecodeError;
}

export type Part = Asn1Part | NamesPart | UnreadPart;

/**
 * Takes a file apart by its content alone: PEM blocks with any text around them, DER (several in a row too),
 * base64 without armour, copied names; what is none of these comes with a reason. Zip archives are not for here.
 *
 * At least one part, in the order of the file. Never throws for bad bytes.
 */
export function findParts(bytes: Uint8Array, limits = partLimits): readonly Part[] {
  if (bytes.length === 0) return [notOurs('empty', 'empty', 'the file is empty')];
  if (isZip(bytes)) return [notOurs('zip', 'unsupported', 'a zip archive')];
  if (recogniseAsn1(bytes)) return findDer(bytes, 'DER');
  const other = otherAsn1(bytes);
  if (other !== undefined) return [notOurs('binary', 'unrecognised', other)];
  const text = decodeText(bytes);
  const what = fileKind(bytes);
  if (what) return [notOurs(text === undefined ? 'binary' : 'text', 'unrecognised', what)];
  if (text === undefined) return [notOurs('binary', 'unrecognised', 'binary data of no known kind')];
  return findInText(text, isUtf16(bytes) ? [{ kind: 'utf-16' }] : [], limits);
}

function notOurs(other: OtherKind, code: DecodeError['code'], what: string): UnreadPart {
  return { kind: 'unread', other, error: new DecodeError(code, what) };
}

function unread(code: DecodeError['code'], what: string, place: PartPlace): UnreadPart {
  return { kind: 'unread', other: undefined, error: new DecodeError(code, what), ...place };
}

/** Programs that append write one DER structure behind the other; editors add a line feed. */
function findDer(bytes: Uint8Array, encoding: 'DER' | 'base64'): readonly Part[] {
  const parts: Part[] = [];
  let offset = 0;
  while (offset < bytes.length && !isPadding(bytes.subarray(offset))) {
    const rest = bytes.subarray(offset);
    const kind = recogniseAsn1(rest);
    if (!kind) {
      parts.push(
        unread(
          'trailing-bytes',
          `${rest.length} ${rest.length === 1 ? 'byte' : 'bytes'} behind the last structure`,
          { offset },
        ),
      );
      break;
    }
    const length = elementLength(rest);
    const place = encoding === 'DER' ? { offset } : { line: 1 };
    parts.push({ kind, der: rest.subarray(0, length), encoding, headers: {}, ...place });
    offset += length;
  }
  return parts;
}

const isPadding = (bytes: Uint8Array): boolean =>
  bytes.every((octet) => octet === 0 || octet === 0x0a || octet === 0x0d || octet === 0x20 || octet === 0x1a);

/** @param around what is odd about the file as a whole */
function findInText(pasted: string, around: readonly ArmourOddity[], limits: PartLimits): readonly Part[] {
  const { text, pem, found } = readPasted(pasted, around, limits);
  const { blocks, problems } = pem;
  const inOrder = [...blocks, ...problems].sort((a, b) => a.line - b.line);
  if (inOrder.length > 0) {
    const lines = text.split(/\r\n|\n|\r/);
    const textAround = hasTextAround(lines) && { textAround: true as const };
    return inOrder.map((block) => {
      const part: Part =
        'error' in block ? { kind: 'unread', other: undefined, ...block } : pemPart(block, found);
      const comment = commentAbove(lines, block.line);
      return { ...part, ...textAround, ...(comment !== undefined && { comment }) };
    });
  }
  if (text.trim() === '') return [notOurs('empty', 'empty', 'the file holds nothing but white space')];
  const names = readNamesText(text);
  if (names) return [{ kind: 'names', ...names }];
  if (isHtml(text)) {
    return [
      notOurs(
        'html',
        'unrecognised',
        'a web page; a portal often sends its sign-in page instead of the file',
      ),
    ];
  }
  return (
    findBase64(text, limits) ??
    findEmbedded(text) ?? [
      notOurs('text', 'unrecognised', 'text without a certificate, request, key or list in it'),
    ]
  );
}

/** The text as it is, or where blocks are damaged or hidden in it, without the marks of its way. */
function readPasted(text: string, around: readonly ArmourOddity[], limits: PartLimits) {
  const pem = readPem(text, limits);
  const isSound = pem.blocks.length > 0 && pem.problems.length === 0;
  if (isSound || pem.problems.length > limits.problems) return { text, pem, found: around };
  const { text: plain, oddities } = unpaste(text);
  return { text: plain, pem: readPem(plain, limits), found: [...around, ...oddities] };
}

/** Base64 without armour, as some portals and APIs hand it out, of DER or of PEM once more. */
function findBase64(text: string, limits: PartLimits): readonly Part[] | undefined {
  if (!/^\ufeff?[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) return undefined;
  try {
    const decoded = decodeBase64(text.replace(/^\ufeff/, ''));
    if (recogniseAsn1(decoded)) return findDer(decoded, 'base64');
    const inner = decodeText(decoded);
    return inner?.includes('-----BEGIN ') ? findInText(inner, [{ kind: 'base64' }], limits) : undefined;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

/** Base64 of DER among other text, or a dump in hex. */
function findEmbedded(text: string): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (const { bytes, line } of base64In(text)) {
    const kind = recogniseAsn1(bytes);
    if (kind) parts.push({ kind, der: bytes, encoding: 'base64', headers: {}, line });
  }
  if (parts.length > 0) return parts;
  const dump = hexDump(text);
  return dump && recogniseAsn1(dump) ? findDer(dump, 'base64') : undefined;
}

function pemPart(block: PemBlock, around: readonly ArmourOddity[]): Part {
  const { label, line, bytes, headers } = block;
  const place = { label, line };
  const other = otherLabels.find(({ pattern }) => pattern.test(label));
  if (other) return unread('unsupported', other.what, place);
  const kind = kindOfBlock(block);
  if (!kind) {
    const what = otherAsn1(bytes) ?? `the content of "${label}" is nothing known`;
    return unread('unrecognised', what, place);
  }
  // OpenSSL puts its own notes on trust behind the certificate.
  const der = label === 'TRUSTED CERTIFICATE' ? bytes.subarray(0, elementLength(bytes)) : bytes;
  const isWrong =
    labels[kind]?.test(label) === false && !oddities(block.armour).some(({ kind }) => kind === 'label');
  const odd: ArmourOddity[] = [...around, ...(isWrong ? [{ kind: 'label' as const, line }] : [])];
  return { kind, der, encoding: 'PEM', headers, armour: armourWith(odd, block.armour), ...place };
}

/** Labels that OpenSSL takes for what the block holds; of other kinds nobody uploads anything. */
const labels: Partial<Record<Asn1Kind, RegExp>> = {
  certificate: /^(X509 |TRUSTED )?CERTIFICATE$/,
  'certificate-request': /^(NEW )?CERTIFICATE REQUEST$/,
  crl: /^X509 CRL$/,
  'private-key': /^((RSA|EC|DSA|ENCRYPTED) )?PRIVATE KEY$/,
  'encrypted-private-key': /^((RSA|EC|DSA|ENCRYPTED) )?PRIVATE KEY$/,
  pkcs7: /^PKCS7$/,
};

const otherLabels: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  {
    pattern: /^OPENSSH PRIVATE KEY$/,
    what: 'an OpenSSH key; convert a copy with: ssh-keygen -p -m PKCS8 -f COPY',
  },
  { pattern: /^SSH2 /, what: 'an SSH public key, not a certificate' },
  { pattern: /^PGP /, what: 'a PGP message or key, not a certificate' },
];

/** The bytes decide; the label counts where they are too damaged to say, or encrypted. */
function kindOfBlock({ label, bytes, headers }: PemBlock): Asn1Kind | undefined {
  if (headers['Proc-Type']?.endsWith('ENCRYPTED')) return 'encrypted-private-key';
  if (label.endsWith('PARAMETERS')) return 'key-parameters';
  return recogniseAsn1(bytes) ?? kindByLabel(label);
}

function kindByLabel(label: string): Asn1Kind | undefined {
  if (label.endsWith('CERTIFICATE REQUEST')) return 'certificate-request';
  if (label === 'ENCRYPTED PRIVATE KEY') return 'encrypted-private-key';
  if (label.endsWith('PRIVATE KEY')) return 'private-key';
  if (label.endsWith('PUBLIC KEY')) return 'public-key';
  if (label.endsWith('CERTIFICATE')) return 'certificate';
  if (label.endsWith('CRL')) return 'crl';
  return label === 'PKCS7' || label === 'CMS' ? 'pkcs7' : undefined;
}
