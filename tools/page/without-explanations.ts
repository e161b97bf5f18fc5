import { parseAst, type Plugin } from 'vite';

/** What a rule says for `expcert explain` and the documents alone: no finding has it, and the page shows findings. */
const explanations: readonly string[] = ['what', 'typical', 'notHitBy', 'saysTheProduct'];

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
      handler: (code) => ({ code: cutExplanations(code), map: null }),
    },
  };
}

/** The same module, with these keys gone from the object that `rule()` is given. */
export function cutExplanations(code: string): string {
  const cuts = definitionsIn(parseAst(code) as unknown as Node).flatMap((properties) =>
    properties.flatMap((property, at) => {
      const name = (property['key'] as Node | undefined)?.['name'];
      if (!explanations.includes(String(name))) return [];
      return [{ start: property.start, end: properties[at + 1]?.start ?? property.end }];
    }),
  );
  return cuts.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), code);
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
    .filter(({ key }) => ['both', 'csr', 'cert'].includes(String((key as Node | undefined)?.['name'])))
    .map(({ value }) => value as Node)
    .filter(({ type }) => type === 'ObjectExpression')
    .map(({ properties: texts }) => texts as Node[]);

const isNode = (part: unknown): part is Node =>
  typeof part === 'object' && part !== null && typeof (part as Node).type === 'string';
