import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { commands, groups } from '../../../src/cli/program/commands.ts';

const source = join(import.meta.dirname, '../../../src');
const folders = [
  'lib/deployment',
  'lib/product',
  'lib/names',
  'lib/findings',
  'lib/plan',
  'lib/rules',
  'lib/check',
  'lib/remote-server',
  'lib/validation',
  'web/texts',
];
/** What is read beside a command line: a file for editors, which names the command that writes its schema. */
const exempt = ['lib/deployment/editing/starter.ts'];

const files = folders
  .flatMap((folder) =>
    readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name),
    ),
  )
  .filter((file) => file.endsWith('.ts') && !exempt.includes(file));

const words = [...new Set([...commands.map(({ path: [first] }) => first), ...Object.keys(groups)])];
const command = new RegExp(`\\bexpcert (${words.join('|')})\\b`);
const commandOfGroup = new RegExp(
  `\\b(${commands.flatMap(({ path }) => (path.length > 1 ? [path.join(' ')] : [])).join('|')}) (-|[A-Z])`,
);
const option = /(^|[\s(,:`])--[a-z]/;

/** Everything between quotes, the pieces of templates too. */
function textsIn(file: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(source, file), 'utf8'), ts.ScriptTarget.Latest));
  return texts;
}

const isOfCommandLine = (text: string): boolean =>
  [command, commandOfGroup, option].some((pattern) => pattern.test(text));

describe('what the page shows', () => {
  it('is found', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(files.flatMap(textsIn)).toContain('Upload the CAs first, then the server certificate.');
  });

  it.each(['give --peer FQDN', 'expcert csr create makes it', 'csr create --encrypt-keys'])(
    'would be caught: %s',
    (text) => expect(isOfCommandLine(text)).toBe(true),
  );

  it('names no option and no command: nobody at the page could follow', () => {
    const caught = files.flatMap((file) =>
      textsIn(file)
        .filter(isOfCommandLine)
        .map((text) => `${relative('.', file)}: ${text}`),
    );
    expect(caught).toEqual([]);
  });
});
