import { isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import type { Extent, SourceLines } from './code-frame.ts';
import type { SyntaxProblem } from './mistakes.ts';
import { environmentVariable, isDialbackSecret, mayBeSecret, secretPlaces } from '../secret-keys.ts';
import {
  scalarNode,
  weightOf,
  type FoundMistake,
  type SourceEntry,
  type SourceMap,
  type SourceNode,
  type SourceScalar,
  type SourceWithheld,
} from './source-node.ts';

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
    if (!node) return scalarNode(null, '', { start: at, end: at });
    const extent = { start: node.range[0], end: node.range[1] };
    if (isAlias(node)) return this.#resolve(node.source, extent, secrecy);
    if (node.anchor) this.#anchors.set(node.anchor, 'unfinished');
    const read = this.#readContent(node, extent, secrecy);
    if (node.anchor) this.#anchors.set(node.anchor, read);
    return read;
  }

  #readContent(node: ParsedNode, extent: Extent, secrecy: Secrecy): SourceNode {
    if (isMap(node)) return this.#readMap(node.items as readonly ParsedPair[], extent, secrecy);
    if (secrecy !== 'none') return this.#withhold(extent);
    if (isSeq(node)) {
      const items = (node.items as (ParsedNode | null)[]).map((item) => this.#read(item, extent.end, 'none'));
      return { kind: 'list', items, extent, ...weightOf(items) };
    }
    const { value, source = '' } = node as { value?: unknown; source?: string };
    return isPlain(value) ? scalarNode(value, source, extent) : scalarNode(source, source, extent);
  }

  #readMap(pairs: readonly ParsedPair[], extent: Extent, secrecy: Secrecy): SourceMap {
    const entries = new Map<string, SourceEntry>();
    for (const pair of pairs) {
      const key = this.#readKey(pair.key, extent);
      if (key === undefined) continue;
      const known = entries.get(key.text);
      if (known) this.#duplicateKey(key, known.key);
      const value = this.#readValue(key, pair.value, secrecy);
      if (!known) entries.set(key.text, { key: key.extent, value });
    }
    return { kind: 'map', entries, extent, ...weightOf([...entries.values()].map(({ value }) => value)) };
  }

  #duplicateKey({ text, extent }: Key, first: Extent): void {
    const firstLine = this.#lines.lineAt(first.start);
    this.mistakes.push({ kind: 'duplicate-key', key: text, firstLine, extent });
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
    // What is no name of a variable may be the secret itself.
    if (isPlace && key.text === 'env' && isScalar(node) && !environmentVariable.test(String(node.value))) {
      this.secrets.push({ start: node.range[0], end: node.range[1] });
    }
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
