import { buildDeployment } from './build.ts';
import { SourceLines } from './code-frame.ts';
import { findContradictions } from './contradictions.ts';
import { decodeText } from './decode-text.ts';
import type { Mistake } from './mistakes.ts';
import type { Deployment } from '../model.ts';
import { readBySchema } from './schema-issues.ts';
import { findStarterMarks } from './starter-marks.ts';
import { findPrivateKey, findSecretLine } from '../secret-keys.ts';
import type { FoundMistake, SourceNode } from './source-node.ts';
import { SourceTreeReader } from './source-tree.ts';
import { findUnknownRules } from './unknown-rules.ts';
import { parseYaml } from './yaml-syntax.ts';

/** Largest file that is read, in bytes: some ten thousand peers. */
const largest = 1024 * 1024;

export interface Reading {
  /** Absent where there is any mistake. */
  readonly deployment?: Deployment;
  /** In the order of the file. */
  readonly mistakes: readonly Mistake[];
}

/** Reads the bytes of a deployment file: UTF-8, or UTF-16 with a byte order mark. */
export function readDeploymentBytes(bytes: Uint8Array, file: string, codes?: readonly string[]): Reading {
  if (bytes.byteLength > largest) return tooLarge;
  const decoded = decodeText(bytes);
  return 'text' in decoded ? readDeploymentText(decoded.text, file, codes) : { mistakes: [decoded.mistake] };
}

/**
 * Reads a deployment from YAML or JSON text.
 *
 * @param file name for messages; it is not opened.
 * @param codes of all findings there are, for waivers; undefined: what they waive is not looked at.
 * @returns the deployment, or every mistake in the text.
 */
export function readDeploymentText(text: string, file: string, codes?: readonly string[]): Reading {
  // A byte order mark would shift the columns of the first line.
  const content = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (content.length > largest) return tooLarge;
  const lines = new SourceLines(content);
  const key = findPrivateKey(content);
  if (key !== -1) {
    // Nothing is shown of the file, and nothing else is said before the key is out of it.
    lines.concealFrom(0);
    return {
      mistakes: placed([{ kind: 'secret', secret: 'private key', extent: { start: key, end: key } }], lines),
    };
  }
  return readContent(content, file, lines, codes);
}

const tooLarge: Reading = { mistakes: [{ kind: 'too-large', unit: 'bytes', limit: largest }] };

function readContent(
  text: string,
  file: string,
  lines: SourceLines,
  codes: readonly string[] | undefined,
): Reading {
  const parsed = parseYaml(text, lines);
  if (!('document' in parsed)) {
    const secret = findSecretLine(text);
    if (secret !== -1) lines.concealFrom(secret);
    return { mistakes: placed(parsed, lines) };
  }
  const reader = new SourceTreeReader(lines);
  const root = reader.readRoot(parsed.document.contents);
  for (const secret of reader.secrets) lines.conceal(secret);
  if (!root) return { mistakes: placed(reader.mistakes, lines) };
  const reading = readTree(root, reader.mistakes, file, lines, codes);
  const starterMarks = findStarterMarks(text, lines);
  if (!reading.deployment || starterMarks.length === 0) return reading;
  return { ...reading, deployment: { ...reading.deployment, starterMarks } };
}

function readTree(
  root: SourceNode,
  before: readonly FoundMistake[],
  file: string,
  lines: SourceLines,
  codes: readonly string[] | undefined,
): Reading {
  if (root.kind === 'scalar' && root.value === null) {
    return { mistakes: [{ kind: 'nothing-listed', path: '' }] };
  }
  const { content, mistakes } = readBySchema(root);
  const rules = codes ? findUnknownRules(root, codes) : [];
  const all = [...before, ...mistakes, ...rules, ...findContradictions(root, lines)];
  if (content === undefined || all.length > 0) return { mistakes: placed(all, lines) };
  return { deployment: buildDeployment(content, root, file, lines), mistakes: [] };
}

/** In the order of the file, each with its line; what an alias repeats is said once. */
function placed(found: readonly FoundMistake[], lines: SourceLines): Mistake[] {
  const once = new Map(found.map((mistake) => [JSON.stringify(mistake), mistake]));
  return [...once.values()]
    .sort((a, b) => a.extent.start - b.extent.start)
    .map(({ extent, isAboutFile, ...facts }) =>
      isAboutFile ? { ...facts, position: lines.positionOf(extent) } : { ...facts, ...lines.place(extent) },
    );
}
