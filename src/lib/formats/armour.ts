/**
 * Why OpenSSL, and so the Expressway, cannot read a PEM block that is read here all the same:
 *
 * - `utf-16`: every character takes two octets, as Windows saves "Unicode".
 * - `base64`: the whole file was encoded as base64 once more.
 * - `markup`: HTML beside the BEGIN or END line, or in the content.
 * - `indented`: blanks in front of the BEGIN or END line.
 * - `beside-marker`: other text on the BEGIN or END line, the content of the block included.
 * - `line-ends`: lines that end in CR alone.
 * - `blank-line`: an empty line in the content.
 * - `blanks`: blanks of other kinds than space and tab in the content, such as a form feed or a no-break space.
 * - `line-length`: lines below the headers of an encrypted key that are not of 64 characters.
 * - `headers`: headers that are not those of an encrypted key.
 * - `padding`: the `=` at the end do not fit the number of characters.
 * - `marker`: BEGIN or END line with other dashes than five hyphens, or in small letters.
 * - `label`: the BEGIN line says something else than what the block holds.
 */
export const armourOddities = [
  'utf-16',
  'base64',
  'markup',
  'indented',
  'beside-marker',
  'line-ends',
  'blank-line',
  'blanks',
  'line-length',
  'headers',
  'padding',
  'marker',
  'label',
] as const;

/** What is unusual about a PEM block, or its like. */
export type ArmourOddity = {
  readonly kind: (typeof armourOddities)[number];
  /** From 1; absent where it is true of the whole file. */
  readonly line?: number;
};

/** Whether OpenSSL reads the block as it stands, and what keeps it from that. */
export type Armour =
  { readonly sound: true } | { readonly sound: false; readonly oddities: readonly ArmourOddity[] };

/** What keeps OpenSSL from reading it; empty where nothing does. */
export const oddities = (armour: Armour | undefined): readonly ArmourOddity[] =>
  armour?.sound === false ? armour.oddities : [];

/** Soundness is the absence of oddities, those known before included. */
export function armourWith(found: readonly ArmourOddity[], known?: Armour): Armour {
  const all = [...found, ...oddities(known)];
  return all.length === 0 ? { sound: true } : { sound: false, oddities: all };
}

const words: Readonly<Record<ArmourOddity['kind'], string>> = {
  'utf-16': 'it is saved as UTF-16',
  base64: 'it is encoded as base64 once more',
  markup: 'HTML stands on this line',
  indented: 'there are blanks in front of the BEGIN or END line',
  'beside-marker': 'something else stands on the BEGIN or END line',
  'line-ends': 'lines end in CR alone',
  'blank-line': 'there is an empty line in the content',
  blanks: 'there are blanks in the content that are neither space nor tab',
  'line-length': 'lines are not 64 characters long',
  headers: 'a header stands in front of the content',
  padding: 'the = signs at the end are too few or too many',
  marker: 'it is not written in capitals between five hyphens',
  label: 'the BEGIN line names something else',
};

/** `line 1: HTML stands on this line; line 5: there is an empty line in the content` */
export const armourText = (found: readonly ArmourOddity[]): string =>
  found.map(({ kind, line }) => (line === undefined ? '' : `line ${line}: `) + words[kind]).join('; ');

