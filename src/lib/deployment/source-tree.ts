import { isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import type { Extent, SourceLines } from './code-frame.ts';
import type { MistakeFacts, SyntaxProblem } from './mistakes.ts';
import { isDialbackSecret, mayBeSecret, secretPlaces } from './secret-keys.ts';

/** A value of the file with its place. */
export type SourceNode = SourceMap | SourceList | SourceScalar | SourceWithheld;

interface Placed {
  readonly extent: Extent;
  /** Values in it, each alias counted with all it stands for. */
  readonly size: number;
  readonly depth: number;
}

export interface SourceEntry {
  readonly key: Extent;
  readonly value: SourceNode;
}

export interface SourceMap extends Placed {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, SourceEntry>;
}

export interface SourceList extends Placed {
  readonly kind: 'list';
  readonly items: readonly SourceNode[];
}

export interface SourceScalar extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written, without quotes. */
  readonly source: string;
}

/** A value that goes nowhere from here: a secret, or an alias of nothing. */
export interface SourceWithheld extends Placed {
  readonly kind: 'withheld';
}

/** A mistake with its place; line and frame are added when all secrets of the file are known. */
export type FoundMistake = MistakeFacts & { readonly extent: Extent };

/** Most values a file may have with each alias counted as what it stands for, and how deep it may nest then. */
const mostExpanded = 100_000;
const deepestExpanded = 64;

/** Keys that plain objects cannot hold safely. */
const reservedKeys: readonly string[] = ['__proto__', 'prototype', 'constructor'];

/** Of a value: nothing in it is secret, all of it is, or all but the words that say where the secret is kept. */
type Secrecy = 'none' | 'all' | 'all-but-place';

/** Turns parsed YAML into a tree with places, and reports what no schema sees any more. */
export class SourceTreeReader {
  readonly mistakes: FoundMistake[] = [];
  /** Extents that must never be shown. */
  readonly secrets: Extent[] = [];
  readonly #anchors = new Map<string, SourceNode | 'unfinished'>();
  #largestAlias: SourceNode | undefined;
  readonly #lines: SourceLines;

  constructor(lines: SourceLines) {
    this.#lines = lines;
  }

  /** @returns undefined where aliases would make the content too large to look at. */
  readRoot(contents: ParsedNode | null): SourceNode | undefined {
    const root = this.#read(contents, 0, 'none');
    if (!this.#largestAlias || (root.size <= mostExpanded && root.depth <= deepestExpanded)) return root;
    this.#syntax(this.#largestAlias.extent, 'alias-expansion');
    return undefined;
  }

  #read(node: ParsedNode | null, at: number, secrecy: Secrecy): SourceNode {
    if (!node) return scalar(null, '', { start: at, end: at });
    const extent = { start: node.range[0], end: node.range[1] };
    if (isAlias(node)) return this.#resolve(node.source, extent, secrecy);
    if (node.anchor) this.#anchors.set(node.anchor, 'unfinished');
    const read = this.#readContent(node, extent, secrecy);
    if (node.anchor) this.#anchors.set(node.anchor, read);
    return read;
  }

