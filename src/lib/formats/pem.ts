import { toBase64, type Bytes } from '../bytes.ts';
import { DecodeError } from '../errors.ts';
import { markup, readArmour, type Armour } from './armour.ts';

/** One `-----BEGIN …-----` block. */
export interface PemBlock {
  /** `CERTIFICATE REQUEST`; what the file claims, not what the bytes are. */
  readonly label: string;
  readonly bytes: Bytes;
  /** Line of the BEGIN, from 1. */
  readonly line: number;
  /** Encapsulated headers by name (RFC 1421 section 4.4), such as `Proc-Type` and `DEK-Info`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly armour: Armour;
}

/** A block that cannot be read. */
export interface PemProblem {
  readonly label: string;
  /** Line of the BEGIN, or of the END that has none; from 1. */
  readonly line: number;
  readonly error: DecodeError;
}

export interface Pem {
  readonly blocks: readonly PemBlock[];
  readonly problems: readonly PemProblem[];
}

interface Marker {
  readonly kind: 'BEGIN' | 'END';
  readonly label: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** What is read of one file; the rest is not looked at, and that is told. */
export interface PartLimits {
  /** PEM blocks of one file. */
  readonly blocks: number;
  /** Parts of one file that cannot be read and are told one by one. */
  readonly problems: number;
}

/** More is nobody's bundle. */
export const partLimits: PartLimits = { blocks: 10_000, problems: 100 };

/**
 * All PEM blocks of a text, in its order, with every block that is damaged. Text around the blocks (bag
 * attributes, mail), any line ending, indentation and whole blocks on one line are taken as they come.
 */
export function readPem(text: string, limits = partLimits): Pem {
  const blocks: PemBlock[] = [];
  const problems: PemProblem[] = [];
  const damaged = ({ label, line }: Marker, what: string): void => {
    problems.push({ label, line, error: new DecodeError('invalid-pem', `line ${line}: ${what}`) });
  };
  let begin: Marker | undefined;
  for (const marker of markers(text)) {
    const beyond =
      blocks.length >= limits.blocks ? 'blocks' : problems.length >= limits.problems && 'problems';
    if (beyond) {
      const { label, line } = begin ?? marker;
      const what = `line ${line}: more than ${limits[beyond]} ${beyond}, and the rest is not read (limit ${beyond})`;
      problems.push({ label, line, error: new DecodeError('too-large', what) });
      return { blocks, problems };
    }
    if (marker.kind === 'BEGIN') {
      if (begin) damaged(begin, `no END line follows BEGIN ${begin.label}`);
      begin = marker;
    } else if (!begin) {
      damaged(marker, `END ${marker.label} without a BEGIN line`);
    } else {
      if (marker.label !== begin.label) damaged(begin, `BEGIN ${begin.label} ends as END ${marker.label}`);
      else readBlock(text, begin, marker, blocks, problems);
      begin = undefined;
    }
  }
  if (begin) damaged(begin, `no END line follows BEGIN ${begin.label}; the text seems to be cut off`);
  return { blocks, problems };
}

function* markers(text: string): Generator<Marker> {
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(/-----(BEGIN|END) ([^-\r\n]{1,64})-----/g)) {
    line += lineBreaks(text.slice(counted, match.index));
    counted = match.index;
    const end = match.index + match[0].length;
    yield { kind: match[1] as Marker['kind'], label: match[2]!.trim(), line, start: match.index, end };
  }
}

const lineBreaks = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;

function readBlock(
  text: string,
  begin: Marker,
  end: Marker,
  blocks: PemBlock[],
  problems: PemProblem[],
): void {
  const { label, line } = begin;
  const { headers, body, lineOfBody } = splitHeaders(withoutMarkup(text.slice(begin.end, end.start)), line);
  try {
    const bytes = decodeBase64(body, lineOfBody);
    const armour = readArmour(text, { label, begin, end, base64: body });
    blocks.push({ label, bytes, line, headers, armour });
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    problems.push({ label, line, error });
  }
}

/** Tags and entities as blanks: a web page or a mail may have `<br>` for the ends of lines. */
const withoutMarkup = (content: string): string =>
  /[<&]/.test(content) ? content.replace(markup, (found) => ' '.repeat(found.length)) : content;

function splitHeaders(content: string, line: number) {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  // Base64 has no colon, so one in the first lines means headers, which end with an empty line.
  const block = /^\s*[A-Za-z][A-Za-z0-9-]*:[^]*?(?:\r\n[ \t]*\r\n|\n[ \t]*\n|\r[ \t]*\r)/.exec(content)?.[0];
  if (block === undefined) return { headers, body: content, lineOfBody: line };
  for (const [, name, value] of block.matchAll(/^[ \t]*([A-Za-z][A-Za-z0-9-]*):[ \t]*([^\r\n]*)/gm)) {
    headers[name!] = value!.trimEnd();
  }
  return { headers, body: content.slice(block.length), lineOfBody: line + lineBreaks(block) };
}

/**
 * Base64 (RFC 4648 section 4) with white space anywhere; padding may be missing.
 * @param line number of the text's first line, for errors
 * @throws DecodeError `invalid-base64`, `empty`
 */
export function decodeBase64(text: string, line = 1): Bytes {
  const wrong = /[^A-Za-z0-9+/=\s]/u.exec(text) ?? /=(?=\s*[A-Za-z0-9+/])/.exec(text);
  if (wrong) {
    const at = line + lineBreaks(text.slice(0, wrong.index));
    throw new DecodeError('invalid-base64', `line ${at}: ${JSON.stringify(wrong[0])} is not base64 here`);
  }
  const digits = text.replace(/[\s=]+/g, '');
  if (digits === '') throw new DecodeError('empty', `line ${line}: no content`);
  if (digits.length % 4 === 1) {
    throw new DecodeError(
      'invalid-base64',
      `line ${line}: ${digits.length} base64 characters; at least one is lost`,
    );
  }
  const binary = atob(digits);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** A PEM block as RFC 7468 section 2 writes it: lines of 64 characters, a line feed at the end. */
export function writePem(label: string, bytes: Uint8Array): string {
  const lines = toBase64(bytes).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
