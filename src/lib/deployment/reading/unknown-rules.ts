import { nearestWord } from '../nearest-word.ts';
import { isCode } from '../schema.ts';
import { childNode, type FoundMistake, type SourceNode } from './source-node.ts';

/** Waivers for codes that there are not: they would waive nothing. What is no code at all the schema has told. */
export function findUnknownRules(root: SourceNode, codes: readonly string[]): FoundMistake[] {
  const waivers = childNode(root, 'waivers');
  if (waivers?.kind !== 'list') return [];
  const known = new Set(codes);
  return waivers.items.flatMap((waiver): FoundMistake[] => {
    const node = childNode(waiver, 'rule');
    if (node?.kind !== 'scalar' || typeof node.value !== 'string') return [];
    const { value, extent } = node;
    if (known.has(value) || !isCode(value)) return [];
    const suggestion = nearestWord(value, codes);
    return [
      {
        kind: 'value',
        path: 'waivers.rule',
        problem: 'unknown-rule',
        value,
        ...(suggestion !== undefined && { suggestion }),
        extent,
      },
    ];
  });
}
