import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');
const entries = [
  { name: 'expcert', file: 'src/lib/index.ts' },
  { name: 'expcert/node', file: 'src/lib/node/index.ts' },
  { name: 'expcert/issue', file: 'src/lib/issue/index.ts' },
];

/** docs/api.txt: every name that the entry points export, values and types, in alphabetical order. */
export function publicNames(): string {
  const exportsOf = readExports(entries.map(({ file }) => file));
  return entries
    .map(({ name, file }) => [`# ${name}`, ...exportsOf(file).map(({ line }) => line), ''].join('\n'))
    .join('\n');
}

/** The names that one file exports. */
export const exportedNames = (file: string): string[] => readExports([file])(file).map(({ name }) => name);

function readExports(files: readonly string[]): (file: string) => { name: string; line: string }[] {
  const program = ts.createProgram(
    files.map((file) => join(root, file)),
    {
      allowImportingTsExtensions: true,
      module: ts.ModuleKind.NodeNext,
      noEmit: true,
      noLib: true,
      types: [],
    },
  );
  const checker = program.getTypeChecker();
  return (file) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(join(root, file))!)!;
    return checker
      .getExportsOfModule(module)
      .map((symbol) => ({ name: symbol.name, line: lineOf(checker, symbol) }))
      .sort((a, b) => (a.line < b.line ? -1 : 1));
  };
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
