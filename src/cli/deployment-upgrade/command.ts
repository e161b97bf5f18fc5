import { normalize } from 'node:path';
import { InvalidArgumentError } from '@commander-js/extra-typings';
import { flowText, isDowngrade, upgradeDeployment, wholeRelease, type UpgradeStep } from '../../lib/front.ts';
import { checkOutput, writeOutput } from '../host/output-file.ts';
import { loadDeployment, type LoadedDeployment } from '../inputs/load-deployment.ts';
import { defineCommand, type Call } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';
import { deploymentArgument, shellWord } from '../program/next-command.ts';
import type { DeploymentReference, Result } from '../program/report.ts';
import type { Line } from '../render/line.ts';
import { columnsOfText, hanging } from '../render/wrap.ts';

interface Flags {
  readonly to?: string | undefined;
  readonly out?: string | undefined;
  readonly inPlace?: true | undefined;
}

type UpgradeCall = Call<readonly [file: string | undefined], Flags>;

export const deploymentUpgrade = defineCommand({
  examples: [
    ['deployment upgrade corp.yaml', 'what its own release wants and it does not say; writes nothing'],
    ['deployment upgrade corp.yaml --to X15.5 --out corp-x15.5.yaml', 'for a newer release, into a new file'],
    ['deployment upgrade corp.yaml --to X15.5 --in-place', 'into the same file'],
  ],
  exitCodes: [0, 2, 3, 4],
  seeAlso: ['plan', 'schema', 'init'],
  declare: (command) =>
    command
      .argument('[file]', 'the deployment file; default: that of -d')
      .option(
        '--to <release>',
        'the release to upgrade to, such as X15.5; default: that of the file',
        release,
      )
      .option('--out <file>', 'write the upgraded file here; - = stdout')
      .option('--in-place', 'write it over the file itself'),
  async run(call) {
    const target = targetOf(call);
    const [file] = call.args;
    const settings = file === undefined ? call.settings : { ...call.settings, deployment: file };
    const loaded = await loadDeployment({ ...call, settings });
    const { to } = call.flags;
    if (to !== undefined && isDowngrade(loaded.deployment, to)) {
      throw new CommandError(2, `${to} comes before ${loaded.deployment.release}, the release of the file`, {
        help: 'give a newer release, or none',
      });
    }
    const upgrade = upgradeDeployment(loaded.bytes, to);
    if (!upgrade) throw new Error('a deployment file that was read cannot be read again');
    return deliver(upgrade, target, loaded, call);
  },
});

function release(text: string): string {
  const whole = wholeRelease(text);
  if (whole !== undefined) return whole;
  throw new InvalidArgumentError('Expected a release with its second number, such as X15.5.');
}

type Target =
  { readonly kind: 'nothing' | 'in place' | 'stdout' } | { readonly kind: 'file'; readonly file: string };

function targetOf({ args: [file], flags: { out, inPlace }, settings }: UpgradeCall): Target {
  if (out !== undefined && inPlace) {
    throw new CommandError(2, '--out and --in-place exclude each other', { help: 'give one of them' });
  }
  const given = file ?? settings.deployment;
  if (inPlace) {
    if (given !== '-') return { kind: 'in place' };
    throw new CommandError(2, 'stdin cannot be written to', { help: 'to print the upgraded file: --out -' });
  }
  if (out === undefined) return { kind: 'nothing' };
  return out === '-' ? { kind: 'stdout' } : { kind: 'file', file: out };
}

type Upgraded = NonNullable<ReturnType<typeof upgradeDeployment>>;

async function deliver(
  { text, steps }: Upgraded,
  target: Target,
  { reference }: LoadedDeployment,
  { args, io, settings, terminal }: UpgradeCall,
): Promise<Result> {
  const { file } = reference;
  const base = { findings: [], deployment: reference };
  const parts = { changes: steps.map(changeJson) };
  const lines = changeLines(file, steps);
  if (target.kind === 'stdout') {
    for (const line of lines) terminal.say(line);
    return { ...base, verbatim: text, text: () => [] };
  }
  const shown = { ...base, parts, text: () => lines };
  if (target.kind === 'nothing')
    return steps.length === 0 ? shown : { ...shown, next: makingThem(reference, args[0], steps) };
  if (target.kind === 'in place' && steps.length === 0) return shown;
  const to = target.kind === 'file' ? target.file : file;
  const replaces = target.kind === 'file' ? await checkNew(to, file, settings.force, io) : true;
  writeOutput(to, text, replaces, io.fs, (await io.fs.status(file))?.mode);
  terminal.wrote(to);
  return { ...shown, parts: { ...parts, written: [to] }, next: `expcert plan -d ${shellWord(to)}` };
}

/** Whether a file gives way; the deployment file itself only where that is what is asked for. */
async function checkNew(out: string, file: string, force: boolean, { fs }: Call['io']): Promise<boolean> {
  const [before, after] = [await fs.status(file), await fs.status(out)];
  const isSame =
    normalize(out) === normalize(file) ||
    (after?.identity !== undefined && after.identity === before?.identity);
  if (!isSame) return checkOutput(out, force, fs);
  throw new CommandError(4, `${out} is the deployment file itself; nothing was written`, {
    help: 'to write over it: --in-place',
  });
}

/** The call that makes the changes, with the file given as it was. Stdin is no place. */
function makingThem(
  reference: DeploymentReference,
  given: string | undefined,
  steps: readonly UpgradeStep[],
) {
  const to = steps.find(({ path }) => path.at(-1) === 'release')?.to;
  const file = given === undefined ? deploymentArgument(reference) : ` ${shellWord(given)}`;
  const where = reference.file === 'stdin' ? '--out -' : '--in-place';
  return `expcert deployment upgrade${file}${to === undefined ? '' : ` --to ${String(to)}`} ${where}`;
}

const changeJson = ({ path, to, before, why }: UpgradeStep) => ({
  path: path.join('.'),
  to: flowText(to),
  ...(before !== undefined && { before: flowText(before) }),
  why,
});

function changeLines(file: string, steps: readonly UpgradeStep[]): Line[] {
  if (steps.length === 0) return [`${file} says all that its release wants.`];
  return [
    ...steps.flatMap(({ path, to, before, why }) => [
      `${path.join('.')}: ${flowText(to)}${before === undefined ? '' : `   was ${flowText(before)}`}`,
      ...hanging('    ', why, columnsOfText),
      '',
    ]),
    `${file}: ${count(steps.length, 'change')}.`,
  ];
}
