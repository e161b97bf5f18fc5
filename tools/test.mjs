// What `npm test` does: install what is missing, then run the tests; arguments go to vitest.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installIfMissing } from './install.mjs';

const root = join(import.meta.dirname, '..');
installIfMissing();
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const args = ['run', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, [vitest, ...args], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
