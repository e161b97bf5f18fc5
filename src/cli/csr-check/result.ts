import type { CsrCheck, Detail, Finding } from '../../lib/index.ts';
import type { Problem } from '../command-error.ts';
import { count } from '../exit-code.ts';
import type { Line } from '../render/line.ts';
import type { DeploymentReference, Result, View } from '../report.ts';
import { requestLines } from './request-text.ts';
import type { ReadRequest } from './read-requests.ts';

export interface Checked {
  readonly read: readonly ReadRequest[];
  /** In the order of `read`. */
  readonly checks: readonly CsrCheck[];
  readonly unread: readonly Problem[];
  readonly passedOver: readonly string[];
  readonly deployment: DeploymentReference | undefined;
}

export function checkedResult(checked: Checked): Result {
  const { read, checks, unread, deployment } = checked;
  return {
    findings: checks.flatMap(({ findings }) => findings),
    unread,
    notChecked: checks.reduce((sum, check) => sum + check.notChecked.length, 0),
    ...(deployment && { deployment }),
    parts: { items: checks.map((check, at) => item(read[at]!, check)) },
    text: (view) => textOf(checked, view),
  };
}

function item({ file, index }: ReadRequest, { request, peer, held, notChecked }: CsrCheck): Detail {
  return {
    file,
    index,
    kind: 'certificate-request',
    ...(peer && { peer: peer.peer, cluster: peer.cluster, matchedBy: peer.by }),
    ...(peer && { plannedNames: { present: peer.present, planned: peer.planned } }),
    ...request,
    held,
    notChecked,
  };
}

function textOf({ read, checks, deployment, passedOver }: Checked, view: View): Line[] {
  const lines = checks.flatMap((check, at) => requestLines(read[at]!, check, { deployment, view }));
  if (view.quiet) return lines;
  return [...lines, ...(view.verbose ? passedOver.map((file) => `passed over: ${file}`) : []), summary()];

  function summary(): string {
    const names = checks.reduce((sum, { request }) => sum + request.names.length, 0);
    const findings = checks.flatMap((check) => check.findings);
    const open = checks.reduce((sum, { notChecked }) => sum + notChecked.length, 0);
    const against = deployment
      ? ` checked against ${deployment.file}`
      : ', no deployment file to compare with';
    const others =
      passedOver.length === 0
        ? ''
        : `; ${count(passedOver.length, 'other file')} passed over${view.verbose ? '' : ' (list: -v)'}`;
    const counts = `${counted(findings, 'error')}, ${counted(findings, 'warning')}, ${open} not checked`;
    return `${count(names, 'name')} in ${count(checks.length, 'request')}${against}: ${counts}${others}`;
  }
}

const counted = (findings: readonly Finding[], severity: Finding['severity']): string =>
  count(findings.filter((finding) => finding.severity === severity).length, severity);