  #readContent(node: ParsedNode, extent: Extent, secrecy: Secrecy): SourceNode {
    if (isMap(node)) return this.#readMap(node.items as readonly ParsedPair[], extent, secrecy);
    if (isSeq(node)) {
      const items = (node.items as (ParsedNode | null)[]).map((item) =>
        this.#read(item, extent.end, secrecy),
      );
      return { kind: 'list', items, extent, ...weight(items) };
    }
    if (secrecy !== 'none') return this.#withhold(extent);
    const { value, source = '' } = node as { value?: unknown; source?: string };
    return isPlain(value) ? scalar(value, source, extent) : scalar(source, source, extent);
  }

  #readMap(pairs: readonly ParsedPair[], extent: Extent, secrecy: Secrecy): SourceMap {
    const entries = new Map<string, SourceEntry>();
    for (const pair of pairs) {
      const key = this.#readKey(pair.key, extent);
      if (key === undefined) continue;
      const known = entries.get(key.text);
      if (known) {
        const facts = {
          kind: 'duplicate-key',
          key: key.text,
          firstLine: this.#lines.lineAt(known.key.start),
        } as const;
        this.mistakes.push({ ...facts, extent: key.extent });
      }
      const value = this.#readValue(key, pair.value, secrecy);
      if (!known) entries.set(key.text, { key: key.extent, value });
    }
    return { kind: 'map', entries, extent, ...weight([...entries.values()].map(({ value }) => value)) };
  }

  #readKey(node: ParsedNode | null, map: Extent): Key | undefined {
    const extent = node ? { start: node.range[0], end: node.range[1] } : { start: map.start, end: map.start };
    const text = keyText(node);
    if (text === undefined) this.#syntax(extent, 'key-not-text');
    else if (reservedKeys.includes(text)) this.#syntax(extent, 'reserved-key');
    else return { text, extent };
    return undefined;
  }

  #readValue(key: Key, node: ParsedNode | null, ofMap: Secrecy): SourceNode {
    const isEmpty = !node || (isScalar(node) && node.value === null);
    if (!isEmpty && isDialbackSecret(key.text)) return this.#readDialbackSecret(key, node);
    const isPlace = ofMap === 'all-but-place' && secretPlaces.includes(key.text);
    if (isEmpty || isPlace) return this.#read(node, key.extent.end, 'none');
    const isLikelySecret = ofMap !== 'none' || (mayBeSecret(key.text) && !isMap(node));
    return this.#read(node, key.extent.end, isLikelySecret ? 'all' : 'none');
  }

  #readDialbackSecret({ extent }: Key, node: ParsedNode): SourceNode {
    const isPlace = isMap(node) || (isAlias(node) && this.#targetOf(node.source)?.kind === 'map');
    if (!isPlace) this.mistakes.push({ kind: 'secret', secret: 'dialback secret', extent });
    return this.#read(node, extent.end, isPlace ? 'all-but-place' : 'all');
  }

  #targetOf(anchor: string): SourceNode | undefined {
    const target = this.#anchors.get(anchor);
    return target === 'unfinished' ? undefined : target;
  }

  #resolve(anchor: string, extent: Extent, secrecy: Secrecy): SourceNode {
    const target = this.#targetOf(anchor);
    if (!target) {
      this.#syntax(extent, this.#anchors.has(anchor) ? 'circular-alias' : 'unknown-alias');
      return { kind: 'withheld', extent, size: 1, depth: 1 };
    }
    if (secrecy === 'all') return this.#withhold(target.extent);
    if (!this.#largestAlias || target.size > this.#largestAlias.size) {
      this.#largestAlias = { kind: 'withheld', extent, size: target.size, depth: target.depth };
    }
    return target;
  }

  #withhold(extent: Extent): SourceWithheld {
    this.secrets.push(extent);
    return { kind: 'withheld', extent, size: 1, depth: 1 };
  }

  #syntax(extent: Extent, problem: SyntaxProblem): void {
    this.mistakes.push({ kind: 'syntax', problem, extent });
  }
}

interface ParsedPair {
  readonly key: ParsedNode | null;
  readonly value: ParsedNode | null;
}

interface Key {
  readonly text: string;
  readonly extent: Extent;
}

/** A key as text: `1` and `true` are read as written. */
function keyText(node: ParsedNode | null): string | undefined {
  if (!isScalar(node)) return undefined;
  if (typeof node.value === 'string') return node.value;
  return node.source === undefined || node.source === '' ? undefined : node.source;
}

const isPlain = (value: unknown): value is SourceScalar['value'] =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const scalar = (value: SourceScalar['value'], source: string, extent: Extent): SourceScalar => ({
  kind: 'scalar',
  value,
  source,
  extent,
  size: 1,
  depth: 1,
});

function weight(children: readonly SourceNode[]): { size: number; depth: number } {
  let size = 1;
  let depth = 0;
  for (const child of children) {
    size += child.size;
    depth = Math.max(depth, child.depth);
  }
  return { size, depth: depth + 1 };
}

/** The value as plain data; what is withheld becomes undefined. */
export function plainValue(node: SourceNode): unknown {
  if (node.kind === 'list') return node.items.map(plainValue);
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'withheld') return undefined;
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plainValue(value)]));
}

/** The value under a key or in a list's place; undefined where there is none. */
export function childNode(node: SourceNode | undefined, step: string | number): SourceNode | undefined {
  if (node?.kind === 'map') return node.entries.get(String(step))?.value;
  return node?.kind === 'list' ? node.items[Number(step)] : undefined;
}
