import { dirname, join, normalize } from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { isBefore, rehearsalOf } from '../../lib/front.ts';
import { planDeployment, type Plan } from '../../lib/index.ts';
import { refusable } from '../ca/keys.ts';
import { missingFolders } from '../csr-create/files.ts';
import { writeFileSet } from '../host/file-set.ts';
import { loadDeployment } from '../inputs/load-deployment.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';
import { shellWord } from '../program/next-command.ts';
import { breaks, type Break } from './breaks.ts';
import { draftOf } from './draft.ts';
import { labName, makeLab } from './make-lab.ts';
import { markerName, markerText } from './marker.ts';

const kinds = Object.keys(breaks) as (keyof typeof breaks)[];

export const lab = defineCommand({
  examples: [
    ['lab -d corp.yaml --out lab/', 'keys, certificates and trusted-CA lists for every side'],
    [
      'lab -d corp.yaml --out broken/ --break chain/intermediate-missing',
      'the same with one fault, to see what it looks like',
    ],
  ],
  exitCodes: [0, 2, 3, 4],
  seeAlso: ['check', 'explain', 'ca init'],
  declare: (command) =>
    command
      .option('--out <dir>', 'the new folder', 'lab')
      .addOption(new Option('--break <kind>', 'with one fault: the code of its finding').choices(kinds)),
  async run(call) {
    const { flags, io, settings, terminal } = call;
    const folder = normalize(flags.out).replace(/(?<=.)\/$/, '');
    const { deployment, reference } = await loadDeployment(call);
    if (await io.fs.status(folder)) {
      throw new CommandError(4, `${folder} exists; nothing was written`, {
        help: 'choose another name with --out, or remove the lab that is there',
      });
    }
    const plan = planDeployment(rehearsalOf(deployment));
    const fault = flags.break === undefined ? undefined : breaks[flags.break]!;
    if (fault) requireSide(flags.break!, fault, plan);
    const draft = draftOf(plan);
    fault?.draft?.(draft);
    const made = await refusable('the lab', () => makeLab(draft, settings.at));
    await fault?.files?.(made, draft, settings.at);
    made.files.set(
      markerName,
      markerText({
        what: labName,
        deployment: reference.name,
        at: settings.at.toISOString(),
        ...(flags.break !== undefined && { break: flags.break }),
      }),
    );
    const files = [...made.files].map(([name, content]) => ({
      path: join(folder, name),
      content,
      mode: name.endsWith('.key.pem') ? 0o600 : 0o644,
      replaces: false,
    }));
    if (io.signal.aborted) throw io.signal.reason;
    const folders = [...new Set(files.map(({ path }) => dirname(path)))].filter((path) => path !== folder);
    writeFileSet(
      { folders: [...(await missingFolders(folder, io.fs)), folder, ...folders.sort()], aside: [], files },
      io.fs.atOnce,
    );
    terminal.wrote(folder, `${count(files.length, 'file')}, not for production`);
    return {
      findings: [],
      deployment: reference,
      parts: { written: [folder] },
      text: () => [
        `${labName}: ${count(draft.certificates.length, 'certificate')}, for 30 days.`,
        ...(flags.break === undefined ? [] : [`One fault is in it: ${flags.break}.`]),
      ],
      next: `expcert check ${shellWord(folder)} -d ${shellWord(reference.file)}`,
    };
  },
});

/** Not every deployment can have every fault. */
function requireSide(code: string, { from, before }: Break, { peers, deployment }: Plan): void {
  const isIn = (release: string): boolean =>
    (from === undefined || !isBefore(release, from)) && (before === undefined || isBefore(release, before));
  if (!peers.some(({ release }) => isIn(release))) {
    const when = [from && `from ${from} on`, before && `before ${before}`].filter(Boolean).join(' and ');
    throw new CommandError(2, `${code} is a fault of releases ${when}`, {
      found: `release ${deployment.release}`,
      help: 'give the deployment file another release',
    });
  }
  for (const role of ['C', 'E'] as const) {
    if (peers.some((peer) => peer.role === role)) continue;
    throw new CommandError(2, `a fault needs both sides, and the deployment has no Expressway-${role}`);
  }
}
