import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Sources that decide, and the tests that hold them: the next list only where nothing in the one before fails. */
interface Target {
  /** A file, or a folder with all that is in it. */
  readonly sources: string;
  readonly stages: readonly (readonly string[])[];
}

const verdictTables = 'test/lib/check/verdicts';
const folders = ['test/lib/check', 'test/failures.test.ts'];

/** What decides about one certificate, and tables that are run in seconds. */
const rules = (area: string, ...more: readonly string[]): Target => ({
  sources: `src/lib/rules/${area}`,
  stages: [[`test/rules/${area}.test.ts`, ...more], [verdictTables]],
});

/** Looks of one file, and the tables of the requirements that they are for. */
const looks = (file: string, ...tables: readonly string[]): Target => ({
  sources: `src/lib/check/verdicts/${file}.ts`,
  stages: [tables.map((table) => `${verdictTables}/${table}.test.ts`), folders],
});

const targets: readonly Target[] = [
  rules('cert'),
  rules('chain'),
  rules('key'),
  rules('trust'),
  rules('fleet'),
  {
    sources: 'src/lib/rules/profile',
    stages: [
      ['test/rules/cert.test.ts', 'test/rules/csr.test.ts', 'test/lib/check/csr/check-csr.test.ts'],
      [verdictTables],
    ],
  },
  { sources: 'src/lib/verdict', stages: [['test/lib/verdict'], folders] },
  looks('names', 'content'),
  looks('own-certificate', 'content', 'certificate', 'chain'),
  looks('products', 'trust'),
  looks('trust', 'trust', 'chain'),
  looks('verdicts', 'certificate', 'trust'),
  looks('row', 'certificate', 'trust'),
  looks('questions', 'certificate', 'trust'),
  { sources: 'src/lib/x509/ca-or-server.ts', stages: [['test/lib/x509/ca-or-server.test.ts'], folders] },
  { sources: 'src/lib/check/sort-certificates.ts', stages: [folders] },
  { sources: 'src/lib/plan/match-peer.ts', stages: [['test/lib/plan'], folders] },
  { sources: 'src/lib/plan/assign-certificates.ts', stages: [['test/lib/plan'], folders] },
  {
    sources: 'src/lib/product',
    stages: [['test/lib/product', 'test/lib/verdict'], ['test/rules'], folders],
  },
];

/** Words, and names of the root zone. */
const leftAlone = /\/(labels|root-zone|requirement-texts|index)\.ts$/;

export interface TargetFile {
  readonly file: string;
  /** Lists of test files. */
  readonly stages: readonly (readonly string[])[];
}

export const targetFiles = (root: string): TargetFile[] =>
  targets.flatMap(({ sources, stages }) =>
    filesIn(root, sources)
      .filter((file) => !leftAlone.test(file))
      .map((file) => ({
        file,
        stages: stages.map((paths) => [...new Set(paths.flatMap((path) => filesIn(root, path)))]),
      })),
  );

function filesIn(root: string, path: string): string[] {
  if (path.endsWith('.ts')) return [path];
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)))
    .filter((file) => file.endsWith('.ts'))
    .sort();
}
