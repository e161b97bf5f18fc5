// What `npm start` does in a fresh clone: install, build, and run the main job on the example deployment.
// Node's own modules only, since nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { installIfMissing } from './install.mjs';

const root = join(import.meta.dirname, '..');
const deployment = 'examples/corp.yaml';
const out = 'out';
const lab = 'out/lab';

function say(text = '') {
  process.stdout.write(`${text}\n`);
}

function expcert(...args) {
  say(`$ expcert ${args.join(' ')}`);
  const program = join(root, 'dist/cli/main.js');
  const { status } = spawnSync(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit' });
  say();
  return status ?? 130;
}

function build() {
  const { status } = spawnSync(process.execPath, [join(root, 'tools/build.mjs'), '--if-stale'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

function requestsIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.endsWith('.csr.pem'));
}

function createRequests() {
  const made = requestsIn(join(root, out));
  if (made.length === 0) return expcert('csr', 'create', '-d', deployment, '--out', out, '--no-input');
  say(
    `${out}/ already holds ${made.length} requests and their keys. Keys are never overwritten, so they stay.`,
  );
  say(`To start over, move ${out}/ away.`);
  say();
  return 0;
}

/** The whole way once: what the plan asks for is signed, and all of it is checked. The CA is for labs alone. */
function rehearse() {
  if (existsSync(join(root, lab))) say(`${lab}/ is there already. To rehearse anew, remove it.`);
  else if (expcert('lab', '-d', deployment, '--out', lab) !== 0) process.exit(1);
  const answered = expcert('check', lab, '-d', deployment);
  if (answered !== 0) process.exit(answered);
}

installIfMissing();
build();
const planned = expcert('plan', '-d', deployment);
const created = planned === 0 ? createRequests() : planned;
if (created !== 0) process.exit(created);
const first = requestsIn(join(root, out)).sort()[0];
const checked = expcert('csr', 'check', join(out, first), '-d', deployment);
if (checked !== 0) process.exit(checked);

rehearse();

const program = relative(process.cwd(), join(root, 'dist/cli/main.js'));
say('Next:');
say(`  1. Copy ${deployment}, put your own clusters, peers and domains into it, and look at the plan:`);
say(`       cp ${deployment} my.yaml`);
say(`       node ${program} plan -d my.yaml`);
say('  2. Make the keys and requests, and send the .csr.pem files to your CA:');
say(`       node ${program} csr create -d my.yaml --out csr/`);
say('  3. Keep the .key.pem files to yourself; you upload each one together with its certificate.');
say(`  node ${program} --help lists everything else. "npm link" puts the command "expcert" on your path.`);
