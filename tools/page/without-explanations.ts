import { parseAst, type Plugin } from 'vite';

/**
 * What a rule says for the command line and the documents alone: no finding has it, and the page shows findings. Nor has
 * any finding the `why` of a rule that says it of the case in hand.
 */
const explanations: readonly string[] = [
  ...['what', 'typical', 'notHitBy', 'saysTheProduct'],
  ...['kinds', 'ownStep', 'comparesWithRequest'],
];
/** Of what is wrong with a path the page shows the message alone, within a finding about the chain. */
const ofPaths: readonly string[] = [...explanations, 'why', 'fix', 'citations'];

/** Of tables, what the command line and the documents tell, and no rule. */
const ofTables: readonly (readonly [path: string, keys: readonly string[]])[] = [
  ['/findings/sources.ts', ['publisher', 'url']],
  ['/product/facts/dated-facts.ts', ['mark', 'asOf']],
  ['/x509/fault-kinds.ts', ['what']],
];

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

/** Leaves the explanations out of the rules: a tenth of the page that nobody would see. */
export function withoutExplanations(): Plugin {
  return {
    name: 'without-explanations',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /\/src\/lib\/rules\/.*\.ts$/ },
      handler: (code, id) => ({
        code: cutExplanations(code, id.includes('/rules/path/') ? ofPaths : explanations),
        map: null,
      }),
    },
  };
}

/** Leaves out of tables what the page shows of none of their rows. */
export function withoutUnreadFields(): Plugin {
  return {
    name: 'without-unread-fields',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /\/(?:findings\/sources|product\/facts\/dated-facts|x509\/fault-kinds)\.ts$/ },
      handler: (code, id) => ({
        code: cutFields(code, ofTables.find(([path]) => id.endsWith(path))?.[1] ?? []),
        map: null,
      }),
    },
  };
}

/** The same module, with these keys gone from every object in it that is a constant. */
export function cutFields(code: string, keys: readonly string[]): string {
  const tables = objectsIn(parseAst(code) as unknown as Node);
  for (const key of keys) {
    if (!tables.some((properties) => properties.some((property) => keyOf(property) === key)))
      throw new Error(`no row of the table has ${key}: look at what can be left out of the page`);
  }
  return withoutProperties(code, tables, (property) => keys.includes(keyOf(property)));
}

/** The same module, with these keys gone from the object that `rule()` is given. */
export function cutExplanations(code: string, keys: readonly string[] = explanations): string {
  return withoutProperties(
    code,
    definitionsIn(parseAst(code) as unknown as Node),
    (property, others) =>
      keys.includes(keyOf(property)) || isReason(property) || isAlwaysSaid(property, others),
  );
}

function withoutProperties(
  code: string,
  objects: readonly (readonly Node[])[],
  isSpare: (property: Node, others: readonly Node[]) => boolean,
): string {
  return objects
    .flatMap((properties) =>
      properties.flatMap((property, at) =>
        isSpare(property, properties)
          ? [{ start: property.start, end: properties[at + 1]?.start ?? property.end }]
          : [],
      ),
    )
    .sort((a, b) => a.start - b.start)
    .reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), code);
}

const keyOf = ({ key }: Node): string => String((key as Node | undefined)?.['name']);

/** Why something matters, where the rule says that of the case in hand. */
const isAlwaysSaid = (property: Node, others: readonly Node[]): boolean =>
  keyOf(property) === 'why' && others.some((other) => keyOf(other) === 'consequence');

/** Why a rule bears on no requirement. */
function isReason(property: Node): boolean {
  const value = property['value'] as Node | undefined;
  const [first] = value?.type === 'ObjectExpression' ? (value['properties'] as Node[]) : [];
  return keyOf(property) === 'bears' && first !== undefined && keyOf(first) === 'nothing';
}

/** Properties of each object literal that holds nothing but constants and functions. */
function objectsIn(node: Node): Node[][] {
  const below = childrenOf(node).flatMap(objectsIn);
  const own = (node['properties'] as Node[] | undefined) ?? [];
  return node.type === 'ObjectExpression' && own.every(isConstant) ? [own, ...below] : below;
}

const isConstant = ({ value, shorthand }: Node): boolean =>
  isNode(value) &&
  shorthand !== true &&
  ['Literal', 'ArrayExpression', 'ObjectExpression', 'ArrowFunctionExpression'].includes(value.type);

/** Properties of each object literal in which `rule()` or `profileRule()` is given texts. */
function definitionsIn(node: Node): Node[][] {
  const below = childrenOf(node).flatMap(definitionsIn);
  const callee = node['callee'] as Node | undefined;
  const [argument] = (node['arguments'] as Node[] | undefined) ?? [];
  const isCall = node.type === 'CallExpression' && argument?.type === 'ObjectExpression';
  if (!isCall) return below;
  const own = argument['properties'] as Node[];
  if (callee?.['name'] === 'rule') return [own, ...below];
  return callee?.['name'] === 'profileRule' ? [...sides(own), ...below] : below;
}

/** The texts of a rule that stands in two areas. */
const sides = (properties: readonly Node[]): Node[][] =>
  properties
    .filter((property) => ['both', 'csr', 'cert'].includes(keyOf(property)))
    .map(({ value }) => value as Node)
    .filter(({ type }) => type === 'ObjectExpression')
    .map(({ properties: texts }) => texts as Node[]);

const childrenOf = (node: Node): Node[] =>
  Object.values(node).flatMap((part) => (Array.isArray(part) ? (part as unknown[]) : [part]).filter(isNode));

const isNode = (part: unknown): part is Node =>
  typeof part === 'object' && part !== null && typeof (part as Node).type === 'string';
