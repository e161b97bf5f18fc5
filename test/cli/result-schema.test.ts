import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import { resultSchema } from '../../src/cli/schema/result-schema.ts';
import { schemaVersion } from '../../src/lib/report/report.ts';
import { expcertIn, type World } from '../support/io.ts';
import { strict } from '../support/strict-schema.ts';

const root = join(import.meta.dirname, '../..');

/** All files of a folder, by their paths in it. */
const filesUnder = (folder: string): NonNullable<World['files']> =>
  Object.fromEntries(
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [relative(join(root, folder), path), readFileSync(path)]),
  );

/** Every version that was released; files here are never changed, and later versions only add. */
const schemas = join(root, 'test/schemas');
const released = readdirSync(schemas).map((name) => {
  const schema = JSON.parse(readFileSync(join(schemas, name), 'utf8')) as object;
  return [name, new Ajv({ strict: true, allErrors: true }).compile(schema)] as const;
});
const isExactly = new Ajv({ strict: true, allErrors: true }).compile(strict(resultSchema));

const errorsOf = (validate: ValidateFunction, result: unknown): unknown[] => {
  validate(result);
  return validate.errors ?? [];
};

describe('the schema of the result', () => {
  it('is the one that was written down for its version', async () =>
    expect(`${JSON.stringify(resultSchema, null, 2)}\n`).toMatchFileSnapshot(
      `../schemas/result-${schemaVersion}.json`,
    ));
});

type Call = readonly [of: string, argv: readonly string[]];

const calls = (deployment: string): Call[] => [
  ['check', ['check', '.', '-d', deployment]],
  ['check without a deployment file', ['check', '.']],
  ['check of some rules', ['check', '.', '-d', deployment, '--only', 'trust']],
  ['cert check', ['cert', 'check', '.', '-d', deployment]],
  ['trust check', ['trust', 'check', '.', '--needs', '.']],
  ['csr check', ['csr', 'check', '.', '-d', deployment]],
  ['compare', ['compare', '.', '.']],
];
const shown: Call = ['show', ['show', '.', '--key-passphrase-file', 'secret']];
const sound = { 'corp.yaml': readFileSync(join(root, 'fixtures/checks/sound/corp.yaml')), secret: 'secret' };

const rows: readonly (readonly [folder: string, calls: readonly Call[]])[] = [
  ['fixtures/checks', calls('sound/corp.yaml')],
  ['fixtures/checks/sound', calls('corp.yaml')],
  ['fixtures/checks/mixed', [...calls('corp.yaml'), shown]],
  ['fixtures/checks/lost-name', calls('corp.yaml')],
  ['fixtures/requests', [...calls('corp.yaml'), shown]],
  // Its files take long to open.
  ['fixtures/found', [calls('corp.yaml')[0]!, shown]],
  ['examples', calls('corp.yaml')],
];

describe.each(rows)('the result over %s', (folder, all) => {
  const files = { ...sound, ...filesUnder(folder) };
  it.each(all)('of %s is described, by its own version and by every one before', async (_, argv) => {
    const { stdout } = await expcertIn({ files }, ...argv, '--json');
    const result = JSON.parse(stdout) as object;
    expect(errorsOf(isExactly, result)).toEqual([]);
    expect(errorsOf(isExactly, { ...result, odd: 1 })).toHaveLength(1);
    for (const [name, validate] of released) expect(errorsOf(validate, result), name).toEqual([]);
  });
});
