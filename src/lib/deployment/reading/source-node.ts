import type { Extent } from './code-frame.ts';
import type { MistakeFacts } from './mistakes.ts';

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
export type FoundMistake = MistakeFacts & {
  readonly extent: Extent;
  /** No single line is to blame: none is shown. */
  readonly isAboutFile?: boolean;
};

/** A single value. */
export const scalarNode = (value: SourceScalar['value'], source: string, extent: Extent): SourceScalar => ({
  kind: 'scalar',
  value,
  source,
  extent,
  size: 1,
  depth: 1,
});

/** Size and depth of a map or list, from those of what is in it. */
export function weightOf(children: readonly SourceNode[]): { size: number; depth: number } {
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
