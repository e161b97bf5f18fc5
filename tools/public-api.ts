import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');
const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
const own = join(root, 'src/');

/** A name of an entry, and what docs/api.md says of it. */
export interface PublicName {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'value' | 'type';
  /** As one writes it, without the body. */
  readonly signature: string;
  /** Empty where nobody has written a sentence. */
  readonly text: string;
  readonly params: readonly { readonly name: string; readonly text: string }[];
  readonly returns: string;
  readonly throws: readonly string[];
  readonly see: readonly string[];
  readonly example: string;
  /** Types of this project that stand in the signature, by the names they are exported under or have. */
  readonly mentions: readonly string[];
}

export interface Section {
  readonly title: string;
  readonly text: string;
  readonly names: readonly string[];
}

export interface Entry {
  readonly names: ReadonlyMap<string, PublicName>;
  /** By the comments `// # Title` of the file. */
  readonly sections: readonly Section[];
}

/** What files export, with signatures: read by the compiler, from the sources. */
export function readApi<File extends string>(...files: readonly File[]): Readonly<Record<File, Entry>> {
  const program = ts.createProgram(
    files.map((file) => join(root, file)),
    {
      allowImportingTsExtensions: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts', 'lib.webworker.d.ts'],
      noEmit: true,
      strict: true,
      skipLibCheck: true,
      types: ['node'],
    },
  );
  const reader = new Reader(program.getTypeChecker());
  const entries = files.map(
    (file) => [file, reader.entry(program.getSourceFile(join(root, file))!)] as const,
  );
  return Object.fromEntries(entries) as Record<File, Entry>;
}

