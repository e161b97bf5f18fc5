import { latin1Text } from '../asn1/strings.ts';
import { DecodeError } from '../errors.ts';
import { decodeBase64 } from './pem.ts';

/** A part of a mail that may be a file, or a text with something in it. */
export interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Parts in parts; no mail program nests deeper. */
const maxDepth = 8;
const maxParts = 1000;

const headerLine = /^[!-9;-~]+:/;

/**
 * The parts of a mail as it is saved (.eml, RFC 5322 and 2045), decoded; undefined for what is no mail. Only what names
 * its content by MIME is one: other texts have lines with colons too.
 */
export function attachmentsOf(bytes: Uint8Array): readonly Attachment[] | undefined {
  if (!headerLine.test(latin1Text(bytes, 0, Math.min(bytes.length, 200)))) return undefined;
  // Line ends of one kind; no part is longer for it.
  const text = latin1Text(bytes, 0, bytes.length).replace(/\r\n?/g, '\n');
  const headers = headersOf(text);
  if (
    !headers?.has('content-type') ||
    !(headers.has('mime-version') || headers.has('content-transfer-encoding'))
  )
    return undefined;
  const found: Attachment[] = [];
  take(text, found, 0);
  return found;
}

function take(entity: string, found: Attachment[], depth: number): void {
  if (depth > maxDepth || found.length >= maxParts) return;
  const headers = headersOf(entity) ?? new Map<string, string>();
  const end = entity.startsWith('\n') ? 0 : entity.indexOf('\n\n');
  const body = end < 0 ? '' : entity.slice(end).replace(/^\n+/, '');
  const type = headers.get('content-type') ?? '';
  const boundary = parameter(type, 'boundary');
  if (boundary !== undefined && /^multipart\//i.test(type)) {
    for (const part of `\n${body}`.split(`\n--${boundary}`).slice(1))
      if (!part.startsWith('--')) take(part.replace(/^[ \t]*\n/, ''), found, depth + 1);
    return;
  }
  if (/^message\/rfc822/i.test(type)) {
    take(body, found, depth + 1);
    return;
  }
  const name =
    parameter(headers.get('content-disposition') ?? '', 'filename') ??
    parameter(type, 'name') ??
    `part-${found.length + 1}`;
  found.push({ name, bytes: decoded(body, headers.get('content-transfer-encoding') ?? '') });
}

/** By name in small letters, folded lines joined. */
function headersOf(entity: string): Map<string, string> | undefined {
  const head = entity.slice(0, Math.max(0, entity.indexOf('\n\n'))).replace(/\n[ \t]+/g, ' ');
  const lines = head.split('\n').filter((line) => line !== '' && !line.startsWith('From '));
  if (lines.length === 0 || !lines.every((line) => headerLine.test(line))) return undefined;
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

function parameter(header: string, name: string): string | undefined {
  const [, quoted, plain] = new RegExp(`;\\s*${name}\\*?=(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(header) ?? [];
  return quoted ?? plain;
}

function decoded(body: string, encoding: string): Uint8Array {
  if (/^base64/i.test(encoding)) {
    try {
      return decodeBase64(body);
    } catch (error) {
      // As it stands: whoever reads it says what is wrong.
      if (!(error instanceof DecodeError)) throw error;
    }
  }
  const plain = /^quoted-printable/i.test(encoding)
    ? body
        .replace(/=[ \t]*\n/g, '')
        .replace(/=([0-9A-F]{2})/gi, (_, pair: string) => String.fromCharCode(parseInt(pair, 16)))
    : body;
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}
