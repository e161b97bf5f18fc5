import { join } from 'node:path';
import { interleave, medians, run } from './measure.mjs';

const root = join(import.meta.dirname, '..');
const node = process.execPath;
const expcert = join(root, 'dist/cli/main.js');
const example = join(root, 'examples/corp.yaml');
const rounds = 25;

/** How long a user waits for this call, beside Node doing nothing. */
async function againstNothing(ours, args, atMost) {
  const times = medians(
    await interleave(rounds, {
      nothing: () => run(node, ['-e', '0']),
      expcert: () => run(node, [expcert, ...args]),
    }),
  );
  return { ours, oursMs: times.expcert, peer: 'node -e 0', peerMs: times.nothing, rounds, atMost };
}

export const figures = {
  'start-up/version': () => againstNothing('expcert --version', ['--version'], 1.5),
  'start-up/plan': () => againstNothing('expcert plan, 4 peers', ['plan', '-d', example], 3),
};
