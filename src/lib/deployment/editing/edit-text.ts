import {
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { plainText } from './plain-text.ts';

/** What can be put into a deployment file. */
export type EditValue =
  string | number | boolean | readonly EditValue[] | { readonly [key: string]: EditValue };

export type Step = string | number;
type Entry = Pair<ParsedNode, ParsedNode | null>;
type Collection = YAMLMap<ParsedNode, ParsedNode | null> | YAMLSeq<ParsedNode>;

export const isCollection = (node: Node): node is Collection & ParsedNode => isMap(node) || isSeq(node);

/** The key and value of a map, or undefined. */
export const entryOf = (node: Node, key: Step): Entry | undefined =>
  isMap(node)
    ? (node.items as Entry[]).find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key))
    : undefined;

export function replaceValue(text: string, node: ParsedNode, to: EditValue): string {
  return text.slice(0, node.range[0]) + flowText(to) + text.slice(endOf(text, node));
}

/** Adds a key to a map, or an entry behind the last one of a list. Undefined where neither is possible. */
export function insertInto(text: string, holder: Node, step: Step, value: EditValue): string | undefined {
  if (!isCollection(holder)) return undefined;
  const emptyEntry = entryOf(holder, step);
  if (emptyEntry) return insertBehindColon(text, emptyEntry, value);
  if (holder.flow === true || holder.items.length === 0) return insertIntoFlow(text, holder, step, value);
  const first = (holder.items as Entry[])[0]!;
  const indent = ' '.repeat(columnAt(text, isMap(holder) ? first.key.range[0] : holder.range![0]));
  const written = isMap(holder)
    ? [`${indent}${plainText(String(step))}:${blockText(value, indent)}`]
    : [`${indent}- ${flowText(value)}`];
  const before = isMap(holder) ? entryBefore(holder.items as Entry[], step) : holder.items.at(-1)!;
  const at = lineEnd(text, endOfEntry(text, before as Entry | ParsedNode));
  return text.slice(0, at) + lineBreak(text) + inLines(written.join('\n'), text) + text.slice(at);
}

/**
 * Takes a key out of a map or an entry out of a list, with its lines. The last one leaves the empty list or map.
 *
 * @param ofHolder the key that the map or list stands behind
 */
export function cutOut(
  text: string,
  holder: Node,
  step: Step,
  ofHolder: Entry | undefined,
): string | undefined {
  if (!isCollection(holder)) return undefined;
  const items = holder.items as (Entry | ParsedNode)[];
  const at = isMap(holder) ? items.indexOf(entryOf(holder, step)!) : Number(step);
  const item = items[at];
  if (!item) return undefined;
  if (items.length === 1) return emptied(text, holder, ofHolder);
  const isLast = at === items.length - 1;
  if (holder.flow === true) {
    const from = isLast ? endOfEntry(text, items[at - 1]!) : startOf(item);
    return text.slice(0, from) + text.slice(isLast ? endOfEntry(text, item) : startOf(items[at + 1]!));
  }
  const start = isMap(holder) ? startOf(item) : text.lastIndexOf('-', startOf(item) - 1);
  const from = text.lastIndexOf('\n', start) + 1;
  const to = text.indexOf('\n', endOfEntry(text, item));
  return text.slice(0, from) + (to === -1 ? '' : text.slice(to + 1));
}

function emptied(
  text: string,
  holder: Collection & ParsedNode,
  ofHolder: Entry | undefined,
): string | undefined {
  const empty = isMap(holder) ? '{}' : '[]';
  const end = endOf(text, holder);
  if (holder.flow === true) return text.slice(0, holder.range[0]) + empty + text.slice(end);
  if (!ofHolder) return undefined;
  const colon = text.indexOf(':', ofHolder.key.range[1]) + 1;
  // What stands between is the comment beside the key.
  const beside = text.slice(colon, lineEnd(text, colon));
  return text.slice(0, colon) + ` ${empty}` + beside + text.slice(lineEnd(text, end));
}

function insertBehindColon(text: string, { key }: Entry, value: EditValue): string {
  const colon = text.indexOf(':', key.range[1]) + 1;
  return `${text.slice(0, colon)} ${flowText(value)}${text.slice(colon)}`;
}

function insertIntoFlow(text: string, holder: Collection & ParsedNode, step: Step, value: EditValue) {
  const written = isMap(holder) ? `${plainText(String(step))}: ${flowText(value)}` : flowText(value);
  const last = (holder.items as (Entry | ParsedNode)[]).at(-1);
  if (!last) {
    const whole = isMap(holder) ? `{ ${written} }` : `[${written}]`;
    return text.slice(0, holder.range[0]) + whole + text.slice(holder.range[1]);
  }
  const at = endOfEntry(text, last);
  return `${text.slice(0, at)}, ${written}${text.slice(at)}`;
}

/** Where people would look for a new key: in the order of the documents. */
const usualOrder: readonly string[] = [
  ...['version', 'role', 'name', 'release', 'services', 'custody', 'ca', 'issuer', 'issuedBy', 'request'],
  ...['client', 'serverEkuUpload', 'registrationDomains'],
  ...['federationDomains', 'chatNodeAliases', 'phoneSecurityProfiles', 'phoneSecurityProfilesOn', 'clusters'],
];

function entryBefore(entries: readonly Entry[], step: Step): Entry {
  const place = usualOrder.indexOf(String(step));
  const earlier = entries.filter(({ key }) => {
    const order = usualOrder.indexOf(isScalar(key) ? String(key.value) : '');
    return order !== -1 && order < place;
  });
  return (place === -1 ? undefined : earlier.at(-1)) ?? entries.at(-1)!;
}

const startOf = (item: Entry | ParsedNode): number => ('range' in item ? item.range[0] : item.key.range[0]);

function endOfEntry(text: string, item: Entry | ParsedNode): number {
  if ('range' in item) return endOf(text, item);
  return item.value ? endOf(text, item.value) : item.key.range[1];
}

/** Behind the last character of a value; the library counts the blank lines and comments below a block to it. */
function endOf(text: string, node: ParsedNode): number {
  const last =
    isCollection(node) && node.flow !== true ? (node.items as (Entry | ParsedNode)[]).at(-1) : undefined;
  if (last) return endOfEntry(text, last);
  let end = node.range[1];
  while (end > node.range[0] && /\s/.test(text[end - 1]!)) end--;
  return end;
}

function lineEnd(text: string, at: number): number {
  const next = text.indexOf('\n', at);
  if (next === -1) return text.length;
  return text[next - 1] === '\r' ? next - 1 : next;
}

const columnAt = (text: string, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);

const lineBreak = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

const inLines = (written: string, text: string): string => written.replaceAll('\n', lineBreak(text));

/** A value as it is written on one line. */
export function flowText(value: EditValue): string {
  if (typeof value === 'string') return plainText(value);
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(flowText).join(', ')}]`;
  const entries = Object.entries(value).map(([key, inner]) => `${plainText(key)}: ${flowText(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Behind `key:`, one line for each entry of a list or map. */
function blockText(value: EditValue, indent: string): string {
  if (typeof value !== 'object') return ` ${flowText(value)}`;
  const lines = isList(value)
    ? value.map((entry) => `${indent}  - ${flowText(entry)}`)
    : Object.entries(value).map(
        ([key, inner]) => `${indent}  ${plainText(key)}:${blockText(inner, `${indent}  `)}`,
      );
  return lines.length === 0 ? ` ${flowText(value)}` : `\n${lines.join('\n')}`;
}

const isList = (value: EditValue): value is readonly EditValue[] => Array.isArray(value);
