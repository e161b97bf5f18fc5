import type { CsrCheck, Finding } from '../../lib/index.ts';
import { lineWidth, marked, toned, type Line, type Mark, type Span } from '../render/line.ts';
import { place } from '../render/problem.ts';
import { waiverText } from '../render/finding-lines.ts';
import { hanging, wrapped } from '../render/wrap.ts';
import type { DeploymentReference, View } from '../report.ts';
import type { ReadRequest } from './read-requests.ts';

interface Context {
  readonly deployment: DeploymentReference | undefined;
  readonly view: View;
}

const columns = 110;
/** Under the code of a finding, and the text behind `ok`. */
const indent = ' '.repeat(13);

/** One request: whose it is, what held, what was found, what was not checked. Nothing where that is quiet. */
export function requestLines(read: ReadRequest, check: CsrCheck, context: Context): Line[] {
  const { findings, held, notChecked } = check;
  const { quiet, verbose } = context.view;
  if (quiet && findings.length === 0) return [];
  const counting = findings.filter((finding) => !context.view.waiverOf(finding));
  const good =
    findings.length === 0 && notChecked.length === 0 ? `all checks: ${held.join('; ')}` : held.join('; ');
  return [
    heading(read, check, context),
    ...(quiet || good === '' ? [] : hangingMark('ok', wrapped(good, columns - indent.length))),
    ...alike(counting).flatMap((group) => findingLines(group, { verbose, codeWidth: widest(findings) })),
    ...findings.flatMap((finding) => waivedLines(finding, context.view, widest(findings))),
    ...(quiet ? [] : notChecked.flatMap((what) => hangingMark('not checked', [what]))),
  ];
}

function heading({ file, place: where }: ReadRequest, check: CsrCheck, { deployment }: Context): Line {
  const entry = where?.entry === undefined ? '' : `, entry ${where.entry}`;
  return [toned('strong', `${file}${entry}`), `   ${whose(check, deployment)}`];
}

function whose({ peer, request }: CsrCheck, deployment: DeploymentReference | undefined): string {
  const subject = request.subject === '' ? 'no subject' : request.subject;
  if (!peer) return deployment ? `${subject}, no peer of ${deployment.file}` : subject;
  const names = `${peer.present} of ${peer.planned} names`;
  const by = {
    names: peer.present < peer.planned ? 'matched by ' : '',
    key: 'known by its key, ',
    choice: '--peer, ',
  };
  return `${peer.cluster} / ${peer.peer} (${by[peer.by]}${names})`;
}

/** Findings that follow each other and differ in their message alone. */
function alike(findings: readonly Finding[]): Finding[][] {
  const groups: Finding[][] = [];
  for (const finding of findings) {
    const group = groups.at(-1);
    if (group && hasSameText(group[0]!, finding)) group.push(finding);
    else groups.push([finding]);
  }
  return groups;
}

const hasSameText = (a: Finding, b: Finding): boolean =>
  a.code === b.code &&
  a.why === b.why &&
  a.fix.join() === b.fix.join() &&
  a.locations.length + b.locations.length <= 2;

/** A line for each, then what breaks and what to do, once. */
function findingLines(
  group: readonly Finding[],
  { verbose, codeWidth }: { verbose: boolean; codeWidth: number },
): Line[] {
  const { severity, why, fix, locations } = group[0]!;
  const isError = severity === 'error';
  const textColumns = columns - indent.length;
  // The first place is the request itself, which the heading has named.
  const [, elsewhere] = locations;
  const last = fix.length - 1;
  const steps = fix.flatMap((step, at) => {
    const where = at === last && elsewhere ? `   (${place(elsewhere)})` : '';
    return hanging(at === 0 ? 'fix: ' : '     ', `${step}${where}`, textColumns);
  });
  return [
    ...group.flatMap((finding) => messageLines(finding, codeWidth)),
    ...(isError || verbose ? wrapped(why, textColumns).map((line) => `${indent}${line}`) : []),
    ...steps.map((line) => `${indent}${line}`),
  ];
}

function messageLines({ code, severity, message }: Finding, codeWidth: number): Line[] {
  const [first, ...rest] = wrapped(message, Math.max(40, columns - indent.length - codeWidth - 2));
  return [
    markedLine(severity, [toned('strong', code), ' '.repeat(codeWidth - code.length + 2), first!]),
    ...rest.map((line) => `${indent}${' '.repeat(codeWidth + 2)}${line}`),
  ];
}

/** Accepted for now: what it is, and why. */
function waivedLines(finding: Finding, { waiverOf }: View, codeWidth: number): Line[] {
  const waiver = waiverOf(finding);
  if (!waiver) return [];
  const { code, message } = finding;
  return [
    markedLine('waived', [toned('strong', code), ' '.repeat(codeWidth - code.length + 2), message]),
    `${indent}${waiverText(waiver)}`,
  ];
}

const widest = (findings: readonly Finding[]): number => Math.max(...findings.map(({ code }) => code.length));

function hangingMark(mark: Mark, [first = '', ...rest]: readonly string[]): Line[] {
  return [markedLine(mark, [first]), ...rest.map((line) => `${indent}${line}`)];
}

/** `  ✗ error   …`, filled up to the indent where the mark is shorter. */
function markedLine(mark: Mark, text: readonly (string | Span)[]): Line {
  const start = ['  ', marked(mark)];
  return [...start, ' '.repeat(Math.max(2, indent.length - lineWidth(start))), ...text];
}
