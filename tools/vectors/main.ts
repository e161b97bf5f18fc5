import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runCase, type CaseResult } from './run-case.ts';
import { scoreOf, type Score } from './score.ts';
import { loadSuites, type VectorSuite } from './vector-case.ts';

/** Runs every case of a folder; 1 where a verdict is wrong or missing, 2 where the command is. */
export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'string' } },
  });
  const [folder] = positionals;
  if (positionals.length !== 1 || folder === undefined) {
    console.error('usage: npm run vectors -- DIR [--json FILE]');
    return 2;
  }
  const results: CaseResult[] = [];
  let isClean = true;
  for (const suite of loadSuites(folder)) {
    const ofSuite = await runSuite(suite);
    results.push(...ofSuite);
    const score = scoreOf(suite.cases, ofSuite);
    console.log(lineOf(suite, score));
    isClean &&= score.wronglyAccepted.length + score.wronglyRejected.length + score.noAnswer.length === 0;
  }
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(results.map(publicResult), null, 2)}\n`);
  }
  return isClean ? 0 : 1;
}

async function runSuite({ cases }: VectorSuite): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const testCase of cases) results.push(await runCase(testCase));
  return results;
}

function lineOf({ suite, cases }: VectorSuite, score: Score): string {
  const lists = [
    ['wrongly accepted', score.wronglyAccepted],
    ['wrongly rejected', score.wronglyRejected],
    ['no answer', score.noAnswer],
    ['not supported', score.notSupported],
    ['soft misses (not scored)', score.softMisses],
  ] as const;
  const parts = lists.map(([name, ids]) => `${ids.length} ${name}`);
  const details = lists
    .filter(([, ids]) => ids.length > 0)
    .map(([name, ids]) => `  ${name}: ${ids.join(', ')}`);
  const summary = `${suite}: ${score.passed}/${cases.length} passed, ${parts.join(', ')}, slowest ${score.slowestMs} ms`;
  return [summary, ...details].join('\n');
}

function publicResult({ policies: _, ...result }: CaseResult): Omit<CaseResult, 'policies'> {
  return result;
}
