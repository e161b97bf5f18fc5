import {
  notCovered,
  questionText,
  requirementTexts,
  serviceText,
  verdictText,
  waiverText,
} from '../../lib/front.ts';
import type {
  Finding,
  NotChecked,
  ReportFinding,
  RequirementState,
  ServiceVerdict,
} from '../../lib/index.ts';
import type { View } from '../program/report.ts';
import { indent, markedLines } from '../render/judged-lines.ts';
import { toned, type Line } from '../render/line.ts';
import { waysToAnswer } from '../render/question-lines.ts';
import { columnsOfText, listed, wrapped } from '../render/wrap.ts';

/** What decides stands first. */
const order: readonly RequirementState['state'][] = ['fails', 'not known', 'holds'];

interface WhyReport {
  readonly findings: readonly ReportFinding[];
  readonly notChecked: readonly NotChecked[];
}

/** Requirement by requirement what a verdict rests on. */
export function whyLines(
  verdict: ServiceVerdict,
  report: WhyReport,
  view: Pick<View, 'waiverOf' | 'call'>,
): Line[] {
  const { service, peer, cluster, requirements, waived } = verdict;
  const isOfTwoStores = new Set(requirements.map(({ store }) => store)).size > 1;
  const reasons = new ReasonLines(report, view);
  return [
    [toned('strong', `${serviceText(service)} on ${peer}`), ` (${cluster}): ${verdictText(verdict)}`],
    ...(waived ? [`  ${waiverText(waived)}`] : []),
    ...order
      .flatMap((state) => requirements.filter((each) => each.state === state))
      .flatMap((each) => [
        ...markedLines(each.state, wrapped(heading(each, isOfTwoStores), textColumns)),
        ...reasons
          .of(each)
          .flatMap((text) => listed(text, textColumns))
          .map((line) => `${indent}${line}`),
      ]),
    '',
    ...wrapped(`A yes says nothing about ${notCovered}.`, columnsOfText),
  ];
}

/** What is behind the state of a requirement; of a question that several wait for the answer is said once. */
class ReasonLines {
  readonly #findings: ReadonlyMap<string, Finding>;
  readonly #questions: ReadonlyMap<string, NotChecked>;
  readonly #told = new Set<string>();
  readonly #view: Pick<View, 'waiverOf' | 'call'>;

  constructor({ findings, notChecked }: WhyReport, view: Pick<View, 'waiverOf' | 'call'>) {
    this.#findings = new Map(findings.map((finding) => [finding.id, finding]));
    this.#questions = new Map(notChecked.map((question) => [question.id, question]));
    this.#view = view;
  }

  of(state: RequirementState): string[] {
    const reasons =
      state.state === 'holds'
        ? state.evidence.map(({ check, items }) => `${check}: ${items.join(', ')}`)
        : state.findings.map((id) => this.#finding(id));
    const questions = state.state === 'not known' ? state.questions : [];
    return [
      ...reasons,
      ...questions.flatMap((id) => this.#question(id)),
      ...state.remarks.map((id) => `remark: ${this.#finding(id)}`),
    ];
  }

  #finding(id: string): string {
    const finding = this.#findings.get(id);
    if (!finding) return id;
    const waived = this.#view.waiverOf(finding);
    return `${finding.code}: ${finding.message}${waived ? ` (${waiverText(waived)})` : ''}`;
  }

  #question(id: string): string[] {
    const question = this.#questions.get(id);
    if (!question) return [id];
    if (this.#told.has(id)) return [`${question.what}, as above`];
    this.#told.add(id);
    return [questionText(question), ...waysToAnswer(question, this.#view.call).map((way) => `→ ${way}`)];
  }
}

const textColumns = columnsOfText - indent.length;

function heading({ requirement, store, state, asking }: RequirementState, isOfTwoStores: boolean): string {
  const which = isOfTwoStores ? ` (${store} certificate)` : '';
  const doubt =
    state === 'fails' && asking === 'doubtful' ? ' No text says whether this ends it: not known.' : '';
  return `${requirementTexts[requirement]}${which}${doubt}`;
}
