import { join, resolve } from 'node:path';
import { requestText } from '../../lib/front.ts';
import type { RequestPlan } from '../../lib/index.ts';
import { checkOutput, refuseKey } from '../host/output-file.ts';
import { fileSystemReason } from '../host/file-system-reason.ts';
import { octal } from '../inputs/passphrase.ts';
import type { Call } from '../program/command.ts';
import { CommandError, type Problem } from '../program/command-error.ts';
import { shellWord } from '../program/next-command.ts';
import type { DeploymentReference } from '../program/report.ts';
import { withAdvice } from './advice.ts';
import { conflicts } from './existing.ts';
import {
  backups,
  csrFileName,
  keyFileName,
  missingFolders,
  planFiles,
  statusOf,
  type Existing,
  type FileRules,
  type RequestFiles,
  type Target,
} from './files.ts';
import type { CsrCreateFlags } from './flags.ts';
import { isFor, manifestName, readManifest, type Manifest } from './manifest.ts';

/** Every file of the run, looked at before any key is made. */
export interface Targets {
  /** The requests that nothing stands in the way of. */
  readonly targets: readonly Target[];
  /** Of the others, with --keep-going. */
  readonly refused: readonly Problem[];
  readonly folders: readonly string[];
  readonly manifest: {
    readonly path: string;
    readonly exists: boolean;
    readonly before: Manifest | undefined;
    /** With --replace-keys and --reuse-key the old one is kept, like keys and CSRs. */
    readonly aside: RequestFiles['aside'];
  };
  readonly zip: { readonly path: string; readonly exists: boolean } | undefined;
}

type Source = Pick<Call, 'io' | 'settings' | 'terminal'>;

/** @throws CommandError 4 for everything that is in the way, all of it at once */
export async function findTargets(
  requests: readonly RequestPlan[],
  deployment: DeploymentReference,
  call: Source,
  flags: CsrCreateFlags,
): Promise<Targets> {
  const { fs } = call.io;
  const rules = fileRules(flags, call);
  const manifest = await findManifest(rules, call);
  const zip = flags.zip === undefined ? undefined : await findZip(flags.zip, requests, rules, call);
  const { targets, refused } = await findFree(requests, rules, manifest, deployment, call, flags);
  checkManifest(manifest, targets, deployment, rules, call);
  const folders = new Set(await missingFolders(manifest.path, fs));
  for (const folder of zip ? await missingFolders(zip.path, fs) : []) folders.add(folder);
  await warnOfOpenFolder(rules.out, call);
  const aside = await keepManifest(manifest, rules, call);
  const isOther = manifest.before?.deployment.name !== deployment.name;
  return {
    targets,
    refused,
    folders: [...folders],
    manifest: {
      path: manifest.path,
      exists: manifest.exists && aside.length === 0,
      before: isOther ? undefined : manifest.before,
      aside,
    },
    zip,
  };
}

/** The requests that can be written, and what is in the way of the others. */
async function findFree(
  requests: readonly RequestPlan[],
  rules: FileRules,
  { before }: FoundManifest,
  deployment: DeploymentReference,
  { io }: Source,
  flags: CsrCreateFlags,
): Promise<Pick<Targets, 'targets' | 'refused'>> {
  const planned: Target[] = [];
  for (const request of requests) planned.push({ request, files: await planFiles(request, rules, io.fs) });
  const blocked = planned.filter(({ files }) => files.blockedBy.length > 0);
  const problems = await Promise.all(blocked.map((target) => conflicts(target, before, io)));
  const refused = withAdvice(problems.flat(), { planned, blocked, deployment, flags });
  const targets = planned.filter((target) => !blocked.includes(target));
  if (refused.length > 0 && (!flags.keepGoing || targets.length === 0)) throw new CommandError(4, refused);
  return { targets, refused };
}

function fileRules(flags: CsrCreateFlags, { settings }: Source): FileRules {
  return {
    out: flags.out,
    reuseKey: flags.reuseKey,
    ending: flags.der ? '.csr.der' : '.csr.pem',
    existing: existingRule(flags, settings.force),
  };
}

