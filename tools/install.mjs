import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Installs the locked packages where they are missing, as in a fresh clone. */
export function installIfMissing() {
  // npm writes this file last, so an installation that was broken off counts as missing.
  if (existsSync(join(root, 'node_modules/.package-lock.json'))) return;
  process.stderr.write('Installing packages (npm ci), once …\n');
  const npm = process.env['npm_execpath'];
  const [program, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const { status } = spawnSync(program, [...args, 'ci', '--loglevel', 'error'], {
    cwd: root,
    // stdout is the result's alone.
    stdio: ['ignore', process.stderr, 'inherit'],
  });
  if (status !== 0) {
    process.stderr.write('npm ci failed; see above. It needs Node 20.19 or later and the npm registry.\n');
    process.exit(status ?? 1);
  }
}
