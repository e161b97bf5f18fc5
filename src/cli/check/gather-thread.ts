import { parentPort, workerData } from 'node:worker_threads';
import { mergeAllFacts, type FileToCheck } from '../../lib/front.ts';
import { gather, type CheckFacts } from '../../lib/index.ts';
import { nodeSha256, nodeVerifier } from '../../lib/node/index.ts';
import type { ThreadAnswer, ThreadData } from '../host/gather-threads.ts';

/** A thread of `--jobs`: gathers the files that it is sent, and says at which it is. */
const { at } = workerData as ThreadData;
const settings = { verifier: nodeVerifier(), sha256: nodeSha256 };

parentPort!.on('message', (files: readonly FileToCheck[]) => void answer(files));

async function answer(files: readonly FileToCheck[]): Promise<void> {
  const facts: CheckFacts[] = [];
  for (const [index, file] of files.entries()) {
    Atomics.store(at, 0, index);
    facts.push(await gather([file], settings));
  }
  parentPort!.postMessage({ facts: mergeAllFacts(facts) } satisfies ThreadAnswer);
}
