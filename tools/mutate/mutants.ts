import ts from 'typescript';

/** One small change of a source file that a test should notice. */
export interface Mutant {
  /** The same as long as the code is: file, what is done, and to what; a number where that is there several times. */
  readonly id: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly change: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

export const applyMutant = (text: string, { start, end, replacement }: Mutant): string =>
  text.slice(0, start) + replacement + text.slice(end);

/** Properties that hold words for people; what they say is for tables of texts. */
const words: ReadonlySet<string> = new Set([
  ...['what', 'why', 'typical', 'fix', 'notHitBy', 'saysTheProduct', 'citations', 'citation', 'source'],
  ...['message', 'consequence', 'remedy', 'answer', 'say', 'nothing', 'connection'],
]);

const swaps: ReadonlyMap<string, readonly string[]> = new Map([
  ['fails', ['not known', 'remark']],
  ['not known', ['fails']],
  ['remark', ['fails']],
  ['required', ['doubtful']],
  ['doubtful', ['required']],
]);

const operators: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
]);

const quantifiers: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
]);

/** What narrows down on which rows a finding bears, or who asks. */
const narrowing: ReadonlySet<string> = new Set([
  'when',
  'rows',
  'services',
  'store',
  'role',
  'from',
  'before',
  'if',
]);

/** Every mutant of one file, made from its syntax tree, in the order of the text. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Omit<Mutant, 'id'>[] = [];
  const add = (node: ts.Node, change: string, replacement: string, end = node.getEnd()): void => {
    const start = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    found.push({
      file,
      line,
      change: `${change}: ${shortened(node.getText(source))}`,
      start,
      end,
      replacement,
    });
  };
  const visit = (node: ts.Node): void => {
    if (isLeftAlone(node)) return;
    mutate(node, add, source);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return withIds(found);
}

function withIds(found: readonly Omit<Mutant, 'id'>[]): Mutant[] {
  const counts = new Map<string, number>();
  return found.map((each) => {
    const name = `${each.file} ${each.change}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { ...each, id: count === 1 ? name : `${name} #${count}` };
  });
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= 90 ? line : `${line.slice(0, 87)}...`;
};

/** Types, imports and words. */
function isLeftAlone(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  const isMember = ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node);
  return isMember && ts.isIdentifier(node.name) && words.has(node.name.text);
}

type Add = (node: ts.Node, change: string, replacement: string, end?: number) => void;

function mutate(node: ts.Node, add: Add, source: ts.SourceFile): void {
  if (ts.isArrayLiteralExpression(node)) return dropElements(node, add, source);
  if (ts.isPropertyAssignment(node)) return dropProperty(node, add, source);
  if (ts.isStringLiteral(node)) {
    for (const other of swaps.get(node.text) ?? []) add(node, `'${other}' instead of`, `'${other}'`);
    return;
  }
  if (ts.isBinaryExpression(node)) return swapOperator(node, add);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return add(node, 'without not', node.operand.getText(source));
  if (ts.isIfStatement(node)) return negate(node.expression, add, source);
  if (ts.isConditionalExpression(node)) return negate(node.condition, add, source);
  if (ts.isCallExpression(node)) return changeCall(node, add, source);
  if (ts.isMethodDeclaration(node) && node.asteriskToken && node.body)
    add(node.body, 'nothing instead of', '{}');
}

function dropElements({ elements }: ts.ArrayLiteralExpression, add: Add, source: ts.SourceFile): void {
  for (const element of elements)
    if (!isSentence(element)) add(element, 'drop', '', endWithComma(element, elements, source));
}

/** Up to the next one, or the end of the list. */
function endWithComma(node: ts.Node, list: ts.NodeArray<ts.Node>, source: ts.SourceFile): number {
  const next = list[list.indexOf(node) + 1];
  return next ? next.getStart(source) : list.end;
}

/** Words for people, as the properties of `words` hold them. */
const isSentence = (node: ts.Node): boolean =>
  (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) && /\S \S+ \S/.test(node.getText());

/** Rows of tables, and what narrows a bearing or a row down. */
function dropProperty(node: ts.PropertyAssignment, add: Add, source: ts.SourceFile): void {
  const isRow = ts.isVariableDeclaration(tableAbove(node)) && source.fileName.includes('/product/');
  const isNarrowing = ts.isIdentifier(node.name) && narrowing.has(node.name.text);
  if (!isRow && !isNarrowing) return;
  add(node, 'drop', '', endWithComma(node, node.parent.properties, source));
}

/** What holds the object literal of a property, but for assertions about its type. */
function tableAbove(node: ts.PropertyAssignment): ts.Node {
  let above: ts.Node = node.parent.parent;
  while (ts.isAsExpression(above) || ts.isSatisfiesExpression(above)) above = above.parent;
  return above;
}

function swapOperator({ operatorToken }: ts.BinaryExpression, add: Add): void {
  const other = operators.get(operatorToken.kind);
  if (other === undefined) return;
  const { left, right } = operatorToken.parent as ts.BinaryExpression;
  const change = `${other} in ${shortened(`${left.getText()} ${operatorToken.getText()} ${right.getText()}`)}`;
  add(operatorToken, change, other);
}

/** Comparisons and their combinations have mutants of their own. */
function negate(condition: ts.Expression, add: Add, source: ts.SourceFile): void {
  const isSwapped = ts.isBinaryExpression(condition) && operators.has(condition.operatorToken.kind);
  const isNegation = ts.isPrefixUnaryExpression(condition);
  if (!isSwapped && !isNegation) add(condition, 'not', `!(${condition.getText(source)})`);
}

function changeCall(node: ts.CallExpression, add: Add, source: ts.SourceFile): void {
  const { expression } = node;
  if (ts.isIdentifier(expression)) {
    for (const other of swaps.get(expression.text) ?? []) {
      const [first] = node.arguments;
      add(expression, `${other} for ${first?.getText(source) ?? ''}`, other);
    }
    return;
  }
  if (!ts.isPropertyAccessExpression(expression)) return;
  const other = quantifiers.get(expression.name.text);
  if (other !== undefined)
    return add(expression.name, `${other} in ${shortened(node.getText(source))}`, other);
  const [argument] = node.arguments;
  if (expression.name.text === 'filter' && argument) add(argument, 'keep all of', '() => true');
}