function existingRule({ reuseKey, replaceKeys }: CsrCreateFlags, force: boolean): Existing {
  if (reuseKey !== undefined) return 'keep-keys';
  if (replaceKeys) return 'set-aside';
  return force ? 'replace-csrs' : 'refuse';
}

interface FoundManifest {
  readonly path: string;
  readonly exists: boolean;
  readonly before: Manifest | undefined;
}

async function findManifest({ out }: FileRules, { io: { fs } }: Source): Promise<FoundManifest> {
  const path = join(out, manifestName);
  const status = await statusOf(path, fs);
  if (!status) return { path, exists: false, before: undefined };
  if (status.kind !== 'file') throw new CommandError(4, `${path} is no file; nothing was written`);
  try {
    return { path, exists: true, before: readManifest(await fs.read(path)) };
  } catch (error) {
    throw new CommandError(4, `${path}: ${fileSystemReason(error)}; nothing was written`);
  }
}

/** A manifest is added to without further ado, but what it says of a CSR or another deployment is not lost unasked. */
function checkManifest(
  { path, exists, before }: FoundManifest,
  targets: readonly Target[],
  deployment: DeploymentReference,
  { existing }: FileRules,
  { settings }: Source,
): void {
  if (!exists || settings.force) return;
  const help = 'to replace it: --force; or choose another folder with --out';
  if (!before)
    throw new CommandError(4, `${path} exists and is no manifest of expcert; nothing was written`, { help });
  if (before.deployment.name !== deployment.name) {
    throw new CommandError(4, `${path} belongs to another deployment; nothing was written`, {
      found: before.deployment.name,
      expected: deployment.name,
      help,
    });
  }
  const known = targets.find(({ request }) => before.peers.some((entry) => isFor(entry, request)));
  if (!known || existing !== 'refuse') return;
  throw new CommandError(
    4,
    `${path} has an entry for ${requestText(known.request)}, whose files are gone; nothing was written`,
    {
      help: 'to replace the entry: --force',
    },
  );
}

/** The manifest that gives way is kept where keys and CSRs are; elsewhere it is replaced, unless it holds a key. */
async function keepManifest(
  { path, exists }: FoundManifest,
  { existing }: FileRules,
  { io: { fs } }: Source,
): Promise<RequestFiles['aside']> {
  if (!exists) return [];
  if (existing === 'set-aside' || existing === 'keep-keys') {
    const status = await statusOf(path, fs);
    return status ? backups([{ path, status }], fs) : [];
  }
  await refuseKey(path, fs);
  return [];
}

async function findZip(
  path: string,
  requests: readonly RequestPlan[],
  rules: FileRules,
  { io: { fs }, settings }: Source,
) {
  const other = otherOutputs(requests, rules).find((output) => resolve(output.path) === resolve(path));
  if (other) {
    throw new CommandError(2, `--zip ${path} is also ${other.what}`, {
      help: 'give the zip a name of its own',
    });
  }
  return { path, exists: await checkOutput(path, settings.force, fs) };
}

function otherOutputs(requests: readonly RequestPlan[], { out, reuseKey, ending }: FileRules) {
  const ofRequests = requests.flatMap((request) => {
    const whose = requestText(request);
    return [
      { path: join(reuseKey ?? out, keyFileName(request)), what: `the key of ${whose}` },
      { path: join(out, keyFileName(request)), what: `the key of ${whose}` },
      { path: join(out, csrFileName(request, ending)), what: `the CSR of ${whose}` },
    ];
  });
  return [...ofRequests, { path: join(out, manifestName), what: 'the manifest' }];
}

/** Who may write to the folder may put other files in the place of ours. */
async function warnOfOpenFolder(out: string, { io, terminal }: Source): Promise<void> {
  const status = await statusOf(out, io.fs);
  if (io.platform === 'win32' || !status || (status.mode & 0o022) === 0) return;
  terminal.warn(
    `others can write to ${out} (mode ${octal(status.mode)}), where the keys go: chmod go-w ${shellWord(out)}`,
  );
}
