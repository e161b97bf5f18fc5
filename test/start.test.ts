import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratchFolder } from './support/scratch.ts';

const root = join(import.meta.dirname, '..');
const clone = join(scratchFolder(), 'expcert');
const notCloned = new Set(['node_modules', 'dist', 'out', '.git', '.cache', 'coverage']);

/** As in a clone whose packages are installed; CI runs in one where they are not. Both streams, as a terminal shows them. */
function npmStart() {
  const { status, stdout } = spawnSync('sh', ['-c', 'npm start 2>&1'], {
    cwd: clone,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8' },
  });
  return { status, output: stdout };
}

describe('npm start', () => {
  cpSync(root, clone, { recursive: true, filter: (path) => !notCloned.has(basename(path)) });
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
  const out = join(clone, 'out');

  it('builds, makes the requests of the example, and prints what the README shows', () => {
    const { status, output } = npmStart();
    expect(status, output).toBe(0);
    expect(readdirSync(out).filter((name) => name.endsWith('.csr.pem'))).toHaveLength(4);
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const shown = /```console\n\$ npm start\n(.*?)```/s.exec(readme)![1]!.split('…\n').filter(Boolean);
    expect(shown.length).toBeGreaterThan(3);
    for (const passage of shown) expect(output).toContain(passage);
  });

  it('leaves the keys alone when it is called again, and says so and what to do', () => {
    const keys = readdirSync(out).map((name) => join(out, name));
    const before = keys.map((path) => statSync(path).mtimeMs);
    const { status, output } = npmStart();
    expect(status, output).toBe(0);
    expect(output).toContain('Keys are never overwritten');
    expect(output).toMatch(/^Next:/m);
    expect(keys.map((path) => statSync(path).mtimeMs)).toEqual(before);
  });
});
