import { describe, expect, it } from 'vitest';
import { runCase } from '../../tools/vectors/run-case.ts';
import { loadSuites, type VectorCase } from '../../tools/vectors/vector-case.ts';
import { hasVectors, vectorsFolder } from '../support/vectors.ts';
import exceptions from './exceptions.json' with { type: 'json' };

/** Cases whose verdict is not the suite's, with the reason. One that no longer applies fails. */
const exceptionOf: Readonly<Record<string, { verdict: string; reason: string }>> = exceptions;

const suites = hasVectors ? loadSuites(vectorsFolder) : [];

describe.skipIf(!hasVectors)('the conformance cases', () => {
  it.each(suites)(
    'of $suite are judged as it expects',
    async ({ cases }) => {
      const wrong: string[] = [];
      for (const testCase of cases.filter(({ soft }) => !soft)) {
        const { verdict, codes } = await runCase(testCase);
        const expected = exceptionOf[testCase.id]?.verdict ?? testCase.expected;
        if (verdict !== expected)
          wrong.push(`${testCase.id}: ${verdict}, expected ${expected} (${codes.join(', ')})`);
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

  it('that are exceptions exist, and would fail without', () => {
    const known = new Map(suites.flatMap(({ cases }) => cases).map((testCase) => [testCase.id, testCase]));
    for (const [id, { verdict, reason }] of Object.entries(exceptionOf)) {
      expect(reason, id).not.toBe('');
      expect(known.get(id)?.expected, id).not.toBe(verdict);
      expect(known.has(id), id).toBe(true);
    }
  });

  const withPolicies = suites
    .flatMap(({ cases }) => cases)
    .filter(
      ({ policy, expected, id }) =>
        policy?.expected_user_constrained_policy_set && expected === 'SUCCESS' && !exceptionOf[id],
    );

  it.each(withPolicies)('$id is good for the policies its suite names', async (testCase: VectorCase) => {
    const { policies } = await runCase(testCase);
    expect([...policies].sort()).toEqual([...testCase.policy!.expected_user_constrained_policy_set!].sort());
  });

  it('that are refused have a reason', async () => {
    for (const { cases } of suites) {
      for (const testCase of cases.filter(({ expected }) => expected === 'FAILURE').slice(0, 100)) {
        const { codes } = await runCase(testCase);
        expect(codes.length, testCase.id).toBeGreaterThan(0);
      }
    }
  });
});
