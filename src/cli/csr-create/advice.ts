import type { Problem } from '../program/command-error.ts';
import { deploymentArgument, shellWord } from '../program/next-command.ts';
import type { DeploymentReference } from '../program/report.ts';
import { isKeyFile, type RequestFiles, type Target } from './files.ts';
import type { CsrCreateFlags } from './flags.ts';

export interface Blocked {
  /** All requests of the call. */
  readonly planned: readonly Target[];
  /** Those among them that files are in the way of. */
  readonly blocked: readonly Target[];
  readonly deployment: DeploymentReference;
  readonly flags: CsrCreateFlags;
}

/** What follows from each problem, and after the last one what to do about all of them. */
export function withAdvice(problems: readonly Problem[], situation: Blocked): Problem[] {
  const consequence = situation.flags.keepGoing ? 'this CSR is left out' : 'nothing was written';
  const help = advice(situation);
  return problems.map(({ message, details }, at) => ({
    message: `${message}; ${consequence}`,
    details: { ...details, ...(at === problems.length - 1 && help && { help }) },
  }));
}

/** Nothing can be said of what is no file: nobody knows why it is there. */
function advice(situation: Blocked): string | readonly string[] | undefined {
  const { blocked } = situation;
  if (blocked.some(({ files }) => hasKey(files))) return keyAdvice(situation);
  const hasCsr = blocked.some(({ files }) => files.blockedBy.some(({ status }) => status.kind === 'file'));
  return hasCsr ? 'to replace CSRs: --force' : undefined;
}

const hasKey = ({ blockedBy }: RequestFiles): boolean => blockedBy.some(isKeyFile);

function keyAdvice({ planned, blocked, deployment, flags }: Blocked): string[] {
  const { out, peer = [], cluster, store } = flags;
  const ofStore = store === undefined ? [] : ['--store', store];
  const asCalled = [...(cluster === undefined ? [] : ['--cluster', cluster]), ...selection(peer), ...ofStore];
  const withKey = blocked.filter(({ files }) => hasKey(files));
  const peers = [...new Set(withKey.map(({ request }) => request.peer))];
  const call = (words: readonly string[]) =>
    `expcert csr create${deploymentArgument(deployment)} ${words.map(shellWord).join(' ')}`;
  // The others have no key that could be used again.
  const selected = withKey.length === planned.length ? asCalled : [...selection(peers), ...ofStore];
  return [
    `to ask for a new certificate with the SAME key:    ${call(['--out', out, ...selected, '--reuse-key', out])}`,
    `to make a NEW key and keep the old one as .bak:    ${call(['--out', out, ...asCalled, '--replace-keys'])}`,
    '--force does not replace keys',
  ];
}

const selection = (peers: readonly string[]): string[] => peers.flatMap((peer) => ['--peer', peer]);
