import { expect } from 'vitest';
import type { CheckReport } from '../../../src/lib/check/report.ts';
import { stateOf, verdictOf, type RequirementState, type Verdict } from '../../../src/lib/verdict/verdict.ts';
import type { Hit } from './hits.ts';

type Rows = Readonly<Record<string, string>>;

const textOf = (verdict: Verdict, requirements: readonly RequirementState[]): string =>
  [
    verdict,
    ...requirements
      .filter(({ state }) => state !== 'holds')
      .map(({ requirement, store, state }) => `${requirement} (${store}) ${state}`),
  ].join('; ');

/** Row by row the verdict and what does not hold: `expe1.example.com mra: no; in-date (server) fails`. */
export const rowsOf = ({ services }: Pick<CheckReport, 'services'>): Rows =>
  Object.fromEntries(
    services.map(({ peer, service, verdict, requirements }) => [
      `${peer} ${service}`,
      textOf(verdict, requirements),
    ]),
  );

/** The rows of a sound report as they are to become by these hits, and no other. */
export function rowsWith({ services }: Pick<CheckReport, 'services'>, hits: readonly Hit[]): Rows {
  return Object.fromEntries(
    services.map(({ peer, service, requirements }) => {
      const changed = requirements.map((state) => {
        const findings = hits
          .filter(
            (hit) =>
              hit.requirement === state.requirement &&
              hit.peers.includes(peer) &&
              (hit.services?.includes(service) ?? true) &&
              (hit.store ?? state.store) === state.store,
          )
          .map(({ effect }) => ({ id: '', effect }));
        const evidence = 'evidence' in state ? { evidence: state.evidence } : { questions: [''] as const };
        return stateOf(state, { findings, look: () => evidence });
      });
      return [`${peer} ${service}`, textOf(verdictOf(changed), changed)];
    }),
  );
}

export const verdictsOf = ({ services }: Pick<CheckReport, 'services'>): ReadonlyMap<string, Verdict> =>
  new Map(services.map(({ peer, service, verdict }) => [`${peer} ${service}`, verdict]));

const rank: Readonly<Record<Verdict, number>> = { no: 0, 'not known': 1, yes: 2 };

/** Rows that are better in the second report. */
export function improved(before: CheckReport, after: CheckReport): string[] {
  const verdicts = verdictsOf(before);
  return [...verdictsOf(after)]
    .filter(([row, verdict]) => rank[verdict] > rank[verdicts.get(row) ?? verdict])
    .map(([row, verdict]) => `${row}: ${verdicts.get(row)} became ${verdict}`);
}

/** Rows of the second report that are yes and were not. */
export const becameYes = (before: CheckReport, after: CheckReport): string[] =>
  improved(before, after).filter((text) => text.endsWith('became yes'));

/** What holds of every report, whatever lies in the folder. */
export function expectConsistent(report: CheckReport): void {
  const findings = new Map(report.findings.map((finding) => [finding.id, finding]));
  const questions = new Map(report.notChecked.map((question) => [question.id, question]));
  const items = new Map(report.items.map((item) => [item.id, item]));
  const problems = report.services.flatMap((row) => {
    const own = report.items.filter(({ peer, sharedWith = [] }) => [peer, ...sharedWith].includes(row.peer));
    const wanted = row.service === 'uploadClient' ? 'client' : 'server';
    const isJudged = own.some(({ kind, store }) => kind === 'certificate' && store === wanted);
    const problemsOfStates = row.requirements.flatMap((state): (string | false)[] => {
      const isAbout = `${state.requirement} (${state.store}) ${state.state}`;
      if (state.state === 'holds')
        return state.evidence.flatMap((evidence) =>
          evidence.items.map(
            (item) =>
              !items.has(item) && !item.includes(': clusters: ') && `${isAbout} by ${item}, which is no item`,
          ),
        );
      const cited = [
        ...state.findings.map((id) => !findings.has(id) && `${isAbout} by the unknown finding ${id}`),
        ...state.remarks.map((id) => !findings.has(id) && `${isAbout} beside the unknown finding ${id}`),
      ];
      if (state.state === 'fails') return cited;
      const isAnswerable =
        state.findings.some((id) => findings.get(id)?.fix.length) ||
        state.questions.some((id) => questions.get(id)?.answer.length);
      return [
        ...cited,
        ...state.questions.map((id) => !questions.has(id) && `${isAbout} by the unknown question ${id}`),
        !isAnswerable && `${isAbout} and nobody can say how to find out`,
      ];
    });
    return [
      ...problemsOfStates,
      row.verdict === 'yes' && !isJudged && 'is yes without a judged certificate',
      row.verdict === 'yes' &&
        !row.requirements.some(
          ({ requirement, state }) => requirement === 'chain-complete' && state === 'holds',
        ) &&
        'is yes without a usable chain',
      row.verdict !== verdictOf(row.requirements) && 'has another verdict than its requirements',
    ]
      .filter((problem) => problem !== false)
      .map((problem) => `${row.peer} ${row.service}: ${problem}`);
  });
  expect(problems).toEqual([]);
}
