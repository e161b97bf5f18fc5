import { nearestWord } from './deployment/nearest-word.ts';
import type { Position } from './deployment/model.ts';
import { SourceLines, type CodeFrame, type Extent } from './deployment/reading/code-frame.ts';
import { decodeText } from './deployment/reading/decode-text.ts';
import { plainValue, type SourceEntry, type SourceNode } from './deployment/reading/source-node.ts';
import { SourceTreeReader } from './deployment/reading/source-tree.ts';
import { parseYaml } from './deployment/reading/yaml-syntax.ts';
import { findPrivateKey } from './deployment/secret-keys.ts';
import { datedFacts, type DatedFact, type DatedFacts, type FactValue } from './product/facts/dated-facts.ts';
import { builtInFacts } from './product/facts/every-fact.ts';

/** What is wrong with a file of facts, in words, and where. */
export interface FactsMistake {
  readonly message: string;
  readonly expected?: string;
  readonly suggestion?: string;
  readonly position?: Position;
  readonly frame?: CodeFrame;
}

/** The facts of a file in their places, or every mistake in it. */
export interface FactsReading {
  /** Absent where there is any mistake. */
  readonly facts?: DatedFacts;
  /** Those that the file replaces, in its order. */
  readonly replaced: readonly DatedFact[];
  readonly mistakes: readonly FactsMistake[];
}

type Found = Pick<FactsMistake, 'message' | 'expected' | 'suggestion'> & { readonly extent: Extent };

/**
 * Reads what has changed since this version was made: for each id a `value` and the day `asOf` which it holds.
 *
 * @param bytes YAML or JSON, such as `client-auth-ends/digicert: { value: 2027-05-01, asOf: 2026-12-10 }`
 * @returns the facts with those of the file in their places, or every mistake in it; never throws for bad input
 */
export function readFacts(bytes: Uint8Array): FactsReading {
  const decoded = decodeText(bytes);
  if (!('text' in decoded)) return { replaced: [], mistakes: [{ message: 'the file is no text' }] };
  const text = decoded.text.replace(/^\ufeff/, '');
  const lines = new SourceLines(text);
  // Whoever gives the wrong file must not see a key of it on the screen.
  if (findPrivateKey(text) !== -1) lines.concealFrom(0);
  const parsed = parseYaml(text, lines);
  if (!('document' in parsed)) {
    return placed(
      parsed.map(({ extent }) => ({ message: 'the file is neither YAML nor JSON', extent })),
      lines,
    );
  }
  const reader = new SourceTreeReader(lines);
  const root = reader.readRoot(parsed.document.contents);
  for (const secret of reader.secrets) lines.conceal(secret);
  const unsound = reader.mistakes.map((mistake): Found => ({
    message: mistake.kind === 'duplicate-key' ? `${mistake.key} stands twice` : 'this cannot be read',
    extent: mistake.extent,
  }));
  if (root?.kind !== 'map') {
    const extent = root?.extent ?? { start: 0, end: 0 };
    return placed([...unsound, { message: 'the file lists no facts', expected: shape, extent }], lines);
  }
  const read = [...root.entries].map(([id, entry]) => readFact(id, entry));
  const mistakes = [...unsound, ...read.flatMap((each) => ('id' in each ? [] : each))];
  if (mistakes.length > 0) return placed(mistakes, lines);
  const replaced = read.filter((each): each is DatedFact => 'id' in each);
  const facts = { ...datedFacts, ...Object.fromEntries(replaced.map((fact) => [fact.id, fact])) };
  return { facts, replaced, mistakes: [] };
}

const shape = 'ID: { value: …, asOf: YYYY-MM-DD }';

function placed(found: readonly Found[], lines: SourceLines): FactsReading {
  const mistakes = [...found]
    .sort((a, b) => a.extent.start - b.extent.start)
    .map(({ extent, ...words }) => ({ ...words, ...lines.place(extent) }));
  return { replaced: [], mistakes };
}

function readFact(id: string, { key, value: node }: SourceEntry): DatedFact | Found[] {
  const known = Object.values<DatedFact>(datedFacts).find((fact) => fact.id === id);
  if (!known) return [unknownId(id, key)];
  if (node.kind !== 'map') return [{ message: `${id} is no fact`, expected: shape, extent: node.extent }];
  const { entries } = node;
  const others = [...entries].filter(([name]) => name !== 'value' && name !== 'asOf');
  const missing = ['value', 'asOf'].filter((name) => !entries.has(name));
  const [value, asOf] = ['value', 'asOf'].map((name) => entries.get(name)?.value);
  const mistakes: Found[] = [
    ...others.map(([name, each]) => ({
      message: `${id}: there is no key "${name}"`,
      expected: shape,
      extent: each.key,
    })),
    ...missing.map((name) => ({ message: `${id}: ${name} is missing`, expected: shape, extent: key })),
    ...(value ? wrongValue(id, value, known.value) : []),
    ...(asOf && !isDay(plainValue(asOf))
      ? [{ message: `${id}: asOf is no day`, expected: aDay, extent: asOf.extent }]
      : []),
  ];
  if (mistakes.length > 0) return mistakes;
  return { ...known, value: plainValue(value!) as FactValue, asOf: plainValue(asOf!) as string };
}

function unknownId(id: string, extent: Extent): Found {
  if (builtInFacts.some((fact) => fact.id === id)) {
    return { message: `${id} is part of the program: a newer version has the newer one`, extent };
  }
  const suggestion = nearestWord(id, Object.keys(datedFacts));
  return {
    message: `there is no fact "${id}"`,
    ...(suggestion !== undefined && { suggestion }),
    extent,
  };
}

function wrongValue(id: string, node: SourceNode, known: FactValue): Found[] {
  const { fits, expected } = kindOf(known);
  return fits(plainValue(node))
    ? []
    : [{ message: `${id}: the value is of another kind`, expected, extent: node.extent }];
}

interface Kind {
  readonly expected: string;
  fits(value: unknown): boolean;
}

const aDay = 'a day, such as 2027-03-01';
const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
const isNumber = (value: unknown): boolean =>
  typeof value === 'number' && value > 0 && Number.isFinite(value);

function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** A value is replaced by one of its own kind. */
function kindOf(value: FactValue): Kind {
  if (isDay(value)) return { expected: aDay, fits: isDay };
  if (typeof value === 'number') return { expected: 'a number above 0', fits: isNumber };
  if (typeof value === 'string') return { expected: 'text', fits: isText };
  if (value.some((part) => typeof part === 'string')) {
    return {
      expected: 'a list of words',
      fits: (given) => Array.isArray(given) && given.every(isText),
    };
  }
  return {
    expected: 'a list, oldest first, such as [{ value: 200 }, { from: 2027-03-15, value: 100 }]',
    fits: areSteps,
  };
}

function areSteps(given: unknown): boolean {
  if (!Array.isArray(given) || given.length === 0) return false;
  const steps = given as readonly unknown[];
  const days = steps.map((step) => (isStep(step) ? (step.from ?? '') : undefined));
  return days.every((day, at) => day !== undefined && (at === 0 || day > (days[at - 1] ?? '')));
}

/** Only the first may have no day; the order shows it. */
function isStep(step: unknown): step is { readonly from?: string } {
  if (typeof step !== 'object' || step === null) return false;
  const { from, value, ...others } = step as { from?: unknown; value?: unknown };
  return Object.keys(others).length === 0 && isNumber(value) && (from === undefined || isDay(from));
}
