import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Like interleave(), with every work in a process of its own: none pays for another's garbage, and none loses the
 * machine code that the engine has made for it. `module` exports `works`, whose functions are given the folder with
 * what both sides work on, and return the work itself.
 */
export async function interleaveApart(rounds, module, names, folder) {
  const workers = names.map((name) => fork(join(import.meta.dirname, 'worker.mjs'), [module, name, folder]));
  try {
    for (const worker of workers) await answer(worker);
    const times = Object.fromEntries(names.map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (let turn = 0; turn < names.length; turn++) {
        const index = (turn + round) % names.length;
        workers[index].send('run');
        times[names[index]].push(await answer(workers[index]));
      }
    }
    return times;
  } finally {
    for (const worker of workers) worker.kill();
  }
}

/** The next message of a worker; it has nothing to say any more if it ends. */
async function answer(worker) {
  const answered = new AbortController();
  const { signal } = answered;
  const ended = once(worker, 'exit', { signal }).then(([code]) => {
    throw new Error(`a worker ended with exit code ${code}`);
  });
  ended.catch(() => {});
  try {
    const [message] = await Promise.race([once(worker, 'message', { signal }), ended]);
    return message;
  } finally {
    answered.abort();
  }
}