class Reader {
  readonly #checker: ts.TypeChecker;
  /** Names under which something is exported: not always those it was declared under. */
  readonly #publicNames = new Map<ts.Symbol, string>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  entry(source: ts.SourceFile): Entry {
    const symbols = this.#checker.getExportsOfModule(this.#checker.getSymbolAtLocation(source)!);
    const meant = symbols.map((symbol) => [symbol.name, this.#resolved(symbol)] as const);
    for (const [name, symbol] of meant) {
      this.#publicNames.set(symbol, name);
      // A class at the door stands for the one behind it.
      const behind = this.#classBehind(symbol.declarations![0]!);
      if (behind) this.#publicNames.set(behind, name);
    }
    return {
      names: new Map(meant.map(([name, symbol]) => [name, this.#publicName(name, symbol)])),
      sections: sectionsOf(source),
    };
  }

  #resolved(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }

  #publicName(name: string, symbol: ts.Symbol): PublicName {
    const tags = symbol.getJsDocTags(this.#checker);
    const tagged = (wanted: string): string[] =>
      tags.filter((tag) => tag.name === wanted).map((tag) => ts.displayPartsToString(tag.text));
    const [declaration] = symbol.declarations!;
    const { kind, signature, nodes } = this.#shape(name, symbol, declaration!);
    return {
      ...{ name, kind, signature },
      text: ts.displayPartsToString(symbol.getDocumentationComment(this.#checker)),
      params: tagged('param').map((text) => {
        const [param = '', ...words] = text.split(' ');
        return { name: param, text: words.join(' ') };
      }),
      returns: tagged('returns').join(' '),
      throws: tagged('throws'),
      // The compiler takes the first word of a path for a name.
      see: tagged('see').map((text) => text.replace(/^(\w+) (?=[/-])/, '$1')),
      example: tagged('example').join('\n'),
      mentions: [...new Set([...nodes, ...aboutTypes(declaration!)].flatMap((node) => this.#mentions(node)))]
        // The interface behind one of the same name stands in its signature.
        .filter((mentioned) => !mentioned.startsWith(`${name} of `))
        .sort(),
    };
  }

  #shape(
    name: string,
    symbol: ts.Symbol,
    declaration: ts.Declaration,
  ): { kind: PublicName['kind']; signature: string; nodes: readonly ts.Node[] } {
    const called = functionOf(declaration);
    if (called) {
      const { text, nodes } = signatureOf(called);
      return { kind: 'function', signature: `function ${name}${text}`, nodes };
    }
    if (ts.isClassDeclaration(declaration)) return this.#classShape(name, declaration);
    if (ts.isInterfaceDeclaration(declaration)) {
      const properties = this.#checker.getPropertiesOfType(this.#checker.getDeclaredTypeOfSymbol(symbol));
      const lines = properties.map((property) => indented(this.#propertyText(property)));
      const signature = `interface ${name}${typeParameters(declaration)} {\n${lines.join('\n')}\n}`;
      return {
        kind: 'type',
        signature,
        nodes: properties.flatMap(({ declarations = [] }) => declarations.slice(0, 1)),
      };
    }
    if (ts.isTypeAliasDeclaration(declaration)) {
      const { type } = declaration;
      const start = `type ${name}${typeParameters(declaration)} =`;
      if (!isComputed(type)) return { kind: 'type', signature: `${start}${aliasText(type)};`, nodes: [type] };
      return { kind: 'type', signature: `${start} ${this.#resolvedText(declaration)};`, nodes: [type] };
    }
    const declared = ts.isVariableDeclaration(declaration) ? declaration.type : undefined;
    const type = declared ? textOf(declared) : this.#resolvedText(declaration);
    return { kind: 'value', signature: `const ${name}: ${type};`, nodes: declared ? [declared] : [] };
  }

  /** The property of an interface, also of one that this one extends or is calculated from. */
  #propertyText(property: ts.Symbol): string {
    const [declaration] = property.declarations ?? [];
    if (!declaration) {
      const type = this.#checker.typeToString(this.#checker.getTypeOfSymbol(property), undefined, flags);
      return `readonly ${property.name}: ${type};`;
    }
    const isMadeOptional =
      property.flags & ts.SymbolFlags.Optional && !/^[^:(]*\?/.test(declaration.getText());
    const text = textOf(declaration);
    return (
      commentOf(declaration) + (isMadeOptional ? text.replace(property.name, `${property.name}?`) : text)
    );
  }

  #classShape(name: string, declaration: ts.ClassDeclaration) {
    const members = this.#membersOf(declaration);
    const lines = members.map(({ text, comment }) => indented(`${comment}${text}`));
    const base = declaration.heritageClauses?.[0]?.types[0]?.expression.getText();
    const heritage = base === 'Error' ? ' extends Error' : '';
    return {
      kind: 'class' as const,
      signature: `class ${name}${typeParameters(declaration)}${heritage} {\n${lines.join('\n')}\n}`,
      nodes: members.flatMap(({ nodes }) => nodes),
    };
  }

  /** Those of what it extends too, which is no public name. */
  #membersOf(
    declaration: ts.ClassDeclaration,
  ): { name: string; text: string; comment: string; nodes: readonly ts.Node[] }[] {
    const members = declaration.members.filter(isPublicMember).map((member) => ({
      name: ts.isConstructorDeclaration(member) ? 'constructor' : member.name!.getText(),
      comment: commentOf(member),
      ...memberSignature(member, this.#checker),
    }));
    const above = this.#classBehind(declaration)?.declarations![0];
    if (!above || !ts.isClassDeclaration(above)) return members;
    const names = new Set(members.map(({ name }) => name));
    return [...members, ...this.#membersOf(above).filter((member) => !names.has(member.name))];
  }

  #classBehind(declaration: ts.Declaration): ts.Symbol | undefined {
    const [base] = (ts.isClassDeclaration(declaration) && declaration.heritageClauses?.[0]?.types) || [];
    const symbol = base && this.#checker.getSymbolAtLocation(base.expression);
    const behind = symbol && this.#resolved(symbol);
    return behind?.declarations?.[0]?.getSourceFile().fileName.startsWith(own) ? behind : undefined;
  }

  #resolvedText(declaration: ts.Node): string {
    const type = this.#checker.getTypeAtLocation(declaration);
    if (type.isUnion() && type.types.length > 60) {
      const first = type.types.slice(0, 3).map((each) => this.#checker.typeToString(each));
      return `${first.join(' | ')} | … (${type.types.length} in all)`;
    }
    const text = this.#checker.typeToString(type, undefined, flags);
    return text.length > 2000 ? `${text.slice(0, 200)} …` : text;
  }

  #mentions(node: ts.Node): string[] {
    const inside: string[] = [];
    const name = namedBy(node);
    const found = name && this.#checker.getSymbolAtLocation(name);
    const symbol = found && this.#resolved(found);
    const isOurs = symbol?.declarations?.some((each) => each.getSourceFile().fileName.startsWith(own));
    const behind = symbol && aliasInFile(symbol);
    if (behind) inside.push(...this.#mentions(behind));
    else if (symbol && isOurs && !(symbol.flags & ts.SymbolFlags.TypeParameter))
      inside.push(this.#publicNames.get(symbol) ?? `${symbol.name} of ${fileOf(symbol)}`);
    ts.forEachChild(node, (child) => {
      if (!ts.isBlock(child)) inside.push(...this.#mentions(child));
    });
    return inside;
  }
}

/** What stands around a signature: bounds of type parameters, and what is extended. */
function aboutTypes(declaration: ts.Declaration): readonly ts.Node[] {
  const { typeParameters = [], heritageClauses = [] } = (functionOf(declaration) ?? declaration) as Partial<
    Pick<ts.InterfaceDeclaration, 'typeParameters' | 'heritageClauses'>
  >;
  // The class behind a class is no name of its own: its members stand in the signature.
  const around: readonly ts.Node[] = [...typeParameters, ...heritageClauses.flatMap(({ types }) => types)];
  return around.flatMap((node): readonly ts.Node[] =>
    ts.isClassDeclaration(declaration) && ts.isExpressionWithTypeArguments(node)
      ? (node.typeArguments ?? [])
      : [node],
  );
}

/** What a name stands for that is a file's own: a shorter way to write a type. */
function aliasInFile(symbol: ts.Symbol): ts.TypeNode | undefined {
  const alias = symbol.declarations?.find(ts.isTypeAliasDeclaration);
  return alias && alias.getSourceFile().fileName.startsWith(own) && !alias.modifiers ? alias.type : undefined;
}

/** The name of a type where one is used. */
function namedBy(node: ts.Node): ts.Node | undefined {
  if (ts.isTypeReferenceNode(node)) return node.typeName;
  return ts.isExpressionWithTypeArguments(node) ? node.expression : undefined;
}

const fileOf = (symbol: ts.Symbol): string =>
  symbol.declarations![0]!.getSourceFile().fileName.slice(own.length);

function functionOf(declaration: ts.Declaration): ts.FunctionLikeDeclaration | undefined {
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value && ts.isArrowFunction(value) ? value : undefined;
}

function signatureOf(declaration: ts.SignatureDeclaration) {
  const parameters = declaration.parameters.map((parameter) => {
    const isOptional = parameter.initializer ?? parameter.questionToken;
    const rest = parameter.dotDotDotToken ? '...' : '';
    const name = ts.isIdentifier(parameter.name) ? parameter.name.text : 'options';
    return `${rest}${name}${isOptional ? '?' : ''}: ${parameter.type ? textOf(parameter.type) : 'unknown'}`;
  });
  const { type } = declaration;
  const text = `${typeParameters(declaration)}(${parameters.join(', ')})${type ? `: ${textOf(type)}` : ''}`;
  const nodes = [...declaration.parameters.map((parameter) => parameter.type), type];
  return { text: `${text};`, nodes: nodes.filter((node) => node !== undefined) };
}

function memberSignature(member: ts.ClassElement, checker: ts.TypeChecker) {
  if (ts.isConstructorDeclaration(member)) {
    const { text, nodes } = signatureOf(member);
    return { text: `constructor${text}`, nodes };
  }
  const name = member.name!.getText();
  if (ts.isMethodDeclaration(member)) {
    const { text, nodes } = signatureOf(member);
    return { text: `${name}${text}`, nodes };
  }
  const { type } = member as ts.PropertyDeclaration | ts.GetAccessorDeclaration;
  const words = type ? textOf(type) : checker.typeToString(checker.getTypeAtLocation(member));
  return { text: `readonly ${name}: ${words};`, nodes: type ? [type] : [] };
}

function isPublicMember(member: ts.ClassElement): boolean {
  if (ts.isConstructorDeclaration(member)) return true;
  if (!member.name || ts.isPrivateIdentifier(member.name) || isInternal(member)) return false;
  return (ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Static)) === 0;
}

const isInternal = (node: ts.Node): boolean =>
  ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');

/** What is calculated from values or other types says more when it is written out. */
function isComputed(type: ts.Node): boolean {
  if (ts.isTypeQueryNode(type) || ts.isIndexedAccessTypeNode(type) || ts.isMappedTypeNode(type)) return true;
  if (ts.isTypeOperatorNode(type) && type.operator === ts.SyntaxKind.KeyOfKeyword) return true;
  return ts.forEachChild(type, (child) => isComputed(child) || undefined) ?? false;
}

function typeParameters(declaration: {
  readonly typeParameters?: ts.NodeArray<ts.TypeParameterDeclaration> | undefined;
}) {
  const { typeParameters: all } = declaration;
  return all ? `<${all.map(textOf).join(', ')}>` : '';
}

/** As it stands in the source, its lines moved to the left. */
function textOf(node: ts.Node): string {
  const lines = node.getText().split('\n');
  const rest = lines.slice(1).filter((line) => line.trim());
  const left = Math.min(...rest.map((line) => line.length - line.trimStart().length), Infinity);
  return lines
    .map((line, at) => (at === 0 ? line : line.slice(Math.max(0, left === Infinity ? 0 : left))))
    .join('\n');
}

function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  if (!comment) return '';
  return `${comment.getText().replaceAll(/\n\s*\*/g, '\n *')}\n`;
}

/** A union over several lines keeps them. */
function aliasText(type: ts.Node): string {
  const text = textOf(type);
  return text.startsWith('|') ? `\n${indented(text)}` : ` ${text}`;
}

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

function sectionsOf(source: ts.SourceFile): Section[] {
  const [, ...parts] = source.text.split(/^\/\/ # /m);
  return parts.map((part) => {
    const [title = '', ...lines] = part.split('\n');
    const text = lines
      .slice(
        0,
        lines.findIndex((line) => !line.startsWith('// ')),
      )
      .map((line) => line.slice(3));
    const lists = [...part.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].map(([, names]) => names!);
    const names = lists.flatMap((list) => list.split(','));
    return {
      ...{ title, text: text.join(' ') },
      names: names
        .map((name) =>
          name
            .trim()
            .replace(/^type /, '')
            .replace(/^.* as /, ''),
        )
        .filter(Boolean),
    };
  });
}
