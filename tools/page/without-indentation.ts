import { parseAst, type Plugin } from 'vite';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

/** Takes the indentation out of the page's templates: a browser shows a line break and blanks as it shows the break. */
export function withoutIndentation(): Plugin {
  return {
    name: 'without-indentation',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /\/src\/web\/.*\.ts$/ },
      handler: (code) => ({ code: cutIndentation(code), map: null }),
    },
  };
}

/** The same module, with line breaks alone where lines of its `html` and `svg` templates were indented. */
export function cutIndentation(code: string): string {
  return textsIn(parseAst(code) as unknown as Node)
    .sort((a, b) => b.start - a.start)
    .reduce(
      (whole, { start, end }) =>
        whole.slice(0, start) + whole.slice(start, end).replace(/\n\s+/g, '\n') + whole.slice(end),
      code,
    );
}

/** Pieces of text between the values of each template. */
function textsIn(node: Node): Node[] {
  const below = Object.values(node)
    .flatMap((part) => (Array.isArray(part) ? (part as unknown[]) : [part]))
    .filter(isNode)
    .flatMap(textsIn);
  const tag = (node['tag'] as Node | undefined)?.['name'];
  if (node.type !== 'TaggedTemplateExpression' || (tag !== 'html' && tag !== 'svg')) return below;
  return [...((node['quasi'] as Node)['quasis'] as Node[]), ...below];
}

const isNode = (part: unknown): part is Node =>
  typeof part === 'object' && part !== null && typeof (part as Node).type === 'string';
