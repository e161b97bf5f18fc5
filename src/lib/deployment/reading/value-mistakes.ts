import { correctionOfType, correctionOfValue, valueText } from './correction.ts';
import { parseDnsName, type DnsNameFault } from '../../names/dns-name.ts';
import type { MistakeFacts, ValueProblem } from './mistakes.ts';
import { nearestWord } from '../nearest-word.ts';
import {
  boundsOf,
  expectationOf,
  hintsOf,
  ownerSchema,
  pathText,
  schemaAt,
  titleOf,
  wordsOf,
  wordsUnder,
  type AnySchema,
  type Issue,
  type Step,
} from './schema-lookup.ts';
import type { FoundMistake, SourceNode } from './source-node.ts';
import { listed } from '../wording.ts';

/** A value that the schema does not take. */
export function wrongValue(schema: AnySchema, issue: Issue, node: SourceNode): FoundMistake {
  const facts = issue.kind === 'schema' ? wrongType(schema, issue, node) : wrongContent(schema, issue, node);
  return { ...facts, extent: node.extent };
}

function wrongContent(schema: AnySchema, { message, path }: Issue, node: SourceNode): MistakeFacts {
  const written = node.kind === 'scalar' ? node.source : '';
  const part = schemaAt(schema, path, written);
  switch (message) {
    case 'host-name':
    case 'dns-name': {
      const { names = '', ...rules } = part ? hintsOf(part) : {};
      return { kind: 'name', names, written, fault: parseDnsName(written, rules) as DnsNameFault };
    }
    case 'no-peers':
    case 'no-clusters':
      return { kind: 'nothing-listed', path: pathText(path) };
    case 'no-service':
      return { kind: 'no-service' };
    default:
      return valueProblem(message as ValueProblem, path, written, part);
  }
}

function valueProblem(
  problem: ValueProblem,
  path: readonly Step[],
  written: string,
  part: AnySchema | undefined,
): MistakeFacts {
  const correction = correctionOfValue(problem, written);
  return {
    kind: 'value',
    path: pathText(path),
    problem,
    // A text that is no name of a variable may be the secret itself.
    value: problem === 'environment-variable' ? '' : written,
    ...boundsOf(part),
    ...(correction !== undefined && { suggestion: correction }),
  };
}

function wrongType(schema: AnySchema, { type, path }: Issue, node: SourceNode): MistakeFacts {
  const key = path.at(-1)?.key ?? '';
  const part = schemaAt(schema, path, undefined);
  const variant = type === 'variant' ? ownerSchema(schema, path) : undefined;
  const words = variant ? wordsUnder(variant, key) : part ? wordsOf(part) : [];
  if (node.kind === 'scalar' && typeof node.value === 'string' && words.length > 0) {
    return unknownWord(schema, path, node.value, words);
  }
  if (type === 'literal' && node.kind === 'scalar' && typeof node.value === 'number') {
    return { kind: 'value', path: pathText(path), problem: 'version', value: node.source };
  }
  const correction = correctionOfType(node, part);
  return {
    kind: 'wrong-type',
    path: pathText(path),
    expected: variant && words.length > 0 ? listed(words) : part ? expectationOf(part) : '',
    found: valueText(node),
    ...(correction !== undefined && { suggestion: correction }),
  };
}

function unknownWord(
  schema: AnySchema,
  path: readonly Step[],
  word: string,
  words: readonly string[],
): MistakeFacts {
  const lastKey = path.map(({ key }) => typeof key).lastIndexOf('string');
  const part = schemaAt(schema, path, word);
  const { offered = words, note } = part ? hintsOf(part) : {};
  const suggestion = nearestWord(word, words);
  return {
    kind: 'unknown-word',
    word,
    key: String(path[lastKey]?.key ?? ''),
    owner: lastKey > 0 ? titleOf(ownerSchema(schema, path.slice(0, lastKey + 1))) : '',
    offered,
    ...(suggestion !== undefined && { suggestion }),
    ...(note !== undefined && { note }),
  };
}
