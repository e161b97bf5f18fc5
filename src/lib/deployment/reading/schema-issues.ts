import * as v from 'valibot';
import { missingKey, wrongKey } from './key-mistakes.ts';
import type { AnySchema, Issue, Step } from './schema-lookup.ts';
import { deploymentSchema, type DeploymentFile } from '../schema.ts';
import { childNode, plainValue, type FoundMistake, type SourceNode } from './source-node.ts';
import { wrongValue } from './value-mistakes.ts';

/** Judges the content of a file by the schema. */
export function readBySchema(root: SourceNode): {
  readonly content?: DeploymentFile;
  readonly mistakes: readonly FoundMistake[];
} {
  const result = v.safeParse(deploymentSchema, plainValue(root));
  if (result.success) return { content: result.output, mistakes: [] };
  const issues = result.issues.flatMap((issue) => meantIssues(issue, []));
  return { mistakes: onePerPlace(issues).flatMap((issue) => mistakeOf(issue, root) ?? []) };
}

/** Of several complaints about one value the first: a number that is no whole one need not also be too small. */
function onePerPlace(issues: readonly Issue[]): Issue[] {
  const places = new Map<string, Issue>();
  for (const issue of issues) {
    const place = JSON.stringify([issue.isAboutKey, ...issue.path.map(({ key }) => key)]);
    if (!places.has(place)) places.set(place, issue);
  }
  return [...places.values()];
}

/** The issue itself, or, where no option of a union fits, the issues of the option that was meant. */
function meantIssues(issue: v.BaseIssue<unknown>, prefix: readonly Step[]): Issue[] {
  const own = (issue.path ?? []).map(({ key, input }) => ({ key: key as string | number, input }));
  const path = [...prefix, ...own];
  const inside = issue.type === 'union' ? (issue.issues ?? []).filter((each) => each.path) : [];
  if (inside.length > 0) return inside.flatMap((each) => meantIssues(each, path));
  const isAboutKey = issue.type === 'never' || issue.path?.at(-1)?.origin === 'key';
  const { kind, type, message } = issue;
  return [{ kind, type, message, path, isAboutKey }];
}

function mistakeOf(issue: Issue, root: SourceNode): FoundMistake | undefined {
  const { path, isAboutKey } = issue;
  const schema = deploymentSchema as unknown as AnySchema;
  const container = nodeAt(root, path.slice(0, -1));
  const key = path.at(-1)?.key;
  const node = key === undefined ? root : childNode(container, key);
  if (node?.kind === 'withheld' && !isAboutKey) return undefined;
  if (!node) return missingKey(schema, path, ownerExtent(root, path));
  if (!isAboutKey || container?.kind !== 'map') return wrongValue(schema, issue, node);
  return wrongKey(schema, issue, container.entries.get(String(key))!.key);
}

const nodeAt = (root: SourceNode, path: readonly Step[]): SourceNode | undefined =>
  path.reduce<SourceNode | undefined>((node, { key }) => childNode(node, key), root);

/** Where to point for a key that is not there: the key of the map it is missing in, or that map's first key. */
function ownerExtent(root: SourceNode, path: readonly Step[]): FoundMistake['extent'] {
  const outer = nodeAt(root, path.slice(0, -2));
  const ownerKey = path.at(-2)?.key;
  if (outer?.kind === 'map') {
    const entry = outer.entries.get(String(ownerKey));
    if (entry) return entry.key;
  }
  const owner = nodeAt(root, path.slice(0, -1));
  const first = owner?.kind === 'map' ? [...owner.entries.values()][0]?.key : undefined;
  return first ?? owner?.extent ?? root.extent;
}
