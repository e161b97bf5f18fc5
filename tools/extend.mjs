// node tools/extend.mjs: adds a kind of name and a release fact to a copy of the sources, and says which files that touches.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runnerImport } from 'vite';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'expcert-extend-'));
try {
  const { module } = await runnerImport(join(root, 'tools/extend/copy.ts'), { logLevel: 'error' });
  for (const { file, isNew, lines } of module.extendCopy(root, join(folder, 'copy'))) {
    process.stdout.write(`${String(lines).padStart(4)}  ${file}${isNew ? '  (new)' : ''}\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
