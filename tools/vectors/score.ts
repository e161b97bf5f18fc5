import type { CaseResult } from './run-case.ts';
import type { VectorCase } from './vector-case.ts';

export interface Score {
  passed: number;
  wronglyAccepted: string[];
  wronglyRejected: string[];
  noAnswer: string[];
  notSupported: string[];
  /** Wrong verdicts of soft cases, which are not scored. */
  softMisses: string[];
  slowestMs: number;
}

/** Compares verdicts with what the suite expects. */
export function scoreOf(cases: readonly VectorCase[], results: readonly CaseResult[]): Score {
  const score: Score = {
    passed: 0,
    wronglyAccepted: [],
    wronglyRejected: [],
    noAnswer: [],
    notSupported: [],
    softMisses: [],
    slowestMs: 0,
  };
  for (const [index, testCase] of cases.entries()) {
    const result = results[index]!;
    score.slowestMs = Math.max(score.slowestMs, result.ms);
    const miss = missOf(testCase, result);
    if (!miss) score.passed++;
    else if (testCase.soft) score.softMisses.push(testCase.id);
    else score[miss].push(testCase.id);
  }
  return score;
}

/** A status that says less against the certificate than it should accepts too much. */
const kindness = { revoked: 0, unknown: 1, good: 2 } as const;

function missOf(
  { expected, expected_status: expectedStatus }: VectorCase,
  { verdict, status }: CaseResult,
): 'wronglyAccepted' | 'wronglyRejected' | 'noAnswer' | 'notSupported' | undefined {
  if (verdict === 'UNSUPPORTED') return 'notSupported';
  if (verdict === 'NO-ANSWER') return 'noAnswer';
  if (verdict === expected && expectedStatus && status && status !== expectedStatus)
    return kindness[status] > kindness[expectedStatus] ? 'wronglyAccepted' : 'wronglyRejected';
  if (verdict === expected) return undefined;
  return verdict === 'SUCCESS' ? 'wronglyAccepted' : 'wronglyRejected';
}
