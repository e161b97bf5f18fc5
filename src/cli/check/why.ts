import {
  notCovered,
  questionText,
  requirementTexts,
  serviceText,
  verdictText,
  waiverText,
} from '../../lib/front.ts';
import type {
  CheckReport,
  Finding,
  Plan,
  ReportFinding,
  RequirementState,
  ServiceVerdict,
} from '../../lib/index.ts';
import { CommandError } from '../program/command-error.ts';
import type { View } from '../program/report.ts';
import { indent, markedLines } from '../render/judged-lines.ts';
import { toned, type Line } from '../render/line.ts';
import { waysToAnswer } from '../render/question-lines.ts';
import { columnsOfText, listed, wrapped } from '../render/wrap.ts';
import { shortNames } from './words.ts';

/** The values of --why. */
export interface Why {
  readonly peer: string;
  readonly service: string;
}

/** PEER and SERVICE; words that follow them are paths to check. */
export function whyOf(words: readonly string[] | undefined): { why?: Why; paths: readonly string[] } {
  if (!words) return { paths: [] };
  const [peer, service, ...paths] = words;
  if (peer === undefined || service === undefined) {
    throw new CommandError(2, '--why takes two values: PEER SERVICE', {
      help: 'such as --why expe1.example.com mra',
    });
  }
  return { why: { peer, service }, paths };
}

/** The verdict that --why names: wrong use where there is none, with those that there are. */
export function verdictFor(
  { peer, service }: Why,
  verdicts: readonly ServiceVerdict[],
  plan: Plan | undefined,
): ServiceVerdict {
  if (!plan) throw new CommandError(2, '--why needs a deployment file', { help: '-d FILE' });
  const peers = plan.peers.map((each) => each.peer);
  const chosen = theOne('peer', peer, peers, (known) => known, shortNames(peers));
  const own = verdicts.filter((each) => each.peer === chosen);
  const services = own.map((each) => each.service);
  const asked = theOne('service', service, services, (known) => `${known} (${serviceText(known)})`);
  return own.find((each) => each.service === asked)!;
}

/** By its name in any letters, by the short name that it has alone, or by the beginning that it has alone. */
function theOne<Name extends string>(
  what: string,
  written: string,
  known: readonly Name[],
  textOf: (name: Name) => string,
  short: ReadonlyMap<string, string> = new Map(),
): Name {
  const word = written.toLowerCase();
  const exact = known.filter((name) => [name, short.get(name)].some((each) => each?.toLowerCase() === word));
  const beginning = known.filter((name) => name.toLowerCase().startsWith(word));
  const found = exact.length > 0 ? exact : beginning;
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const several = found.length > 1;
  throw new CommandError(
    2,
    several ? `--why: several ${what}s begin with "${written}"` : `--why: there is no ${what} "${written}"`,
    { expected: `one of ${(several ? found : known).map(textOf).join(', ')}` },
  );
}

/** What decides stands first. */
const order: readonly RequirementState['state'][] = ['fails', 'not known', 'holds'];

/** Requirement by requirement what a verdict rests on. */
export function whyLines(
  verdict: ServiceVerdict,
  report: Pick<CheckReport, 'notChecked'> & { readonly findings: readonly ReportFinding[] },
  view: Pick<View, 'waiverOf' | 'call'>,
): Line[] {
  const { service, peer, cluster, requirements, waived } = verdict;
  const isOfTwoStores = new Set(requirements.map(({ store }) => store)).size > 1;
  const findings = new Map(report.findings.map((finding) => [finding.id, finding]));
  const questions = new Map(report.notChecked.map((question) => [question.id, question]));
  const linesOf = (state: RequirementState): Line[] => [
    ...markedLines(state.state, wrapped(heading(state, isOfTwoStores), textColumns)),
    ...[
      ...(state.state === 'holds'
        ? state.evidence.map(({ check, items }) => `${check}: ${items.join(', ')}`)
        : state.findings.map((id) => findingText(findings.get(id), id, view))),
      ...(state.state === 'not known'
        ? state.questions.flatMap((id) => {
            const question = questions.get(id);
            return question
              ? [questionText(question), ...waysToAnswer(question, view.call).map((way) => `→ ${way}`)]
              : [id];
          })
        : []),
      ...state.remarks.map((id) => `remark: ${findingText(findings.get(id), id, view)}`),
    ]
      .flatMap((text) => listed(text, textColumns))
      .map((line) => `${indent}${line}`),
  ];
  return [
    [toned('strong', `${serviceText(service)} on ${peer}`), ` (${cluster}): ${verdictText(verdict)}`],
    ...(waived ? [`  ${waiverText(waived)}`] : []),
    ...order.flatMap((state) => requirements.filter((each) => each.state === state)).flatMap(linesOf),
    '',
    ...wrapped(`A yes says nothing about ${notCovered}.`, columnsOfText),
  ];
}

const textColumns = columnsOfText - indent.length;

function heading({ requirement, store, state, asking }: RequirementState, isOfTwoStores: boolean): string {
  const which = isOfTwoStores ? ` (${store} certificate)` : '';
  const doubt =
    state === 'fails' && asking === 'doubtful' ? ' No text says whether this ends it: not known.' : '';
  return `${requirementTexts[requirement]}${which}${doubt}`;
}

function findingText(finding: Finding | undefined, id: string, { waiverOf }: Pick<View, 'waiverOf'>): string {
  if (!finding) return id;
  const waived = waiverOf(finding);
  return `${finding.code}: ${finding.message}${waived ? ` (${waiverText(waived)})` : ''}`;
}
