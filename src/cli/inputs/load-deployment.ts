import { createHash } from 'node:crypto';
import { readDeployment, type Deployment, type Finding } from '../../lib/index.ts';
import type { Call } from '../program/command.ts';
import { CommandError, type Problem, type SourceFrame } from '../program/command-error.ts';
import { defaultDeploymentFile } from '../program/next-command.ts';
import type { DeploymentReference } from '../program/report.ts';
import type { Settings } from '../program/settings.ts';
import { stepsOf } from '../render/steps.ts';

export interface LoadedDeployment {
  readonly deployment: Deployment;
  /** The file as it was read. */
  readonly bytes: Uint8Array;
  /** What is wrong with the file without making it unreadable. */
  readonly findings: readonly Finding[];
  /** For the result. */
  readonly reference: DeploymentReference;
}

interface Source extends Pick<Call, 'io' | 'inputs'> {
  readonly settings: Pick<Settings, 'deployment'>;
}

/** The deployment of this call; without one, CommandError 2. Every mistake in the file: one CommandError 3. */
export async function loadDeployment(call: Source): Promise<LoadedDeployment> {
  const loaded = await loadDeploymentIfAny(call);
  if (loaded) return loaded;
  throw new CommandError(2, 'no deployment file is given', {
    found: `no -d FILE, no ./${defaultDeploymentFile} and no $EXPCERT_DEPLOYMENT`,
    help: ['to use a file:  -d FILE', `to start one:   expcert init -o ${defaultDeploymentFile}`],
  });
}

/** The same for commands that can do without: undefined where none is given. */
export async function loadDeploymentIfAny(call: Source): Promise<LoadedDeployment | undefined> {
  const name = await deploymentFile(call);
  if (name === undefined) return undefined;
  const { file, bytes } = await call.inputs.read(name, 'deployment file');
  const { deployment, findings } = readDeployment(bytes, { file });
  if (!deployment) throw new CommandError(3, findings.map(problemOf), {}, { findings });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    deployment,
    bytes,
    findings,
    reference: { name: deployment.name, file, sha256, waivers: deployment.waivers },
  };
}

/** -d, then ./expcert.yaml, then $EXPCERT_DEPLOYMENT. */
export async function deploymentFile({
  io,
  settings,
}: Pick<Source, 'io' | 'settings'>): Promise<string | undefined> {
  if (settings.deployment !== undefined) return settings.deployment;
  if (await io.fs.status(defaultDeploymentFile)) return defaultDeploymentFile;
  return io.env['EXPCERT_DEPLOYMENT'] || undefined;
}

/** A finding about a place in a file, told as an error. */
export function problemOf(finding: Finding): Problem {
  const { code, message, params, locations } = finding;
  const help = stepsOf(finding, { command: '' });
  const location = locations[0];
  const words = (name: string) => (typeof params[name] === 'string' ? params[name] : undefined);
  const [label, found, expected, note] = ['label', 'found', 'expected', 'note'].map(words);
  const frame = params['frame'] as SourceFrame | undefined;
  return {
    code,
    message,
    ...(location && { location }),
    ...(frame && { frame }),
    ...(label !== undefined && { label }),
    details: {
      ...(found !== undefined && { found }),
      ...(expected !== undefined && { expected }),
      ...(note !== undefined && { note }),
      // What was expected already says what to do.
      ...(expected === undefined && help.length > 0 && { help }),
    },
  };
}
