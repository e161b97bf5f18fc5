import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');
const entries = [
  { name: 'expcert', file: 'src/lib/index.ts' },
  { name: 'expcert/node', file: 'src/lib/node/index.ts' },
];

/** docs/api.txt: every name that the entry points export, values and types, in alphabetical order. */
export function publicNames(): string {
  const files = entries.map(({ file }) => join(root, file));
  const program = ts.createProgram(files, {
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.NodeNext,
    noEmit: true,
    noLib: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  return entries
    .map(({ name }, index) => {
      const module = checker.getSymbolAtLocation(program.getSourceFile(files[index]!)!)!;
      const lines = checker.getExportsOfModule(module).map((symbol) => lineOf(checker, symbol));
      return [`# ${name}`, ...lines.sort(), ''].join('\n');
    })
    .join('\n');
}

function lineOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return `${symbol.name} ${kindOf(checker, meant)}`;
}

function kindOf(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  if (symbol.flags & ts.SymbolFlags.Class) return 'class';
  if (!(symbol.flags & ts.SymbolFlags.Value)) return 'type';
  return checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0 ? 'function' : 'value';
}
