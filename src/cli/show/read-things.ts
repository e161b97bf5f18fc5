import { openLimits, type InputFile } from '../../lib/front.ts';
import type { Recognised, Unrecognised } from '../../lib/index.ts';
import { problemOf } from '../inputs/contents-text.ts';
import { findFiles } from '../inputs/find-files.ts';
import { fileOpener } from '../inputs/open-files.ts';
import type { PassphraseFlags } from '../inputs/passphrase.ts';
import type { Call } from '../program/command.ts';
import type { Problem } from '../program/command-error.ts';

export interface ReadThings {
  readonly recognised: readonly Recognised[];
  /** What was asked for, or claims to be something, and cannot be read. */
  readonly unrecognised: readonly Unrecognised[];
  /** The same as problems, with files that could not even be opened. */
  readonly unread: readonly Problem[];
  /** Files in folders and archives that hold nothing of ours. */
  readonly passedOver: readonly string[];
}

/** Everything in the files, folders and archives named; asks for a passphrase where one is needed and may be asked for. */
export async function readThings(
  names: readonly string[],
  call: Call,
  flags: PassphraseFlags,
): Promise<ReadThings> {
  const { files, named, problems, passedOver } = await gather(names, call);
  const { recognised, unrecognised } = await fileOpener(call, flags, true)(files);
  const isOther = ({ path, error }: Unrecognised): boolean =>
    !named.has(path) && (error.code === 'unrecognised' || error.code === 'empty');
  const unreadable = unrecognised.filter((each) => !isOther(each));
  return {
    recognised,
    unrecognised: unreadable,
    unread: [...problems, ...unreadable.map(problemOf)],
    passedOver: [...passedOver, ...unrecognised.filter(isOther).map(({ path }) => path)],
  };
}

async function gather(names: readonly string[], call: Call) {
  const files: InputFile[] = [];
  const named = new Set<string>();
  const problems: Problem[] = [];
  const passedOver: string[] = [];
  for await (const found of findFiles(names, 'file', call, openLimits.fileBytes)) {
    if ('problem' in found) problems.push(found.problem);
    else if ('passedOver' in found) passedOver.push(found.passedOver);
    else {
      files.push({ path: found.file, bytes: found.bytes });
      if (found.isNamed) named.add(found.file);
    }
  }
  return { files, named, problems, passedOver };
}
