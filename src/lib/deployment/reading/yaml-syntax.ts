import { Composer, Lexer, Parser, type CST, type Document, type YAMLError } from 'yaml';
import type { Extent, SourceLines } from './code-frame.ts';
import type { SyntaxProblem } from './mistakes.ts';
import type { FoundMistake } from './source-node.ts';
import { Openings } from './yaml-openings.ts';

/** Deepest nesting: a deployment needs eight levels. */
const deepest = 64;
/** Most pieces of syntax, words as well as commas and line breaks: enough for tens of thousands of peers. */
const mostPieces = 300_000;
/** Longest single text, in characters: a deployment has short ones only. */
const longestText = 64 * 1024;
/** Most places reported of a text that is no YAML: the rest mostly follows from them. */
const mostReported = 20;

/** Unfit tokens after which the rest is no longer looked at. */
const mostUnfit = 100;

/** Ends the parsing of a text that is not worth its time. */
class Refused extends Error {
  readonly mistake: FoundMistake;
  constructor(mistake: FoundMistake) {
    super(mistake.kind);
    this.mistake = mistake;
  }
}

/** The one document in a YAML or JSON text, or why there is none. */
export function parseYaml(
  text: string,
  lines: SourceLines,
): { readonly document: Document.Parsed } | FoundMistake[] {
  // uniqueKeys would compare each key with each; source-tree.ts finds them too, and knows the first.
  const options = { uniqueKeys: false, resolveKnownTags: false, logLevel: 'silent' } as const;
  try {
    const openings = new Openings();
    const documents = [...new Composer(options).compose(boundedTokens(text, openings), true, text.length)];
    const mistakes = documents
      .flatMap((document) => mistakesIn(document, openings))
      .concat(versionMistake(text), severalMistake(documents));
    return mistakes.length === 0 ? { document: documents[0]! } : onePerLine(lines, mistakes);
  } catch (error) {
    if (error instanceof Refused) return [error.mistake];
    throw error;
  }
}

function* boundedTokens(text: string, openings: Openings): Generator<CST.Token> {
  const parser = new Parser();
  let pieces = 0;
  let unfit = 0;
  for (const lexeme of new Lexer().lex(text)) {
    openings.see(lexeme, parser.offset);
    for (const token of parser.next(lexeme)) {
      yield token;
      if ((token.type === 'error' || token.type === 'directive') && ++unfit > mostUnfit) return;
    }
    const extent = { start: parser.offset, end: parser.offset };
    if (parser.stack.length > deepest) throw new Refused({ kind: 'syntax', problem: 'too-deep', extent });
    if (++pieces > mostPieces) throw tooLarge('pieces', mostPieces, extent);
    if (lexeme.length > longestText && !/^[#\s]/.test(lexeme)) {
      throw tooLarge('characters', longestText, { start: parser.offset - lexeme.length, end: parser.offset });
    }
  }
  openings.end();
  yield* parser.end();
}

const tooLarge = (unit: 'pieces' | 'characters', limit: number, extent: Extent): Refused =>
  new Refused({ kind: 'too-large', unit, limit, extent });

function mistakesIn({ errors, warnings }: Document.Parsed, openings: Openings): FoundMistake[] {
  return [...errors, ...warnings].map((error) => {
    const problem = problemOf(error);
    const [start, end] = error.pos;
    const opening = openings.lastBefore(problem, start);
    const extent = opening === undefined ? { start, end } : { start: opening, end: opening + 1 };
    return { kind: 'syntax', problem, extent };
  });
}

/** YAML 1.1 reads `no` as false and `010` as 8. */
function versionMistake(text: string): FoundMistake[] {
  const directive = /^%YAML[ \t]+(?!1\.2\b)\S*/m.exec(text);
  if (!directive) return [];
  const extent = { start: directive.index, end: directive.index + directive[0].length };
  return [{ kind: 'syntax', problem: 'yaml-version', extent }];
}

function severalMistake([, second]: readonly Document.Parsed[]): FoundMistake[] {
  if (!second) return [];
  const [start] = second.range;
  return [{ kind: 'syntax', problem: 'several-documents', extent: { start, end: start + 1 } }];
}

function onePerLine(lines: SourceLines, mistakes: readonly FoundMistake[]): FoundMistake[] {
  const byLine = new Map<number, FoundMistake>();
  for (const mistake of [...mistakes].sort((a, b) => a.extent.start - b.extent.start)) {
    const line = lines.lineAt(mistake.extent.start);
    if (!byLine.has(line)) byLine.set(line, mistake);
  }
  const first = [...byLine.values()];
  const shown = first.slice(0, mostReported);
  const last = shown.at(-1);
  const unlisted = first.length - shown.length;
  return unlisted > 0 && last?.kind === 'syntax' ? [...shown.slice(0, -1), { ...last, unlisted }] : shown;
}

function problemOf({ code, message }: YAMLError): SyntaxProblem {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'tab';
    case 'BAD_INDENT':
      return /end with a/.test(message) ? 'unclosed-bracket' : 'indentation';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
      return 'nested-colon';
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return 'key-without-colon';
    case 'MISSING_CHAR':
      return missingCharacter(message);
    case 'BAD_DQ_ESCAPE':
      return 'escape';
    case 'BAD_SCALAR_START':
      return 'reserved-character';
    case 'TAG_RESOLVE_FAILED':
    case 'BAD_COLLECTION_TYPE':
      return 'tag';
    case 'BAD_ALIAS':
      return 'unknown-alias';
    case 'BAD_DIRECTIVE':
      return 'directive';
    case 'RESOURCE_EXHAUSTION':
      return 'too-deep';
    default:
      return 'unexpected';
  }
}

function missingCharacter(message: string): SyntaxProblem {
  if (/closing .quote/.test(message)) return 'unclosed-quote';
  if (/must end with a|end with a/.test(message)) return 'unclosed-bracket';
  return /followed by map values/.test(message) ? 'key-without-colon' : 'missing-character';
}
