import { join } from 'node:path';
import type { Io } from '../host/io.ts';
import { CommandError } from '../program/command-error.ts';

const prefix = '.lock-';
/** Another run needs no longer, unless it waits for a person. */
const patience = 10_000;
const pause = 100;

/**
 * Does something while no other run does anything in this folder. Each run lays down a file that names its process, and goes
 * on only where it sees no other's: of two, one at least sees the other. The file of a process that is no more counts for
 * nothing, and is taken away.
 *
 * @throws CommandError 4 where another run does not come to its end
 */
export async function whileLocked<Result>(
  folder: string,
  io: Pick<Io, 'fs' | 'processes' | 'wait'>,
  act: () => Promise<Result>,
): Promise<Result> {
  const { own, isRunning } = await io.processes();
  const { atOnce } = io.fs;
  const mine = `${prefix}${own}`;
  for (let waited = 0; ; waited += pause) {
    // One of this name is of a process that had the same number, and is no more.
    if (!(await io.fs.status(join(folder, mine)))) atOnce.create(join(folder, mine), '', 0o600);
    const others = (await io.fs.list(folder)).filter((name) => name.startsWith(prefix) && name !== mine);
    const alive = others.filter((name) => isRunning(name.slice(prefix.length)));
    if (alive.length === 0) {
      try {
        for (const name of others) atOnce.remove(join(folder, name));
        return await act();
      } finally {
        atOnce.remove(join(folder, mine));
      }
    }
    atOnce.remove(join(folder, mine));
    if (waited >= patience) throw busy(folder, alive[0]!);
    // Not at the same moment as the other.
    await io.wait(pause * (0.5 + Math.random()));
  }
}

const busy = (folder: string, lock: string): CommandError =>
  new CommandError(4, `another run is at work in ${folder}; nothing was written`, {
    found: `${join(folder, lock)}, of process ${lock.slice(lock.lastIndexOf('-') + 1)}`,
    help: 'wait for its end; where there is no such run, remove the file',
  });
