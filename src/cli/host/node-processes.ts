import { readFileSync } from 'node:fs';
import type { Processes } from './io.ts';

/** `3f2a…-4711`: after a restart of the machine another process has the number. */
export function nodeProcesses({ pid, kill }: Pick<NodeJS.Process, 'pid' | 'kill'>): Processes {
  const boot = bootId();
  return {
    own: `${boot}-${pid}`,
    isRunning(owner) {
      const [, ofBoot, number] = /^(.*)-(\d+)$/.exec(owner) ?? [];
      // A name that is none of ours: nobody can tell.
      if (number === undefined) return true;
      if (ofBoot !== boot) return false;
      try {
        kill(Number(number), 0);
        return true;
      } catch (error) {
        // Somebody else's process may not be asked, but it is there.
        return (error as NodeJS.ErrnoException).code !== 'ESRCH';
      }
    },
  };
}

/** Systems other than Linux do not say when they were started: the number of the process has to do. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().replaceAll('-', '');
  } catch {
    return 'process';
  }
}
