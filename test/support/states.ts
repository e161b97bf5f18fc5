import { beforeAll, describe, expect, it } from 'vitest';
import type { CertificateStoreName, Requirement } from '../../src/lib/findings/requirements.ts';
import type { check } from '../../src/lib/check/check.ts';
import type { CheckReport } from '../../src/lib/check/report.ts';
import type { VerdictService } from '../../src/lib/verdict/services.ts';
import type { RequirementState } from '../../src/lib/verdict/verdict.ts';
import { checkAnswered } from './answered.ts';
import type { Situation } from './answered.ts';
import { withoutRules } from './without-rules.ts';

/** What one cell of one row of verdicts says; exactly one of `holds`, `fails` and `open` is there. */
export interface StateRow extends Situation {
  readonly name: string;
  /** Default: expe1.example.com. */
  readonly peer?: string;
  /** Default: mra. */
  readonly service?: VerdictService;
  /** Default: server. */
  readonly store?: CertificateStoreName;
  /** Ids of the items that are its evidence, in order. */
  readonly holds?: readonly string[];
  /** Ids of findings. */
  readonly fails?: readonly string[];
  /** Ids of findings, then of questions. */
  readonly open?: readonly string[];
  /** How its questions are answered. */
  readonly answer?: readonly string[];
  /** Ids of findings that decide nothing. */
  readonly remarks?: readonly string[];
  /** Only a rule sees it: evidence speaks of something else. */
  readonly seenByRuleAlone?: boolean;
}

export function stateIn(
  { services }: CheckReport,
  requirement: Requirement,
  { peer = 'expe1.example.com', service = 'mra', store = 'server' }: Partial<StateRow>,
): RequirementState | undefined {
  return services
    .find((each) => each.peer === peer && each.service === service)
    ?.requirements.find((each) => each.requirement === requirement && each.store === store);
}

function said(state: RequirementState | undefined): Pick<StateRow, 'holds' | 'fails' | 'open'> {
  if (!state) return {};
  if (state.state === 'holds') return { holds: state.evidence.flatMap(({ items }) => items) };
  if (state.state === 'fails') return { fails: state.findings };
  return { open: [...state.findings, ...state.questions] };
}

/**
 * Runs the table of one requirement over folders in which everything else is sound and answered. What fails or is open
 * must not hold either where its rule is forgotten: evidence is gathered apart from findings.
 */
export function describeRequirement(requirement: Requirement, rows: readonly StateRow[]): void {
  describe(requirement, () => {
    it.each(rows.map((row) => [row.name, row] as const))('%s', async (_, row) => {
      const report = await checkAnswered(row);
      const state = stateIn(report, requirement, row);
      const { holds, fails, open, answer, remarks = [] } = row;
      expect(said(state)).toEqual({
        ...(holds && { holds }),
        ...(fails && { fails }),
        ...(open && { open }),
      });
      expect(state?.remarks ?? []).toEqual(remarks);
      const asked = report.notChecked.filter(({ id }) => open?.includes(id));
      if (answer) expect(asked.flatMap((each) => each.answer)).toEqual(answer);
    });

    describe('without its rules', () => {
      let checkWithoutRules: typeof check;
      beforeAll(async () => {
        checkWithoutRules = await withoutRules();
      });
      it.each(rows.map((row) => [row.name, row] as const))('%s', async (_, row) => {
        const report = await checkAnswered(row, checkWithoutRules);
        const state = stateIn(report, requirement, row);
        const isOpen = (row.fails ?? row.open) && !row.seenByRuleAlone;
        expect(state?.state).toBe(isOpen ? 'not known' : state && 'holds');
      });
    });
  });
}
