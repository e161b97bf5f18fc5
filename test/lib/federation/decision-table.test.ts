import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { vectorsFolder } from '../../support/vectors.ts';
import { decisionCsv, decisionTable } from '../../../src/lib/federation/decision-table.ts';

const published = join(vectorsFolder, '../federation-decisions.csv');

describe('the decision table', () => {
  const rows = decisionTable();

  it('has every combination that can occur, once', () => {
    expect(rows).toHaveLength(576);
    const inputs = rows.map((row) =>
      [row.dir, row.mode, row.require, row.list, row.tls, row.cert, row.dialback].join(),
    );
    expect(new Set(inputs).size).toBe(576);
  });

  it('counts its verdicts', () => {
    const count = (column: 'literal' | 'hardened' | 'withExternal', word: string) =>
      rows.filter((row) => row[column] === word).length;
    expect(['ACCEPT', 'REJECT', 'DEFER'].map((word) => count('literal', word))).toEqual([42, 492, 42]);
    expect(['ACCEPT', 'REJECT', 'DEFER'].map((word) => count('hardened', word))).toEqual([34, 508, 34]);
    expect(['ACCEPT', 'REJECT', 'DEFER'].map((word) => count('withExternal', word))).toEqual([50, 500, 26]);
  });

  const isThere = existsSync(published);
  it.skipIf(!isThere && process.env['REQUIRE_VECTORS'] !== '1')('is the published one, row by row', () => {
    const lines = readFileSync(published, 'utf8').trimEnd().split(/\r?\n/);
    expect(decisionCsv().trimEnd().split('\n')).toEqual(lines);
  });
});
