import { describe, expect, it } from 'vitest';
import type { Finding, FindingBearing } from '../../src/lib/findings/finding.ts';
import { run, type AnyRule } from '../../src/lib/findings/rule.ts';

/** One row of an area's table. */
export interface Case {
  /** A sentence about the situation. */
  readonly name: string;
  /** Exactly the codes found, a code as often as it is found; the order does not matter. */
  readonly expect: readonly string[];
  /** Codes that must stay silent here although the situation resembles theirs. */
  readonly nearMissOf?: string | readonly string[];
  /** Exactly what the findings say of the requirements, as bearingText() has it; absent: not looked at. */
  readonly bears?: readonly string[];
  /** Looks closer at what was found: values, places, words. */
  readonly check?: (findings: readonly Finding[]) => void;
}

/**
 * Runs the table of one area: every row gives exactly its codes, and every rule has a row that makes it fire
 * and a near miss where it stays silent. `rules` is the whole list of rules/<area>/index.ts.
 */
export function runCases<Facts, Row extends Case>(
  rules: readonly AnyRule<Facts>[],
  rows: readonly Row[],
  factsOf: (row: Row) => Facts | Promise<Facts>,
  /** Codes that may stand in any row, and need not be written down there. */
  anywhere: readonly string[] = [],
): void {
  const known = new Set(rules.map((rule) => rule.code));
  describe('situations', () => {
    for (const row of rows) {
      it(row.name, async () => {
        expectKnownCodes(known, row);
        const all = run(rules, await factsOf(row));
        const isAside = ({ code }: Finding) =>
          anywhere.includes(code) && !row.expect.includes(code) && !nearMisses(row).includes(code);
        const findings = all.filter((finding) => !isAside(finding));
        expect(difference(row, findings)).toEqual({ missing: [], unexpected: [] });
        findings.forEach(expectSound);
        if (row.bears) expect(findings.flatMap(bearingsOf)).toEqual(row.bears);
        row.check?.(findings);
      });
    }
  });
  describe('every rule', () => {
    it.each([...known])('%s has a row that makes it fire', (code) => {
      expect(rows.some((row) => row.expect.includes(code))).toBe(true);
    });
    it.each([...known])('%s has a near miss where it stays silent', (code) => {
      expect(rows.some((row) => nearMisses(row).includes(code))).toBe(true);
    });
  });
  const bearing = rules.filter(({ bearings }) => bearings.length > 0).map(({ code }) => code);
  it.each(bearing)('%s has a row that says on what it bears', (code) => {
    expect(rows.some((row) => row.bears && row.expect.includes(code))).toBe(true);
  });
  it('no two rows have one name', () => {
    const names = rows.map((row) => row.name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
}

const bearingsOf = ({ bears = [] }: Finding): string[] => bears.map(bearingText);

/** `names-present fails for mra, b2b on expe1.example.com (server)` */
function bearingText({ requirement, effect, services, peers, store }: FindingBearing): string {
  return [
    `${requirement} ${effect}`,
    ...(services ? [`for ${services.join(', ')}`] : []),
    ...(peers ? [`on ${peers.join(', ')}`] : []),
    ...(store ? [`(${store})`] : []),
  ].join(' ');
}

function nearMisses({ nearMissOf = [] }: Case): readonly string[] {
  return typeof nearMissOf === 'string' ? [nearMissOf] : nearMissOf;
}

function expectKnownCodes(known: ReadonlySet<string>, row: Case): void {
  const unknown = [...row.expect, ...nearMisses(row)].filter((code) => !known.has(code));
  if (unknown.length > 0) throw new Error(`no rule has the code ${unknown.join(', ')}`);
  const contradictory = nearMisses(row).filter((code) => row.expect.includes(code));
  if (contradictory.length > 0)
    throw new Error(`expected and near miss at once: ${contradictory.join(', ')}`);
}

/** What is expected and not found, and what is found and not expected (the latter with its message). */
function difference(row: Case, findings: readonly Finding[]): { missing: string[]; unexpected: string[] } {
  const missing = [...row.expect];
  const unexpected: string[] = [];
  for (const { code, message } of findings) {
    const at = missing.indexOf(code);
    if (at >= 0) missing.splice(at, 1);
    else unexpected.push(`${code}: ${message}`);
  }
  return { missing, unexpected };
}

/** Tells entries of one name apart by serial number and fingerprint. */
const mayBeLonger = 'trust/duplicate-self-signed-cn';

/** What every finding owes its reader, whatever the rule. */
function expectSound(finding: Finding): void {
  expect(JSON.parse(JSON.stringify(finding)), 'survives JSON').toEqual(finding);
  const words = [finding.message, finding.why, ...finding.fix];
  for (const text of words) {
    expect(text.trim(), `${finding.code} says something`).not.toBe('');
    expect(text, `${finding.code} fills in its values`).not.toMatch(/\bundefined\b|\bNaN\b|\[object /);
  }
  expect(finding.fix, `${finding.code} says what to do`).not.toEqual([]);
  const longest = Math.max(
    0,
    ...Object.values(finding.params)
      .flat()
      .map((value) => (typeof value === 'string' ? value.length : 0)),
  );
  expect(finding.message.length - longest, `${finding.code} is short`).toBeLessThan(
    finding.code === mayBeLonger ? 400 : 300,
  );
}
