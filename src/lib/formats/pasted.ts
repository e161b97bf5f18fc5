import { DecodeError } from '../errors.ts';
import type { ArmourOddity } from './armour.ts';
import { decodeBase64 } from './pem.ts';

/** A text with the marks of its way taken off, line by line the same, and what was odd about it. */
export interface Pasted {
  readonly text: string;
  readonly oddities: readonly ArmourOddity[];
}

const dash = '[-\\u2010-\\u2015\\u2212]';
/** A BEGIN or END line as editors, mail programs and people turn it: other dashes, other case, blanks in it. */
const marker = new RegExp(
  `${dash}{1,8}[ \\t]?\\b(BEGIN|END)[ _-]([A-Z0-9][A-Z0-9 _-]{1,60}?) ?${dash}{1,8}(?![A-Z0-9])`,
  'gi',
);

/** Takes off what does not belong to PEM blocks and what everybody would take off; other text stays as it is. */
export function unpaste(text: string): Pasted {
  if (!/BEGIN/i.test(text)) return { text, oddities: [] };
  const oddities: ArmourOddity[] = [];
  // As many characters as before, so that lines and columns stay.
  let plain = /-----BEGIN [^-\r\n]{1,64}-----(?:\\r)?\\n/.test(text)
    ? text.replace(/\\r\\n/g, '    ').replace(/\\[nrt]/g, '  ')
    : text;
  if (/^[ \t]*[>|][>| \t]*-+[ \t]?BEGIN/im.test(plain))
    plain = plain.replace(/^[ \t]*[>|][>| \t]*/gm, (marks) => ' '.repeat(marks.length));
  plain = plain.replace(marker, (whole, kind: string, label: string, at: number) => {
    const usual = `-----${kind.toUpperCase()} ${label.trim().toUpperCase().replace(/[_-]/g, ' ')}-----`;
    if (whole.includes(usual)) return whole;
    if (oddities.length === 0) oddities.push({ kind: 'marker', line: lineAt(plain, at) });
    return usual;
  });
  return { text: plain, oddities };
}

/** From 1. */
const lineAt = (text: string, at: number): number =>
  (text.slice(0, at).match(/\r\n|\n|\r/g)?.length ?? 0) + 1;

/** Octets that somebody wrote as text, and the line where they begin, from 1. */
export interface Written {
  readonly bytes: Uint8Array;
  readonly line: number;
}

/** How a SEQUENCE with one or two octets of length begins in base64: `MIGf`, `MIIC`. */
const start = /(?<![A-Za-z0-9+/_-])MI[GI][A-Za-z0-9+/_-]{5}/g;
/** Places in one text that begin like one. */
const maxTries = 10_000;

/**
 * Base64 of DER within another text: in SAML, LDIF, JSON, or of the kind that URLs take. The structure says itself how
 * long it is; white space between, as LDIF folds its lines, does not count.
 */
export function* base64In(text: string): Generator<Written> {
  let line = 1;
  let counted = 0;
  let tries = 0;
  start.lastIndex = 0;
  for (let match = start.exec(text); match && tries < maxTries; match = start.exec(text), tries++) {
    const [, , ...octets] = bytesOf(match[0]) ?? [];
    // MII: two octets of length, MIG: one.
    const length = match[0].startsWith('MIG') ? 3 + octets[0]! : 4 + octets[0]! * 256 + octets[1]!;
    const wanted = Math.ceil((length * 4) / 3);
    const run = /^[A-Za-z0-9+/_\-\s]*/.exec(text.slice(match.index, match.index + wanted * 2 + 100))![0];
    const bytes = bytesOf(run.replace(/\s+/g, '').slice(0, wanted));
    if (bytes?.length !== length) continue;
    line += lineAt(text.slice(counted, match.index), Infinity) - 1;
    counted = match.index;
    yield { bytes, line };
    start.lastIndex = match.index + wanted;
  }
}

function bytesOf(digits: string): Uint8Array | undefined {
  try {
    return decodeBase64(digits.replace(/-/g, '+').replace(/_/g, '/'));
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

/** `00000010: 3082 0384 …  0...`, `00000000  30 82 …  |0…|`, `30:82:03`; the column of text is behind two blanks or a bar. */
const hexLine =
  /^\s*(?:(?:0x)?[0-9a-f]{4,16}(?::\s*|\s{2,}))?((?:[0-9a-f]{2}){1,4}(?:[ :-]{1,2}(?:[0-9a-f]{2}){1,4})*|(?:[0-9a-f]{2})+)[ :]*(?:(?:\s{2,}|\|).*)?$/i;

/** In characters; dumps are made by hand. */
const longestDump = 1 << 20;

/** The octets of a dump; undefined for every other text. */
export function hexDump(text: string): Uint8Array | undefined {
  if (text.length > longestDump) return undefined;
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const digits: string[] = [];
  for (const line of lines) {
    const found = hexLine.exec(line)?.[1];
    if (found === undefined) return undefined;
    digits.push(found.replace(/[^0-9a-f]/gi, ''));
  }
  // The last line of hexdump is an offset alone.
  if (digits.length > 1 && /^[0-9a-f]{7,8}$/i.test(lines.at(-1)!.trim())) digits.pop();
  const all = digits.join('');
  return all === '' || all.length % 2 !== 0
    ? undefined
    : Uint8Array.from(all.match(/../g)!, (pair) => parseInt(pair, 16));
}
