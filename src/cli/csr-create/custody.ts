import { isMadeHere } from '../../lib/front.ts';
import type { Deployment, RequestPlan } from '../../lib/index.ts';
import { CommandError } from '../program/command-error.ts';
import { deploymentArgument } from '../program/next-command.ts';
import type { DeploymentReference } from '../program/report.ts';

export interface ByCustody {
  /** Keys and CSRs are made here. */
  readonly here: readonly RequestPlan[];
  /** The Expressway makes its key and CSR. */
  readonly onBox: readonly RequestPlan[];
}

/**
 * Tells the requests apart. Those whose key is made on the box are refused where the call asks for their peer and there is
 * nothing else to make for it, or for nothing else at all; in a call for the whole deployment the others are still made.
 *
 * @param isAskedFor the call names peers or a cluster
 * @throws CommandError 4 with the two ways on
 */
export function splitByCustody(
  requests: readonly RequestPlan[],
  deployment: Deployment,
  { isAskedFor, reference }: { readonly isAskedFor: boolean; readonly reference: DeploymentReference },
): ByCustody {
  const here = requests.filter(isMadeHere);
  const onBox = requests.filter((request) => !isMadeHere(request));
  const hasOther = (request: RequestPlan): boolean => here.some(({ peer }) => peer === request.peer);
  const first = onBox.find((request) => here.length === 0 || (isAskedFor && !hasOther(request)));
  if (first) throw refusal(first, deployment, reference);
  return { here, onBox };
}

function refusal(request: RequestPlan, deployment: Deployment, reference: DeploymentReference): CommandError {
  const { cluster, peer, issuedBy } = request;
  const all = deployment.clusters.every((each) => !isMadeHere(each));
  const who = all ? 'this deployment makes its keys' : `cluster ${cluster} makes its keys`;
  const { custodyPosition, issuedByPosition } = deployment.clusters.find(({ id }) => id === cluster) ?? {};
  const position = issuedBy === 'files' ? custodyPosition : issuedByPosition;
  return new CommandError(
    4,
    `${who} on the Expressway (${onBoxBecause(request)}), so expcert cannot make the CSR`,
    {
      note: 'an Expressway keeps its private key; it cannot be viewed or downloaded',
      help: [
        `print the values to type in:      ${formCommand(peer, reference)}`,
        `or make the keys here: set ${issuedBy === 'files' ? 'custody: tool' : 'issuedBy: files'}`,
      ],
    },
    position ? { location: { file: reference.file, ...position } } : {},
  );
}

/** Why nobody makes the key here. */
export const onBoxBecause = ({ store, issuedBy }: RequestPlan): string =>
  `${store === 'client' ? 'client: ' : ''}${issuedBy === 'files' ? 'custody: expressway' : `issuedBy: ${issuedBy}`}`;

/** The call that prints what to type into the Expressway's own page. */
export const formCommand = (peer: string, deployment: DeploymentReference): string =>
  `expcert plan${deploymentArgument(deployment)} --form ${peer}`;
