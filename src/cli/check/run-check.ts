import { dirname, join, normalize } from 'node:path';
import {
  check,
  isOfNoKind,
  planDeployment,
  unreadPart,
  type CheckReport,
  type Plan,
  type Unread,
} from '../../lib/index.ts';
import { nodeVerifier } from '../../lib/node/index.ts';
import type { Call } from '../command.ts';
import { CommandError, Interrupted, type Problem } from '../command-error.ts';
import { loadDeploymentIfAny, type LoadedDeployment } from '../load-deployment.ts';
import { existingPassphrase } from '../passphrase.ts';
import { selectPeers } from '../select-peers.ts';
import { problemOf } from '../show/problems.ts';
import { readCheckInputs, type CheckFlags, type CheckInputs } from './inputs-of-check.ts';

export interface Checked {
  readonly report: CheckReport;
  readonly plan: Plan | undefined;
  readonly loaded: LoadedDeployment | undefined;
  readonly inputs: CheckInputs;
  readonly unread: readonly Problem[];
  readonly passedOver: readonly string[];
}

export interface CheckScope {
  readonly maxFiles?: number;
  /** Read the lists that the deployment names too. */
  readonly withDeclaredLists?: boolean;
}

/** Reads what the call names and checks it: what `cert check` and `check` have in common. */
export async function runCheck(
  names: readonly string[],
  flags: CheckFlags,
  call: Call,
  { maxFiles, withDeclaredLists = false }: CheckScope = {},
): Promise<Checked> {
  const loaded = await loadDeploymentIfAny(call);
  const plan = loaded && planDeployment(loaded.deployment);
  if (flags.peer !== undefined) {
    if (!plan) throw new CommandError(2, '--peer needs a deployment file', { help: '-d FILE' });
    selectPeers(plan, [flags.peer]);
  }
  const declared = withDeclaredLists && loaded ? await declaredLists(loaded, names, call) : [];
  const inputs = await readCheckInputs(names, flags, call, maxFiles, {
    lists: declared,
    names: (loaded?.deployment.clusters ?? []).flatMap(({ trustList }) => trustList ?? []),
  });
  const report = await checkWithPassphrase(inputs, flags, loaded, call);
  if (call.io.signal.aborted) throw new Interrupted();
  const isOther = (part: Unread): boolean => !inputs.named.has(part.file) && isOfNoKind(part);
  return {
    report,
    plan,
    loaded,
    inputs,
    unread: [
      ...inputs.unread,
      ...report.unread.filter((part) => !isOther(part)).map((part) => problemOf(unreadPart(part))),
    ],
    passedOver: [...inputs.passedOver, ...report.unread.filter(isOther).map(({ file }) => file)],
  };
}

/** Lists of the deployment file that are there and not among what is read anyway. */
async function declaredLists(
  { deployment, reference }: LoadedDeployment,
  names: readonly string[],
  { io }: Call,
): Promise<string[]> {
  const folder = reference.file === 'stdin' ? '.' : dirname(reference.file);
  const isRead = (path: string): boolean =>
    names.some(
      (name) => normalize(name) === '.' || `${path}/`.startsWith(`${normalize(name).replace(/\/$/, '')}/`),
    );
  const found: string[] = [];
  for (const { trustList } of deployment.clusters) {
    if (trustList === undefined) continue;
    const path = join(folder, trustList);
    const status = isRead(path) ? undefined : await io.fs.status(path).catch(() => undefined);
    if (status?.kind === 'file') found.push(path);
  }
  return found;
}

/** Asks for a passphrase where something is locked and somebody may be asked. */
async function checkWithPassphrase(
  { files, options }: CheckInputs,
  flags: CheckFlags,
  loaded: LoadedDeployment | undefined,
  call: Call,
): Promise<CheckReport> {
  const isGiven = flags.keyPassphraseFile !== undefined || flags.keyPassphraseFd !== undefined;
  const run = (passphrases: readonly string[]) =>
    check(files, loaded?.deployment, {
      ...options,
      passphrases,
      at: call.settings.at,
      crypto: call.io.crypto,
      // Importing a key into WebCrypto costs ten times the signature check, and folders hold hundreds of certificates.
      verifier: nodeVerifier(),
    });
  if (isGiven) return run([await existingPassphrase(call, flags, flags.key ?? 'the files')]);
  const report = await run([]);
  const locked = report.unread.find(({ code }) => code === 'passphrase-needed');
  if (!locked || !call.settings.mayPrompt) return report;
  return run([await existingPassphrase(call, flags, locked.file)]);
}
