import { productNames, requestText } from '../../lib/front.ts';
import type { CsrCheck } from '../../lib/index.ts';
import type { DeploymentReference, View } from '../program/report.ts';
import { goodLines, judgedLines } from '../render/judged-lines.ts';
import { questionLines } from '../render/question-lines.ts';
import { toned, type Line } from '../render/line.ts';
import { place } from '../render/problem.ts';
import type { ReadRequest } from './read-requests.ts';

interface Context {
  readonly deployment: DeploymentReference | undefined;
  readonly view: View;
}

/** One request: whose it is, what held, what was found, what was not checked. Nothing where that is quiet. */
export function requestLines(read: ReadRequest, check: CsrCheck, context: Context): Line[] {
  const { findings, held, notChecked } = check;
  const { view } = context;
  if (view.quiet && findings.length === 0) return [];
  const isAll = findings.length === 0 && notChecked.length === 0;
  const good = isAll ? `all checks: ${held.join('; ')}` : held.join('; ');
  return [
    heading(read, check, context),
    ...(view.quiet ? [] : goodLines(good)),
    ...judgedLines(findings, view),
    ...(view.quiet ? [] : questionLines(notChecked, view)),
  ];
}

function heading({ place: where }: ReadRequest, check: CsrCheck, { deployment }: Context): Line {
  return [toned('strong', place(where)), `   ${whose(check, deployment)}`];
}

function whose({ peer, product, request }: CsrCheck, deployment: DeploymentReference | undefined): string {
  const subject = request.subject === '' ? 'no subject' : request.subject;
  if (product) return `${subject}, of ${productNames[product]}: no rule for an Expressway was asked`;
  if (!peer) return deployment ? `${subject}, no peer of ${deployment.file}` : subject;
  const names = `${peer.present} of ${peer.planned} names`;
  const by = {
    names: peer.present < peer.planned ? 'matched by ' : '',
    key: 'known by its key, ',
    choice: '--peer, ',
    file: 'called after it, ',
  };
  return `${peer.cluster} / ${requestText({ store: 'server', ...peer })} (${by[peer.by]}${names})`;
}
