import { parseAst, type Plugin } from 'vite';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

/** What a part of the schema says for editors alone: it is in the JSON Schema, and in no message. */
const forEditors: readonly string[] = ['description', 'examples'];

/** Leaves descriptions and examples out of the schema of the deployment file: the page hands out no JSON Schema. */
export function withoutDescriptions(): Plugin {
  return {
    name: 'without-descriptions',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /\/src\/lib\/deployment\/(?:[a-z]+-)*schema(?:-parts)?\.ts$/ },
      handler: (code) => ({ code: cutDescriptions(code), map: null }),
    },
  };
}

/** The same module, with `v.description()` and `v.examples()` gone from what `v.pipe()` is given. */
export function cutDescriptions(code: string): string {
  return cutsIn(parseAst(code) as unknown as Node)
    .sort((a, b) => b.start - a.start)
    .reduce((whole, { start, end }) => whole.slice(0, start) + whole.slice(end), code);
}

/** From behind the argument before each of them to its end. */
function cutsIn(node: Node): { start: number; end: number }[] {
  const below = Object.values(node)
    .flatMap((part) => (Array.isArray(part) ? (part as unknown[]) : [part]))
    .filter(isNode)
    .flatMap(cutsIn);
  if (calledOn(node) !== 'pipe') return below;
  const given = node['arguments'] as Node[];
  const own = given.flatMap((argument, at) =>
    forEditors.includes(calledOn(argument)) ? [{ start: given[at - 1]!.end, end: argument.end }] : [],
  );
  return [...below, ...own];
}

/** Of `v.pipe()` the `pipe`; nothing of any other expression. */
function calledOn({ type, callee }: Node): string {
  const { object, property } = type === 'CallExpression' ? (callee as Record<string, Node | undefined>) : {};
  return object?.['name'] === 'v' ? String(property?.['name']) : '';
}

const isNode = (part: unknown): part is Node =>
  typeof part === 'object' && part !== null && typeof (part as Node).type === 'string';
