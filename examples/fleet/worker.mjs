// Gathers the facts of the parts it is given, until it is stopped: node worker.mjs PORT
import { readFile } from 'node:fs/promises';
import { gather } from 'expcert';
import { nodeSha256, nodeVerifier } from 'expcert/node';
import { startWorker } from './queue/connect.mjs';

const settings = { verifier: nodeVerifier(), sha256: nodeSha256 };

startWorker(Number(process.argv[2]), async (paths) => {
  console.log(`gathering ${paths[0]} and ${paths.length - 1} more`);
  return gather(await Promise.all(paths.map(readInput)), settings);
});

const readInput = async (path) => ({ path, bytes: await readFile(path) });
