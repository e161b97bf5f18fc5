import { parseAst, type Plugin } from 'vite';

/**
 * Parts of the YAML library that the page has no use for: what writes YAML, since the page changes the text itself, so that
 * all else stays as it was; the types of YAML 1.1, whose files are refused by their first line, and those that JSON alone
 * would have; what makes plain values of nodes and nodes of plain values; and what takes functions of the caller to syntax
 * or values.
 */
const spare =
  /\/node_modules\/yaml\/browser\/dist\/(?:stringify\/(?:foldFlowLines|stringify(?:Collection|Document|Number|Pair|String)?)|schema\/(?:json\/schema|yaml-1\.1\/(?:binary|merge|omap|pairs|schema|set|timestamp))|parse\/cst-visit|nodes\/(?:addPairToJSMap|toJS)|doc\/(?:anchors|applyReviver|createNode))\.js$/;

/**
 * Classes of what the library makes of a text, each with all that is called of it while the text is read, and to find
 * what an alias stands for: the page neither changes nor writes it.
 */
const model: Readonly<Record<string, readonly string[]>> = {
  'doc/Document': ['setSchema'],
  'doc/directives': ['add', 'atDocument', 'tagName'],
  'nodes/Alias': ['resolve'],
  'nodes/Collection': [],
  'nodes/Node': [],
  'nodes/Pair': [],
  'nodes/Scalar': [],
  'nodes/YAMLMap': ['tagName'],
  'nodes/YAMLSeq': ['tagName'],
};
const ofModel = /\/node_modules\/yaml\/browser\/dist\/((?:nodes|doc)\/[A-Za-z]+)\.js$/;

const calledOf = (id: string): readonly string[] | undefined => model[ofModel.exec(id)?.[1] ?? ''];

/** Leaves them out of the page. */
export function withoutSpareYaml(): Plugin {
  return {
    name: 'without-spare-yaml',
    apply: 'build',
    transform: {
      filter: { id: [spare, ofModel] },
      handler(code, id) {
        if (spare.test(id)) return { code: emptied(code), map: null };
        const called = calledOf(id);
        return called && { code: readOnly(code, called), map: null };
      },
    },
  };
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

/** The same module, whose classes have only the methods that are called. */
export function readOnly(code: string, called: readonly string[]): string {
  const program = parseAst(code) as unknown as { readonly body: readonly Node[] };
  const cuts = program.body
    .filter(({ type }) => type === 'ClassDeclaration')
    .flatMap(({ body }) => (body as { readonly body: readonly Node[] }).body)
    .filter(({ type }) => type === 'MethodDefinition')
    .filter(({ key }) => !['constructor', ...called].includes(String((key as Node)['name'])));
  if (cuts.length === 0)
    throw new Error('the YAML library has another form: look at what can be left out of the page');
  return cuts.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), code);
}

/** A module with the same names, whose functions only say that they are not there; its list of types is empty. */
export function emptied(code: string): string {
  const [, list = ''] = /^export \{ (.*) \};$/m.exec(code) ?? [];
  if (list === '')
    throw new Error('the YAML library has another form: look at what can be left out of the page');
  const names = list.split(', ');
  const definitions = names.map((name) =>
    name === 'schema'
      ? 'const schema = [];'
      : `const ${name} = () => { throw new Error('no ${name} in the page'); };`,
  );
  return [...definitions, `export { ${names.join(', ')} };`, ''].join('\n');
}

/** Of a message of the library no more is read than which of these words it has: the page says it in words of its own. */
const read = /end with a|closing .quote|followed by map values/;

/** Leaves what the library says of mistakes out of the page. */
export function withoutYamlMessages(): Plugin {
  return {
    name: 'without-yaml-messages',
    apply: 'build',
    transform: {
      filter: { id: /\/node_modules\/yaml\/browser\/dist\/compose\/[a-z-]+\.js$/ },
      handler: (code) => ({ code: cutMessages(code), map: null }),
    },
  };
}

/** The same module, whose calls of `onError` have no words for what nobody reads. */
export function cutMessages(code: string): string {
  return messagesIn(parseAst(code) as unknown as Node)
    .filter(({ start, end }) => !read.test(code.slice(start, end)))
    .sort((a, b) => a.start - b.start)
    .reduceRight((text, { start, end }) => `${text.slice(0, start)}''${text.slice(end)}`, code);
}

function messagesIn(node: Node): Node[] {
  const callee = node['callee'] as Node | undefined;
  const name = callee?.['name'] ?? (callee?.['property'] as Node | undefined)?.['name'];
  const [, , message] = (node['arguments'] as Node[] | undefined) ?? [];
  const isWords = message?.type === 'TemplateLiteral' || message?.type === 'Literal';
  if (node.type === 'CallExpression' && name === 'onError' && isWords) return [message];
  return Object.values(node).flatMap((part) =>
    (Array.isArray(part) ? (part as unknown[]) : [part]).filter(isNode).flatMap(messagesIn),
  );
}

const isNode = (part: unknown): part is Node =>
  typeof part === 'object' && part !== null && typeof (part as Node).type === 'string';
