import { parseAst } from 'vite';

/** A node of the syntax tree (ESTree), as far as it is looked at. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly [part: string]: unknown;
}

/** Means of reaching a network, or of running text as code. */
const refusedNames: readonly string[] = [
  ...['XMLHttpRequest', 'WebSocket', 'WebTransport', 'EventSource', 'RTCPeerConnection', 'sendBeacon'],
  ...['importScripts', 'Worker', 'SharedWorker', 'serviceWorker', 'eval', 'localStorage', 'sessionStorage'],
  ...['indexedDB', 'cookie'],
];
const globalObjects: readonly string[] = ['window', 'self', 'globalThis', 'top', 'parent'];

/**
 * What in a script could talk to a network, lead away from the page, store anything, or run text as code. It looks at
 * the syntax tree: words in texts, and methods of the page's own that are called alike, mean nothing.
 *
 * @returns each with its place: `fetch() at 1234`
 */
export function scan(script: string): string[] {
  const found: string[] = [];
  const program = parseAst(script) as unknown as Node;
  const own = new Set<string>();
  walk(program, (node) => {
    if (node.type === 'FunctionDeclaration') own.add(nameOf(node['id'] as Node));
  });
  walk(program, (node) => {
    const what = refusal(node, own);
    if (what !== undefined) found.push(`${what} at ${node.start}`);
  });
  return found;
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const part of Object.values(node)) {
    for (const child of Array.isArray(part) ? (part as unknown[]) : [part])
      if (isNode(child)) walk(child, visit);
  }
}

const isNode = (part: unknown): part is Node =>
  typeof part === 'object' && part !== null && typeof (part as Node).type === 'string';

function refusal(node: Node, own: ReadonlySet<string>): string | undefined {
  switch (node.type) {
    case 'ImportExpression':
      return 'import()';
    case 'Identifier':
      return refusedNames.find((name) => name === node['name']);
    case 'CallExpression':
    case 'NewExpression':
      return refusedCall(node['callee'] as Node, own);
    case 'AssignmentExpression':
      return isLocation(node['left'] as Node) ? 'location =' : undefined;
    default:
      return undefined;
  }
}

function refusedCall(callee: Node, own: ReadonlySet<string>): string | undefined {
  if (callee.type === 'Identifier') {
    const called = String(callee['name']);
    return ['fetch', 'open', 'Function'].includes(called) && !own.has(called) ? `${called}()` : undefined;
  }
  if (callee.type !== 'MemberExpression') return undefined;
  const object = callee['object'] as Node;
  const method = nameOf(callee['property'] as Node);
  if (isGlobal(object) && ['fetch', 'open'].includes(method)) return `${method}()`;
  return nameOf(object) === 'location' && ['assign', 'replace'].includes(method)
    ? `location.${method}()`
    : undefined;
}

/** `location`, `location.href` and the like; the part behind the number sign leads nowhere. */
function isLocation(target: Node): boolean {
  if (target.type === 'Identifier') return target['name'] === 'location';
  if (target.type !== 'MemberExpression') return false;
  const object = target['object'] as Node;
  const property = nameOf(target['property'] as Node);
  if (property === 'location') return isGlobal(object) || nameOf(object) === 'document';
  return nameOf(object) === 'location' && property !== 'hash';
}

const isGlobal = (node: Node): boolean =>
  node.type === 'Identifier' && globalObjects.includes(String(node['name']));

/** Of an identifier, of `a.b` the `b`, of `a['b']` the `b`. */
function nameOf(node: Node): string {
  if (node.type === 'MemberExpression') return nameOf(node['property'] as Node);
  return String(node['name'] ?? node['value'] ?? '');
}
