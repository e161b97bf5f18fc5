import type { ValueProblem } from './mistakes.ts';
import { wholeRelease } from '../../product/release.ts';
import { hintsOf, unwrapped, type AnySchema } from './schema-lookup.ts';
import type { SourceNode } from './source-node.ts';
import { quoted } from '../wording.ts';

/** What stands in the file, in words: `the text "yes"`, `a list`, `nothing`. */
export function valueText(node: SourceNode): string {
  if (node.kind === 'map') return 'keys with values';
  if (node.kind !== 'scalar') return 'a list';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'string') return `the text ${quoted(node.value)}`;
  return typeof node.value === 'number' ? `the number ${node.source}` : node.source;
}

/** What to write instead, where a value has another type than is needed and one can tell what was meant. */
export function correctionOfType(node: SourceNode, schema: AnySchema | undefined): string | undefined {
  if (node.kind !== 'scalar' || node.value === null || !schema) return undefined;
  const inner = unwrapped(schema);
  const { source } = node;
  if (inner.type === 'string') return inTextType(source, inner);
  if (inner.type === 'boolean') return inBooleanType(source);
  if (inner.type === 'array') return /^[\w.*-]{1,80}$/.test(source) ? `write [${source}]` : undefined;
  const isNumber = inner.type === 'number' || typeof inner.literal === 'number';
  return isNumber && /^\d{1,9}$/.test(source) ? `write ${Number(source)} without quotes` : undefined;
}

function inTextType(source: string, schema: AnySchema): string {
  const release = hintsOf(schema).isRelease ? corrections.release?.(source) : undefined;
  return `write ${release ?? quoted(source)}`;
}

/** YAML 1.2 reads only true and false; the Expressway page says On and Off. */
function inBooleanType(source: string): string | undefined {
  if (/^(?:y|yes|on|true|enabled)$/i.test(source)) return 'write true';
  return /^(?:n|no|off|false|disabled)$/i.test(source) ? 'write false' : undefined;
}

/** Values that were probably meant, by problem. */
const corrections: Partial<Record<ValueProblem, (written: string) => string | undefined>> = {
  release: wholeRelease,
  curve: (written) => {
    const bits = /(?:^|\D)(256|384|521)(?:\D|$)/.exec(written);
    return bits ? `p${bits[1]}` : undefined;
  },
  suffix: (written) => (/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(written) ? `.${written}` : undefined),
};

export const correctionOfValue = (problem: ValueProblem, written: string): string | undefined =>
  corrections[problem]?.(written);
