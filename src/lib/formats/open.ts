import { DecodeError } from '../errors.ts';
import { decodeBase64, readPem, type PemBlock } from './pem.ts';
import { recogniseAsn1, type Asn1Kind } from './recognise.ts';
import { decodeText } from './text.ts';

/** What a file is where it is no ASN.1. */
export const otherKinds = ['zip', 'html', 'text', 'binary', 'empty'] as const;
export type OtherKind = (typeof otherKinds)[number];

interface Place {
  /** Number among the parts of the file, from 1. */
  readonly entry: number;
  /** First line of a part that is text, from 1. */
  readonly line?: number;
}

/** An ASN.1 structure, recognised by its shape and not decoded yet. */
export interface Asn1Item extends Place {
  readonly kind: Asn1Kind;
  readonly der: Uint8Array;
  readonly encoding: 'DER' | 'PEM' | 'base64';
  /** The label of its PEM block. */
  readonly label?: string;
}

export interface OtherItem extends Place {
  readonly kind: OtherKind;
}

export type OpenedItem = Asn1Item | OtherItem;

/** A part that claims to be something and cannot be read. */
export interface UnreadablePart extends Place {
  readonly label?: string;
  readonly error: DecodeError;
}

export interface Opened {
  /** Everything recognised, in the order of the file. */
  readonly items: readonly OpenedItem[];
  readonly unreadable: readonly UnreadablePart[];
}

/**
 * Recognises what a file is, by content alone: PEM with text around it, DER, base64 without armour, and
 * what people mistake for those. Never throws for bad bytes.
 */
export function open(bytes: Uint8Array): Opened {
  const binaryKind = recogniseBinary(bytes);
  if (binaryKind === 'zip' || binaryKind === 'empty') return single({ kind: binaryKind, entry: 1 });
  if (binaryKind) return single({ kind: binaryKind, der: bytes, encoding: 'DER', entry: 1 });
  const text = decodeText(bytes);
  if (text === undefined) return single({ kind: 'binary', entry: 1 });
  return openText(text);
}

const single = (item: OpenedItem): Opened => ({ items: [item], unreadable: [] });

function recogniseBinary(bytes: Uint8Array): Asn1Kind | 'zip' | 'empty' | undefined {
  if (bytes.length === 0) return 'empty';
  // "PK" and the local file header, or the end record of a zip without files.
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
  return isZip ? 'zip' : recogniseAsn1(bytes);
}

function openText(text: string): Opened {
  const { blocks, problems } = readPem(text);
  if (blocks.length > 0 || problems.length > 0) return openPem(blocks, problems);
  if (text.trim() === '') return single({ kind: 'empty', entry: 1 });
  if (/^\s*(<!--[^]*?-->\s*)?<(!doctype\s+html|html|head|body)\b/i.test(text))
    return single({ kind: 'html', entry: 1 });
  return single(openBareBase64(text) ?? { kind: 'text', entry: 1 });
}

function openPem(blocks: readonly PemBlock[], problems: readonly Omit<UnreadablePart, 'entry'>[]): Opened {
  const items: OpenedItem[] = [];
  const unreadable: UnreadablePart[] = [];
  const parts = [...blocks, ...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  parts.forEach((part, index) => {
    const entry = index + 1;
    if ('error' in part) {
      unreadable.push({ ...part, entry });
      return;
    }
    const { label, line, bytes } = part;
    const kind = kindOfBlock(part);
    if (kind) items.push({ kind, der: bytes, encoding: 'PEM', label, line, entry });
    else
      unreadable.push({
        label,
        line,
        entry,
        error: new DecodeError('unrecognised', `line ${line}: ${label}`),
      });
  });
  return { items, unreadable };
}

function kindOfBlock({ label, bytes, headers }: PemBlock): Asn1Kind | undefined {
  if (headers['Proc-Type']?.endsWith('ENCRYPTED')) return 'encrypted-private-key';
  if (label.endsWith('PARAMETERS')) return 'key-parameters';
  // The bytes decide; the label counts where they are too damaged to say.
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

/** Base64 without armour, as some CA portals and APIs hand it out. */
function openBareBase64(text: string): OpenedItem | undefined {
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text)) return undefined;
  try {
    const der = decodeBase64(text);
    const kind = recogniseAsn1(der);
    return kind && { kind, der, encoding: 'base64', line: 1, entry: 1 };
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
