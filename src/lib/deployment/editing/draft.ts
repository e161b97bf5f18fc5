import { SourceLines } from '../reading/code-frame.ts';
import type { Position } from '../model.ts';
import { childNode, plainValue, type SourceNode } from '../reading/source-node.ts';
import { SourceTreeReader } from '../reading/source-tree.ts';
import { parseYaml } from '../reading/yaml-syntax.ts';

/** Keys and list places from the top of the file: `['clusters', 'core', 'peers', 0]`. */
export type DraftPath = readonly (string | number)[];

/**
 * What stands in a deployment file, right or wrong, for those who go on writing it: readDeployment() gives nothing
 * of a file with a mistake.
 */
export interface Draft {
  /** The value at a place as plain data; undefined where there is none, or it is a secret. */
  valueAt(path: DraftPath): unknown;
  /** Keys of the map at a place, in the order of the file; empty where there is none. */
  keysAt(path: DraftPath): readonly string[];
  /** How many entries the list at a place has; 0 where there is none. */
  lengthAt(path: DraftPath): number;
  /** Where the value stands, as the location of a finding about it. */
  positionAt(path: DraftPath): Position | undefined;
  /** Where its key stands: a finding about what is missing behind it points there. */
  keyPositionAt(path: DraftPath): Position | undefined;
}

/** Reads a file as far as it is YAML at all; undefined where it is not, or holds no keys. */
export function readDraft(text: string): Draft | undefined {
  const lines = new SourceLines(text);
  const parsed = parseYaml(text, lines);
  if (!('document' in parsed)) return undefined;
  const root = new SourceTreeReader(lines).readRoot(parsed.document.contents);
  if (root?.kind !== 'map') return undefined;
  const nodeAt = (path: DraftPath): SourceNode | undefined =>
    path.reduce(childNode, root as SourceNode | undefined);
  return {
    valueAt(path) {
      const node = nodeAt(path);
      return node && plainValue(node);
    },
    keysAt(path) {
      const node = nodeAt(path);
      return node?.kind === 'map' ? [...node.entries.keys()] : [];
    },
    lengthAt(path) {
      const node = nodeAt(path);
      return node?.kind === 'list' ? node.items.length : 0;
    },
    positionAt(path) {
      const node = nodeAt(path);
      return node && lines.positionOf(node.extent);
    },
    keyPositionAt(path) {
      const holder = nodeAt(path.slice(0, -1));
      const entry = holder?.kind === 'map' ? holder.entries.get(String(path.at(-1))) : undefined;
      return entry && lines.positionOf(entry.key);
    },
  };
}
