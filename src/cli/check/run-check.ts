import { setImmediate } from 'node:timers/promises';
import { isOfNoKind, openLimits, rehearsalOf, unreadPart, type FileToCheck } from '../../lib/front.ts';
import {
  gather,
  judge,
  planDeployment,
  type CheckFacts,
  type CheckProgress,
  type CheckedItem,
  type CheckReport,
  type Plan,
  type JudgeOptions,
  type Unread,
} from '../../lib/index.ts';
import { nodeSha256, nodeVerifier } from '../../lib/node/index.ts';
import { problemOf } from '../inputs/contents-text.ts';
import { loadDeploymentIfAny, type LoadedDeployment } from '../inputs/load-deployment.ts';
import { loadFacts, requireDeploymentForFacts } from '../inputs/load-facts.ts';
import { missedFiles, whyPassedOver, type PassedOver } from '../inputs/passed-over.ts';
import { existingPassphrase, isPassphraseGiven } from '../inputs/passphrase.ts';
import { selectPeers } from '../inputs/select-peers.ts';
import type { Call } from '../program/command.ts';
import { CommandError, Interrupted, type Problem } from '../program/command-error.ts';
import { areLabs } from '../lab/marker.ts';
import { findDeclaredFiles, nothingDeclared } from './declared-files.ts';
import {
  readCheckInputs,
  standsIn,
  type CheckFlags,
  type CheckInputs,
  type Evidence,
} from './inputs-of-check.ts';

export interface Checked {
  readonly facts: CheckFacts;
  readonly report: CheckReport;
  readonly plan: Plan | undefined;
  readonly loaded: LoadedDeployment | undefined;
  readonly inputs: CheckInputs;
  readonly unread: readonly Problem[];
  readonly passedOver: readonly PassedOver[];
  /** All of it is the folder of a lab. */
  readonly isRehearsal: boolean;
}

export interface CheckScope {
  readonly maxFiles?: number;
}

/** Reads what the call and the deployment file name, and checks it: what `cert check` and `check` have in common. */
export async function runCheck(
  names: readonly string[],
  flags: CheckFlags,
  call: Call,
  { maxFiles }: CheckScope = {},
): Promise<Checked> {
  const isRehearsal = await areLabs(names, call.io.fs);
  const loaded = rehearsed(await loadDeploymentIfAny(call), isRehearsal);
  requireDeploymentForFacts(flags.facts, loaded);
  const dated = await loadFacts(flags.facts, call);
  const plan = loaded && planDeployment(loaded.deployment, dated);
  if (flags.peer !== undefined) {
    if (!plan) throw new CommandError(2, '--peer needs a deployment file', { help: '-d FILE' });
    selectPeers(plan, [flags.peer]);
  }
  const declared = loaded && !isRehearsal ? await findDeclaredFiles(loaded, names, call) : nothingDeclared;
  const inputs = await readCheckInputs(names, flags, call, maxFiles, declared, loaded?.deployment);
  const { facts, report } = await checkWithPassphrase(
    inputs,
    flags,
    loaded,
    call,
    isRehearsal ? { ...dated, isRehearsal } : dated,
  );
  if (call.io.signal.aborted) throw new Interrupted();
  const isOther = (part: Unread): boolean => !inputs.named.has(part.file) && isOfNoKind(part);
  const passedOver = [
    ...inputs.passedOver,
    ...report.unread
      .filter(isOther)
      .map(({ file, code }): PassedOver => ({ path: file, why: whyPassedOver(code) })),
  ];
  return {
    facts,
    report: { ...report, notChecked: [...report.notChecked, ...missedFiles(passedOver)] },
    plan,
    loaded,
    inputs,
    unread: [
      ...inputs.unread,
      ...inputs.evidence.filter((each) => isWithout(each, report)).map(nothingIn),
      ...report.unread.filter((part) => !isOther(part)).map((part) => problemOf(unreadPart(part))),
    ],
    passedOver,
    isRehearsal,
  };
}

/** A lab has files of its own in the place of those that the deployment file names. */
const rehearsed = (loaded: LoadedDeployment | undefined, isRehearsal: boolean) =>
  loaded && isRehearsal ? { ...loaded, deployment: rehearsalOf(loaded.deployment) } : loaded;

/** Nobody gives a folder to have nothing checked with it. */
function isWithout({ flag, paths, hasProblems }: Evidence, { items, unread }: CheckReport): boolean {
  const isWanted = ({ kind }: CheckedItem): boolean =>
    flag === '--crl'
      ? kind === 'crl' || kind === 'ocsp-response'
      : kind.endsWith('certificate') || kind === 'trust-list';
  const isLocked = unread.some((part) => standsIn(paths, part) && !isOfNoKind(part));
  return !hasProblems && !isLocked && !items.some((item) => isWanted(item) && standsIn(paths, item));
}

const nothingIn = ({ flag, names }: Evidence): Problem => ({
  message: `${flag}: there is no ${flag === '--crl' ? 'revocation list or OCSP response' : 'certificate'} in ${names.join(', ')}`,
  details: {
    help: ['give the file or the folder that holds it', 'what is in a file:  expcert show FILE'],
  },
});

/** Asks for a passphrase where something is locked and somebody may be asked. */
async function checkWithPassphrase(
  { files, options }: CheckInputs,
  flags: CheckFlags,
  loaded: LoadedDeployment | undefined,
  call: Call,
  dated: Pick<JudgeOptions, 'facts' | 'isRehearsal'>,
): Promise<Pick<Checked, 'facts' | 'report'>> {
  const isGiven = isPassphraseGiven(flags);
  const run = async (passphrases: readonly string[]) => {
    const common = {
      // Importing a key into WebCrypto costs ten times the signature check, and folders hold hundreds of certificates.
      verifier: nodeVerifier(),
      onProgress: (progress: CheckProgress) => showProgress(progress, call),
    };
    const here = (own: readonly FileToCheck[]) => gather(own, { ...common, sha256: nodeSha256, passphrases });
    const { jobs = 1 } = flags;
    const facts =
      jobs === 1 || files.length > openLimits.files
        ? await here(files)
        : await call.io.gatherInThreads(files, {
            jobs,
            here,
            onProgress: (done, total) => call.terminal.progress(done, total, 'reading certificates'),
          });
    const report = await judge(facts, loaded?.deployment, {
      ...options,
      ...common,
      ...dated,
      at: call.settings.at,
    });
    return { facts, report };
  };
  if (isGiven) return run([await existingPassphrase(call, flags, flags.key ?? 'the files')]);
  const found = await run([]);
  const locked = found.report.unread.find(({ code }) => code === 'passphrase-needed');
  if (!locked || !call.settings.mayPrompt) return found;
  return run([await existingPassphrase(call, flags, locked.file)]);
}

/** Gives way to Ctrl-C too. */
async function showProgress({ done, total, what }: CheckProgress, { terminal, io }: Call): Promise<void> {
  terminal.progress(done, total, what);
  await setImmediate();
  if (io.signal.aborted) throw new Interrupted();
}
