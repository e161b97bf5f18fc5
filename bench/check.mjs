import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostOf, makeAuthority, makeKey, makeLeaf, pemOf } from './certificates.mjs';
import { each, interleave, medians, run } from './measure.mjs';

const many = 10_000;
const few = 1_000;
const listed = 1_000;
/** Processes of openssl that are measured; a thousand times as many would only take longer. */
const sampled = 100;
const megabytes = 600;

const fileOf = (index) => `host${index}.pem`;

/** Two folders of certificates under an intermediate, the list of trusted CAs, and a deployment of which 200 are peers. */
function writeFiles(folder) {
  const root = makeAuthority('Root CA', makeKey('p-256'));
  const issuer = makeAuthority('Issuing CA', makeKey('p-256'), root);
  const others = Array.from({ length: listed - 2 }, (_, at) =>
    makeAuthority(`Trusted CA ${at}`, makeKey('p-256')),
  );
  const key = makeKey('p-256');
  const pems = Array.from({ length: many }, (_, index) => pemOf(makeLeaf(index, key, issuer)));
  for (const count of [few, many]) {
    mkdirSync(join(folder, String(count)));
    for (let at = 0; at < count; at++) writeFileSync(join(folder, String(count), fileOf(at)), pems[at]);
  }
  writeFileSync(join(folder, 'trusted.pem'), [root, issuer, ...others].map(({ der }) => pemOf(der)).join(''));
  writeFileSync(join(folder, 'deployment.yaml'), deployment());
}

/** 40 clusters of five, Expressway-C and Expressway-E in turn. */
function deployment() {
  const clusters = Array.from({ length: 40 }, (_, at) => {
    const peers = Array.from({ length: 5 }, (_, peer) => hostOf(at * 5 + peer));
    const role = at % 2 === 0 ? 'C' : 'E';
    return `  c${at}: { role: ${role}, name: cluster${at}.example.com, peers: [${peers.join(', ')}] }\n`;
  });
  return `version: 1
name: Many
release: X14.2
services: { mra: true }
ca: private
registrationDomains: [{ name: example.com, format: DNS }]
clusters:
${clusters.join('')}`;
}

/** The program as a person calls it, to its end; how much memory it ever had, in megabytes. */
function check(folder, count) {
  const args = ['check', String(count), '--trust', 'trusted.pem', '-d', 'deployment.yaml', '--exit-zero'];
  const script = join(import.meta.dirname, 'run-check.mjs');
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0 || !stdout.startsWith(`read ${count + 1} files`))
    throw new Error(`exit ${status}\n${stderr}${stdout}`);
  return Number(/peak (\d+)/.exec(stderr)[1]);
}

async function inFolder(measure) {
  const folder = mkdtempSync(join(tmpdir(), 'expcert-bench-'));
  try {
    writeFiles(folder);
    return await measure(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One `openssl verify` over all, and `openssl x509 -text` for each of a sample, scaled up to all. */
const againstOpenssl = () =>
  inFolder(async (cwd) => {
    const files = Array.from({ length: many }, (_, at) => join(String(many), fileOf(at)));
    const peaks = [];
    const text = (at) =>
      run('openssl', ['x509', '-in', files[at * (many / sampled)], '-noout', '-text'], { cwd });
    const times = medians(
      await interleave(3, {
        ours: () => peaks.push(check(cwd, many)),
        verify: () =>
          run('openssl', ['verify', '-no_check_time', '-CAfile', 'trusted.pem', ...files], { cwd }),
        texts: () => each(sampled, 1, text),
      }),
    );
    const peakMegabytes = Math.max(...peaks);
    if (peakMegabytes > megabytes)
      throw new Error(`checking took ${peakMegabytes} MB, more than ${megabytes}`);
    return {
      ours: `expcert check, ${many} certificates, ${listed} trusted CAs, 200 peers`,
      oursMs: times.ours,
      peer: `openssl x509 -text for each (${sampled} measured) and one openssl verify`,
      peerMs: (times.texts * many) / sampled + times.verify,
      verifyMs: Math.round(times.verify),
      peakMegabytes,
      atMost: 1 / 20,
    };
  });

const growth = () =>
  inFolder(async (cwd) => {
    const times = medians(await interleave(3, { many: () => check(cwd, many), few: () => check(cwd, few) }));
    return {
      ours: `expcert check, ${many} certificates`,
      oursMs: times.many,
      peer: `expcert check, ${few} certificates`,
      peerMs: times.few,
      atMost: 12,
    };
  });

export const figures = { 'check/openssl': againstOpenssl, 'check/growth': growth };
