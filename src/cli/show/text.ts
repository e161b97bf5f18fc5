import type { Asn1Node } from '../../lib/front.ts';
import type { Description, Recognised } from '../../lib/index.ts';
import { count } from '../program/exit-code.ts';
import { toned, type Line } from '../render/line.ts';
import { padded, width } from '../render/width.ts';
import { isContainer, type Shown, type ShownDamage } from './shown.ts';

/** Label and text of a fact stand in these columns. */
const indent = '   ';
const labelColumns = 13;

/** Files in their order, each with a heading and what is in it. */
export function shownLines(all: readonly Shown[], damaged: readonly ShownDamage[], verbose: boolean): Line[] {
  const files = [...new Set([...all.map(({ item }) => item.path), ...damaged.map(({ item }) => item.path)])];
  return files.flatMap((path, at) => {
    const inFile = all.filter(({ item }) => item.path === path);
    const broken = damaged.filter(({ item, asn1 }) => item.path === path && asn1.length > 0);
    if (inFile.length + broken.length === 0) return [];
    return [
      ...(at > 0 ? [''] : []),
      heading(
        path,
        inFile.map(({ item }) => item),
      ),
      ...inFile.flatMap((each) => thingLines(each, verbose)),
      ...broken.flatMap(({ item, asn1 }) => [`${item.entry}  cannot be read`, ...asn1Lines(asn1)]),
    ];
  });
}

/** `stdin  2 certificates (PEM, text around them ignored)` */
function heading(path: string, items: readonly Recognised[]): Line {
  const things = items.filter((item) => !isContainer(item));
  const kinds = new Map<string, number>();
  for (const { kind } of things) kinds.set(nouns[kind], (kinds.get(nouns[kind]) ?? 0) + 1);
  const counts = [...kinds].map(([noun, number]) => plural(number, noun)).join(', ');
  const forms = [...new Set(items.map(formOf))];
  const around = items.some(({ textAround }) => textAround)
    ? [`text around ${things.length === 1 ? 'it' : 'them'} ignored`]
    : [];
  const how = [...forms, ...around].join(', ');
  return [toned('strong', path), `  ${counts || 'nothing inside'}${how === '' ? '' : ` (${how})`}`];
}

const formOf = ({ kind, container, encoding }: Recognised): string => {
  if (container) return container;
  if (kind === 'pkcs7') return 'PKCS#7';
  return kind === 'pkcs12' ? 'PKCS#12' : encoding;
};

const nouns: Readonly<Record<Recognised['kind'], string>> = {
  certificate: 'certificate',
  'certificate-request': 'certificate signing request',
  crl: 'revocation list',
  'private-key': 'private key',
  'public-key': 'public key',
  'key-parameters': 'set of key parameters',
  'ocsp-response': 'OCSP response',
  names: 'list of names',
  pkcs7: 'PKCS#7 bundle',
  pkcs12: 'PKCS#12 file',
};

/** `2 sets of key parameters`, `2 lists of names` */
function plural(number: number, noun: string): string {
  const [first, ...rest] = noun.split(' of ');
  return [count(number, first!), ...rest].join(' of ');
}

function thingLines(thing: Shown, verbose: boolean): Line[] {
  const { item, summary, description, asn1, pem } = thing;
  const rows = verbose && description ? treeLines(description.children ?? []) : summary.rows.map(factLine);
  const body = asn1 ? asn1Lines(asn1) : rows;
  const block = pem === undefined ? [] : pem.trimEnd().split('\n');
  if (isContainer(item)) return [...body, ...block];
  const { kind, headline, isCa } = summary;
  const title = [kind, ...(headline === undefined ? [] : [`  ${headline}`]), ...(isCa ? [' (CA)'] : [])].join(
    '',
  );
  return [[`${item.entry}  `, toned('strong', title)], ...body, ...block];
}

function factLine({ label, value = '' }: Description): Line {
  // A label that is too long still stands apart from its value.
  return [indent, toned('faint', padded(label, labelColumns - 1)), ` ${value}`];
}

/** The whole description, children under their parents; labels of one level in one column. */
function treeLines(nodes: readonly Description[], depth = 0): Line[] {
  const column = Math.max(
    0,
    ...nodes.filter(({ value }) => value !== undefined).map(({ label }) => width(label)),
  );
  return nodes.flatMap(({ label, value, children = [] }): Line[] => {
    const start = indent + '  '.repeat(depth);
    const line: Line =
      value === undefined
        ? [start, toned('faint', label)]
        : [start, toned('faint', padded(label, column)), `  ${value}`];
    return [line, ...treeLines(children, depth + 1)];
  });
}

/** Offset, octets of header and content, then the elements, nested ones further right. */
function asn1Lines(nodes: readonly Asn1Node[], depth = 0): Line[] {
  return nodes.flatMap((node) => {
    const { offset, headerLength, length, tag, value, encapsulates, problem, children } = node;
    const sizes = `${String(offset).padStart(6)} ${`${headerLength}+${length ?? 'indefinite'}`.padEnd(8)}`;
    const content = [
      ...(value === undefined || value === '' ? [] : [` ${value}`]),
      ...(encapsulates ? [toned('faint', ' holds')] : []),
      ...(problem === undefined ? [] : [toned('error', ` ${problem}`)]),
    ];
    const line: Line = [toned('faint', sizes), ' '.repeat(2 * depth + 1), toned('strong', tag), ...content];
    return [line, ...asn1Lines(children, depth + 1)];
  });
}