/** A BEGIN or END line: where it stands in the text, and on which line. */
interface MarkerPlace {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/**
 * Reads a block as PEM_read_bio() of OpenSSL 3 does, which is stricter than RFC 7468 in some places and laxer in
 * others. Each kind is told once, at its first place.
 */
export function readArmour(
  text: string,
  { label, begin, end, base64 }: { label: string; begin: MarkerPlace; end: MarkerPlace; base64: string },
): Armour {
  const inner = text.slice(begin.end, end.start);
  if (usualContent.test(inner) && isAlone(text, label, begin, end)) return { sound: true };
  const found = [
    ...besideMarker(before(text, begin.start), '', begin.line),
    ...besideMarker('', firstLine(inner), begin.line),
    ...besideMarker(lastLine(inner), firstLine(text.slice(end.end, end.end + reach)), end.line),
  ];
  const lines = inner.includes('\n') ? inner.split('\n').slice(1, -1) : [];
  if (text.slice(begin.start, begin.end) !== `-----BEGIN ${label}-----`)
    found.push({ kind: 'label', line: begin.line });
  found.push(...contentOddities(lines, begin.line + 1), ...paddingOddity(base64, end.line));
  return armourWith(found.filter(({ kind }, at) => found.findIndex((each) => each.kind === kind) === at));
}

/** As everybody writes it (RFC 7468 section 2), which is told soonest. */
const usualContent =
  /^\r?\n(?:[A-Za-z0-9+/]{64}\r?\n)*(?:[A-Za-z0-9+/]{4}){0,15}(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)\r?\n$/;

const isAlone = (text: string, label: string, begin: MarkerPlace, end: MarkerPlace): boolean =>
  text.slice(begin.start, begin.end) === `-----BEGIN ${label}-----` &&
  (begin.start === 0 || text[begin.start - 1] === '\n') &&
  (end.end === text.length || text[end.end] === '\n');

/** A tag or an entity, of which base64 has none. */
export const markup = /<\/?[a-z][^<>]{0,64}>|&(?:[a-z]{2,8}|#\d{1,5});/gi;

/** How far beside a marker one has to look: a text of one line may hold thousands of blocks. */
const reach = 256;

const firstLine = (text: string): string => text.split('\n', 1)[0]!;
const lastLine = (text: string): string =>
  text.includes('\n') ? text.slice(text.lastIndexOf('\n') + 1) : '';

function before(text: string, start: number): string {
  const near = text.slice(Math.max(0, start - reach), start);
  const line = near.slice(near.lastIndexOf('\n') + 1);
  // OpenSSL skips one byte order mark, at the very start.
  return start === line.length ? line.replace(/^\ufeff/, '') : line;
}

/** Blanks at the end of a line, and whatever is not ASCII, do not matter. */
const withoutTail = (line: string): string => line.replace(/[^\x21-\x7f]+$/, '');

function besideMarker(left: string, right: string, line: number): ArmourOddity[] {
  const rest = withoutTail(right);
  if (left === '' && rest === '') return [];
  if (/<[/!a-z]|&[a-z#]/i.test(left + rest)) return [{ kind: 'markup', line }];
  if (left.endsWith('\r') || right.startsWith('\r')) return [{ kind: 'line-ends', line }];
  return [{ kind: left.trim() === '' && rest === '' ? 'indented' : 'beside-marker', line }];
}

function contentOddities(lines: readonly string[], firstNumber: number): ArmourOddity[] {
  const found: ArmourOddity[] = [];
  const head: string[] = [];
  /** The empty line behind which OpenSSL takes nothing but lines of 64 characters and a last one. */
  let emptyAt: number | undefined;
  let isShort = false;
  for (const [at, whole] of lines.entries()) {
    const line = firstNumber + at;
    const content = withoutTail(whole);
    const hasHeaders = head[0]?.includes(':') === true;
    if (content === '') {
      if (emptyAt !== undefined || (head.length > 0 && !hasHeaders)) found.push({ kind: 'blank-line', line });
      emptyAt ??= line;
      continue;
    }
    if (emptyAt === undefined) head.push(content);
    else if (isShort || content.length > 64) {
      found.push(hasHeaders ? { kind: 'line-length', line } : { kind: 'blank-line', line: emptyAt });
    }
    isShort ||= emptyAt !== undefined && content.length < 64;
    if (/[<&]/.test(content)) found.push({ kind: 'markup', line });
    if (/[^\x21-\x7f \t\r]/.test(content)) found.push({ kind: 'blanks', line });
  }
  const [first = ''] = head;
  if (first.includes(':') && !first.startsWith('Proc-Type:'))
    found.push({ kind: 'headers', line: firstNumber });
  return found;
}

function paddingOddity(base64: string, line: number): ArmourOddity[] {
  const signs = base64.match(/=/g)?.length ?? 0;
  return base64.replace(/\s+/g, '').length % 4 === 0 && signs <= 2 ? [] : [{ kind: 'padding', line }];
}
