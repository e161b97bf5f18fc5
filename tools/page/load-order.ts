import { parseAst } from 'vite';

interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

/** Names that functions around a place declare, which hide those of modules. */
type Hidden = readonly ReadonlySet<string>[];

/**
 * For each module of a program, in the order in which they run, the places of those that must run before it: those whose
 * values it uses when it is run, and all that is needed by functions that are called then. A function in a property of
 * an argument, as those of a rule, is taken to be called later. Modules that do something keep their order.
 */
export function modulesBefore(codes: readonly string[]): Set<number>[] {
  const bodies = codes.map((code) => (parseAst(code) as unknown as { readonly body: readonly Node[] }).body);
  /** Of each name, its module and what its value or function refers to. */
  const owners = new Map<string, number>();
  const references = new Map<string, ReadonlySet<string>>();
  bodies.forEach((body, at) =>
    body.flatMap(declarationsIn).forEach(({ names, value }) => {
      const read = value ? namesRead(value) : new Set<string>();
      for (const name of names) {
        owners.set(name, at);
        references.set(name, read);
      }
    }),
  );
  const needed = new Map<string, ReadonlySet<number>>();
  const neededBy = (name: string): ReadonlySet<number> => {
    const found = needed.get(name);
    if (found) return found;
    const reached = new Set([name]);
    for (const each of reached)
      references.get(each)?.forEach((other) => owners.has(other) && reached.add(other));
    const places = new Set([...reached].map((each) => owners.get(each)!));
    needed.set(name, places);
    return places;
  };
  let lastActing: number | undefined;
  return bodies.map((body, at) => {
    const before = new Set<number>();
    const use = (name: string, isCalled: boolean): void => {
      const owner = owners.get(name);
      if (owner === undefined) return;
      before.add(owner);
      if (isCalled) neededBy(name).forEach((each) => before.add(each));
    };
    body.forEach((statement) => usedAtOnce(statement, false, [], use));
    if (body.some((statement) => declarationsIn(statement).length === 0)) {
      if (lastActing !== undefined) before.add(lastActing);
      lastActing = at;
    }
    before.delete(at);
    return before;
  });
}

function declarationsIn(
  statement: Node,
): { readonly names: ReadonlySet<string>; readonly value: Node | null }[] {
  if (statement.type === 'VariableDeclaration')
    return (statement['declarations'] as Node[]).map((each) => ({
      names: bound(each['id'] as Node),
      value: each['init'] as Node | null,
    }));
  const id = statement['id'] as Node | undefined;
  return id ? [{ names: bound(id), value: statement }] : [];
}

/** Names that a pattern binds. */
function bound(pattern: Node | null): Set<string> {
  switch (pattern?.type) {
    case 'Identifier':
      return new Set([String(pattern['name'])]);
    case 'ObjectPattern':
      return union(
        (pattern['properties'] as Node[]).map((each) => bound((each['value'] ?? each['argument']) as Node)),
      );
    case 'ArrayPattern':
      return union((pattern['elements'] as (Node | null)[]).map(bound));
    case 'AssignmentPattern':
      return bound(pattern['left'] as Node);
    case 'RestElement':
      return bound(pattern['argument'] as Node);
    default:
      return new Set();
  }
}

const union = (sets: readonly ReadonlySet<string>[]): Set<string> =>
  new Set(sets.flatMap((each) => [...each]));

const isFunction = ({ type }: Node): boolean => type.includes('Function');

/** What a function declares for all that is in it. */
function ownNames(node: Node): Set<string> {
  const below = (inner: Node): ReadonlySet<string>[] => [
    ...(inner.type === 'VariableDeclarator' ? [bound(inner['id'] as Node)] : []),
    ...(inner.type === 'CatchClause' ? [bound(inner['param'] as Node | null)] : []),
    ...(/^(?:Function|Class)Declaration$/.test(inner.type) ? [bound(inner['id'] as Node)] : []),
    ...(isFunction(inner) ? [] : childrenOf(inner).flatMap(([, child]) => below(child))),
  ];
  return union([...(node['params'] as Node[]).map(bound), ...below(node['body'] as Node)]);
}

const within = (node: Node, hidden: Hidden): Hidden =>
  isFunction(node) ? [...hidden, ownNames(node)] : hidden;

/** Names that are read anywhere in a node, at once or later. */
function namesRead(node: Node, hidden: Hidden = [], names = new Set<string>()): Set<string> {
  if (node.type === 'Identifier' && !isHidden(node, hidden)) names.add(String(node['name']));
  const inner = within(node, hidden);
  childrenOf(node).forEach(([, child]) => namesRead(child, inner, names));
  return names;
}

/**
 * Tells the names that are used when a statement is run, and which of them may be called then.
 *
 * @param mayRun the node is called, or given to what is
 */
function usedAtOnce(
  node: Node,
  mayRun: boolean,
  hidden: Hidden,
  use: (name: string, isCalled: boolean) => void,
): void {
  if (node.type === 'Identifier' && !isHidden(node, hidden)) use(String(node['name']), mayRun);
  if (isFunction(node) && !mayRun) return;
  if (/^(?:MethodDefinition|PropertyDefinition)$/.test(node.type) && node['static'] !== true) return;
  const inner = within(node, hidden);
  for (const [part, child] of childrenOf(node)) usedAtOnce(child, runs(node, part, mayRun), inner, use);
}

/** Whether a part of a node may be called when the node is run. */
function runs({ type }: Node, part: string, mayRun: boolean): boolean {
  if (type === 'CallExpression' || type === 'NewExpression') return true;
  if (type === 'TaggedTemplateExpression') return part === 'tag';
  if (type === 'MemberExpression') return mayRun && part === 'object';
  return mayRun && /^(?:Spread|Parenthesized|Conditional|Logical|Chain)/.test(type);
}

const isHidden = (node: Node, hidden: Hidden): boolean =>
  hidden.some((names) => names.has(String(node['name'])));

/** Nodes in a node but for names of properties, which refer to nothing. */
function childrenOf(node: Node): [part: string, child: Node][] {
  const isName = (part: string): boolean =>
    node['computed'] !== true &&
    (part === 'key' || (part === 'property' && node.type === 'MemberExpression'));
  return Object.entries(node).flatMap(([part, value]) =>
    (Array.isArray(value) ? (value as unknown[]) : [value])
      .filter((child): child is Node => isNode(child) && !isName(part))
      .map((child): [string, Node] => [part, child]),
  );
}

const isNode = (part: unknown): part is Node =>
  typeof part === 'object' && part !== null && typeof (part as Node).type === 'string';
