import { parseAst, type Plugin } from 'vite';

/** What a rule says for `expcert explain` and the documents alone: no finding has it, and the page shows findings. */
const explanations: readonly string[] = ['what', 'typical', 'notHitBy', 'saysTheProduct'];
/** Of what is wrong with a path the page shows the message alone, within a finding about the chain. */
const ofPaths: readonly string[] = [...explanations, 'why', 'fix', 'citations'];

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

/** The same module, with these keys gone from the object that `rule()` is given. */
export function cutExplanations(code: string, keys: readonly string[] = explanations): string {
  const cuts = definitionsIn(parseAst(code) as unknown as Node).flatMap((properties) =>
    properties.flatMap((property, at) => {
      if (!keys.includes(keyOf(property)) && !isReason(property)) return [];
      return [{ start: property.start, end: properties[at + 1]?.start ?? property.end }];
    }),
  );
  return cuts.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), code);
}

const keyOf = ({ key }: Node): string => String((key as Node | undefined)?.['name']);

/** Why a rule bears on no requirement. */
function isReason(property: Node): boolean {
  const value = property['value'] as Node | undefined;
  const [first] = value?.type === 'ObjectExpression' ? (value['properties'] as Node[]) : [];
  return keyOf(property) === 'bears' && first !== undefined && keyOf(first) === 'nothing';
}

/** Properties of each object literal in which `rule()` or `profileRule()` is given texts. */
function definitionsIn(node: Node): Node[][] {
  const children = Object.values(node).flatMap((part): Node[] =>
    (Array.isArray(part) ? (part as unknown[]) : [part]).filter(isNode),
  );
  const below = children.flatMap(definitionsIn);
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

const isNode = (part: unknown): part is Node =>
  typeof part === 'object' && part !== null && typeof (part as Node).type === 'string';
