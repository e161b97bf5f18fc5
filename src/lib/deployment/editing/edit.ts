import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type ParsedNode } from 'yaml';
import { SourceLines } from '../reading/code-frame.ts';
import type { DraftPath } from './draft.ts';
import { cutOut, entryOf, insertInto, replaceValue, type EditValue } from './edit-text.ts';
import { parseYaml } from '../reading/yaml-syntax.ts';

/** A change of one value of a deployment file. A list is added to by setting the place behind its last entry. */
export type DeploymentEdit =
  { readonly path: DraftPath; readonly to: EditValue } | { readonly path: DraftPath; readonly remove: true };

/**
 * Changes one value in the text of a deployment file and leaves every other character as it was: comments, blanks
 * and the way things are written stay. What is missing on the way to the value is added.
 *
 * @returns the text as it is where the value is removed and was not there, or nothing can be put in its place
 */
export function editDeployment(text: string, edit: DeploymentEdit): string {
  const parsed = parseYaml(text, new SourceLines(text));
  if (!('document' in parsed)) return text;
  const { document } = parsed;
  if (isJson(text)) return rewrittenJson(text, edit);
  const edited = editText(text, document, edit);
  if (edited === text) return text;
  return edited !== undefined && isAsWanted(edited, document, edit)
    ? edited
    : rewritten(text, document, edit);
}

/** The change made in the text itself; undefined where the way it is written leaves no place for it. */
function editText(text: string, document: Document.Parsed, edit: DeploymentEdit): string | undefined {
  const { path } = edit;
  const { holders, found } = walk(document, path);
  if ('remove' in edit) {
    const holder = holders[path.length - 1];
    if (!holder || (!found && !entryOf(holder, path.at(-1)!))) return text;
    const above = holders[path.length - 2];
    return cutOut(text, holder, path.at(-1)!, above && entryOf(above, path.at(-2)!));
  }
  if (found) return replaceValue(text, found, edit.to);
  // The deepest map or list there is takes what is missing of the way, with the value at its end.
  const depth = holders.length - 1;
  const deepest = holders[depth];
  return deepest && insertInto(text, deepest, path[depth]!, nested(path.slice(depth + 1), edit.to));
}

/** The values along a path, each holding the next, and the one at its end. A key with nothing behind it has none. */
function walk(document: Document.Parsed, path: DraftPath) {
  const holders: ParsedNode[] = [];
  let node = resolved(document.contents, document);
  for (const step of path) {
    if (!node) break;
    holders.push(node);
    node = resolved(childOf(node, step), document);
  }
  return { holders, found: holders.length === path.length ? node : undefined };
}

/** The value with the keys that lead to it. */
const nested = (path: DraftPath, value: EditValue): EditValue =>
  path.reduceRight<EditValue>(
    (inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }),
    value,
  );

function resolved(node: Node | null | undefined, document: Document.Parsed): ParsedNode | undefined {
  const target = node && isAlias(node) ? node.resolve(document) : node;
  const isEmpty = isScalar(target) && target.value === null;
  return target && !isEmpty ? (target as ParsedNode) : undefined;
}

const childOf = (node: Node, step: string | number): Node | null | undefined =>
  isSeq(node) ? (node.items[Number(step)] as Node | undefined) : entryOf(node, step)?.value;

/** Whether the text says what the document would after the change. */
function isAsWanted(edited: string, document: Document.Parsed, edit: DeploymentEdit): boolean {
  const parsed = parseYaml(edited, new SourceLines(edited));
  if (!('document' in parsed)) return false;
  try {
    const wanted = changed(contentOf(document), edit);
    return JSON.stringify(sorted(contentOf(parsed.document))) === JSON.stringify(sorted(wanted));
  } catch {
    // An alias of nothing: there is no content to compare, and the model could not be written either.
    return true;
  }
}

/** Keys in a fixed order: a new key may stand anywhere. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

/** Most values that a document may mean, with each alias counted as what it stands for. */
const mostValues = 100_000;

/**
 * What a document says, as plain values; what an alias stands for is the same value in both places.
 * @throws Error where an alias stands for nothing, or aliases for too much
 */
function contentOf(document: Document): unknown {
  const anchors = new Map<string, { readonly value: unknown; readonly size: number }>();
  let size = 0;
  const read = (node: unknown): unknown => {
    const before = size++;
    let value: unknown = null;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (!target) throw new Error(`nothing has the anchor ${node.source}`);
      size += target.size;
      value = target.value;
    } else if (isMap(node))
      value = Object.fromEntries(node.items.map((pair) => [String(read(pair.key)), read(pair.value)]));
    else if (isSeq(node)) value = node.items.map(read);
    else if (isScalar(node)) value = node.value;
    if (size > mostValues) throw new Error('the document means too much');
    if (!isAlias(node) && (node as Node | null)?.anchor !== undefined)
      anchors.set((node as { anchor: string }).anchor, { value, size: size - before });
    return value;
  };
  return read(document.contents);
}

/**
 * The content with the change made in it.
 * @throws TypeError where the path leads through a single value, or to nothing that could be removed
 */
function changed(content: unknown, edit: DeploymentEdit): unknown {
  const whole = { content } as Holder;
  const path = ['content', ...edit.path];
  const last = path.pop()!;
  let holder = whole;
  for (const [i, step] of path.entries()) {
    const isList = typeof (path[i + 1] ?? last) === 'number';
    if ('to' in edit) holder[step] ??= isList ? [] : {};
    if (typeof holder[step] !== 'object') throw new TypeError(`nothing can be put behind ${step}`);
    holder = holder[step] as Holder;
  }
  if ('to' in edit) holder[last] = edit.to;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return whole['content'];
}

/** A map or a list. */
type Holder = Record<string | number, unknown>;

/** The whole file written anew: comments are kept, but not the blanks before them. */
function rewritten(text: string, document: Document.Parsed, edit: DeploymentEdit): string {
  try {
    const copy = document.clone() as Document;
    if ('to' in edit) copy.setIn(edit.path, copy.createNode(edit.to));
    else copy.deleteIn(edit.path);
    return copy.toString({ lineWidth: 0 });
  } catch {
    // The path leads through a single value: nothing can be put there.
    return text;
  }
}

function isJson(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON has no comments to lose; its indentation is kept. */
function rewrittenJson(text: string, edit: DeploymentEdit): string {
  const [, indent = ''] = /\n([ \t]+)"/.exec(text) ?? [];
  try {
    return JSON.stringify(changed(JSON.parse(text), edit), null, indent) + (text.endsWith('\n') ? '\n' : '');
  } catch {
    return text;
  }
}
