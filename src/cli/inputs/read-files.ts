import type { FileToCheck } from '../../lib/front.ts';
import { rightsIn } from '../host/others-rights.ts';
import type { Call } from '../program/command.ts';
import type { Problem } from '../program/command-error.ts';
import { findFiles } from './find-files.ts';
import type { PassedOver } from './passed-over.ts';

export interface ReadFiles {
  readonly files: readonly FileToCheck[];
  /** Paths that the call named itself: they must be what was asked for. */
  readonly named: ReadonlySet<string>;
  readonly unread: readonly Problem[];
  /** In folders, and not read: pipes, devices, links that lead nowhere, very large files. */
  readonly passedOver: readonly PassedOver[];
}

export interface ReadLimits {
  /** At most so many files are read; a call can allow more. */
  readonly maxFiles?: number;
}

/** Files of a call. */
export const mostFiles = 20_000;

/** Octets of all files together that are held in memory. */
const largestTotal = 512 * 1024 * 1024;

/** The files of a call and those in its folders, whole and in order. Others' rights are noted for the rules about keys. */
export async function readFiles(
  names: readonly string[],
  purpose: string,
  call: Pick<Call, 'io' | 'inputs' | 'terminal'>,
  limits: ReadLimits = {},
): Promise<ReadFiles> {
  const { maxFiles = mostFiles } = limits;
  const files: FileToCheck[] = [];
  const named = new Set<string>();
  const unread: Problem[] = [];
  const passedOver: PassedOver[] = [];
  let total = 0;
  for await (const found of findFiles(names, purpose, call)) {
    if ('problem' in found) unread.push(found.problem);
    else if ('passedOver' in found) passedOver.push({ path: found.passedOver, why: found.why });
    else {
      total += found.bytes.length;
      if (files.length >= maxFiles) {
        unread.push(tooMany(maxFiles, limits.maxFiles !== undefined));
        break;
      }
      if (total > largestTotal) {
        unread.push(tooMuch);
        break;
      }
      if (found.isNamed) named.add(found.file);
      files.push({ path: found.file, bytes: found.bytes, ...rightsIn(found.status, call.io.platform) });
      if (files.length % 100 === 0) call.terminal.progress(files.length, undefined, found.file);
    }
  }
  return { files, named, unread, passedOver };
}

const tooMany = (maxFiles: number, isAdjustable: boolean): Problem => ({
  message: `there are more than ${maxFiles} files`,
  details: {
    help: `check fewer folders at a time${isAdjustable ? `, or allow more: --max-files ${maxFiles * 2}` : ''}`,
  },
});

const tooMuch: Problem = {
  message: 'the files together are larger than 512 MiB',
  details: { help: 'check fewer folders at a time' },
};
