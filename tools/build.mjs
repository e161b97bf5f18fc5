// Builds dist/: the library with its types (tsc) and once more for Node, the command line as one program and the page as one file (Vite).
// With --if-stale it does nothing when dist/ is newer than every source. Built beside and then
// swapped in, under a lock: test runs may build while another one is using dist/.
import { spawn } from 'node:child_process';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const cache = join(root, '.cache');
const lock = join(cache, 'build.lock');
const sources = [
  'src',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'vite.config.ts',
  'vite.library.config.ts',
  'vite.page.config.ts',
  'examples/corp.yaml',
  'examples/handover',
  'tools/build.mjs',
  'tools/page',
];

function newestChange(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const below = readdirSync(path).map((name) => newestChange(join(path, name)));
  return Math.max(found.mtimeMs, ...below);
}

function isFresh() {
  const built = statSync(join(dist, '.built'), { throwIfNoEntry: false });
  if (!built) return false;
  return sources.every((path) => newestChange(join(root, path)) <= built.mtimeMs);
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function isAbandoned() {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    return holder > 0 ? !isRunning(holder) : statSync(lock).mtimeMs < Date.now() - 10_000;
  } catch (error) {
    // Released in the meantime.
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

async function takeLock() {
  mkdirSync(cache, { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isAbandoned()) rmSync(lock, { force: true });
    else await sleep(100);
  }
}

function run(program, args) {
  return new Promise((resolve, reject) => {
    const command = [join(root, 'node_modules', program), ...args];
    // Tests, too, build what is handed out.
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = spawn(process.execPath, command, { cwd: root, env });
    const output = [];
    child.stdout.on('data', (data) => output.push(data));
    child.stderr.on('data', (data) => output.push(data));
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) return resolve();
      const text = stripVTControlCharacters(Buffer.concat(output).toString());
      reject(new Error(`${program} ${args.join(' ')} failed:\n${text}`));
    });
  });
}

async function buildLibrary(outDir) {
  const compile = (project) =>
    run('@typescript/native/bin/tsc', ['-p', project, '--outDir', join(outDir, 'lib')]);
  await compile('src/lib');
  await compile('src/lib/node');
  for (const file of readdirSync(join(outDir, 'lib'), { recursive: true })) {
    if (!file.endsWith('.d.ts')) continue;
    const path = join(outDir, 'lib', file);
    writeFileSync(path, forOlderCompilers(readFileSync(path, 'utf8')));
  }
}

/** Buffers have a type parameter only since TypeScript 5.7; what it says can be said without. */
const forOlderCompilers = (types) =>
  types
    .replaceAll('Uint8Array<ArrayBufferLike>', 'Uint8Array')
    .replaceAll('Uint8Array<ArrayBuffer>', '(Uint8Array & { readonly buffer: ArrayBuffer })');

async function buildForNode(outDir) {
  const config = ['-c', 'vite.library.config.ts', '--logLevel', 'warn'];
  await run('vite/bin/vite.js', ['build', ...config, '--outDir', join(outDir, 'node')]);
}

/**
 * CommonJS gets the one library there is, by require() of ESM. The files say so to programs that go by the kind of a file, as
 * TypeScript before 5.8 does.
 */
function writeForCommonJs(outDir) {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const write = ({ require: file }, text) => writeFileSync(file.replace(/^\.\/dist/, outDir), text);
  for (const { types, node, ...entry } of Object.values(exports)) {
    const code = node ?? entry;
    write(types, "export * from './index.js';\n");
    write(code, `module.exports = require('./${basename(code.default)}');\n`);
  }
}

async function buildProgram(outDir) {
  await run('vite/bin/vite.js', ['build', '--logLevel', 'warn', '--outDir', join(outDir, 'cli')]);
}

async function buildPage(outDir) {
  const config = ['-c', 'vite.page.config.ts', '--logLevel', 'warn'];
  await run('vite/bin/vite.js', ['build', ...config, '--outDir', join(outDir, 'page')]);
}

async function build() {
  const started = new Date();
  const beside = join(cache, `dist-${process.pid}`);
  try {
    await Promise.all([buildLibrary(beside), buildForNode(beside), buildProgram(beside), buildPage(beside)]);
    writeForCommonJs(beside);
    writeFileSync(join(beside, '.built'), `${started.toISOString()}\n`);
    // What changed while we built is newer than the build.
    utimesSync(join(beside, '.built'), started, started);
    rmSync(dist, { recursive: true, force: true });
    renameSync(beside, dist);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

await takeLock();
try {
  if (!process.argv.includes('--if-stale') || !isFresh()) await build();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(lock, { force: true });
}
