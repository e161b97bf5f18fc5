import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from '../dist/lib/index.js';
import { makeAuthority, makeKey, pemOf } from './certificates.mjs';
import { interleave, medians, run } from './measure.mjs';

const rounds = 2_000_000;
const megabytes = 300;

/** A PKCS#12 file with one certificate, in the open, under an integrity check of very many rounds. */
function writePkcs12(folder) {
  const certificate = join(folder, 'ca.pem');
  const file = join(folder, 'ca.p12');
  writeFileSync(certificate, pemOf(makeAuthority('Issuing CA', makeKey('p-256')).der));
  const how = ['-nokeys', '-certpbe', 'NONE', '-macalg', 'sha256', '-iter', `${rounds}`];
  const { status, stderr } = spawnSync(
    'openssl',
    ['pkcs12', '-export', '-in', certificate, '-out', file, '-passout', 'pass:secret', ...how],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return file;
}

async function pkcs12Rounds() {
  const folder = mkdtempSync(join(tmpdir(), 'expcert-bench-'));
  try {
    const file = writePkcs12(folder);
    const bytes = new Uint8Array(readFileSync(file));
    const works = {
      ours: async () => {
        const { unrecognised } = await open([{ path: file, bytes }], { passphrases: ['secret'] });
        if (unrecognised.length > 0) throw unrecognised[0].error;
      },
      openssl: () => run('openssl', ['pkcs12', '-in', file, '-passin', 'pass:secret', '-nodes']),
    };
    const times = medians(await interleave(5, works));
    return {
      ours: `open() of a PKCS#12 file, HMAC-SHA-256, ${rounds} rounds`,
      oursMs: times.ours,
      peer: 'openssl pkcs12, the process',
      peerMs: times.openssl,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A process of its own, so that its memory is that of this file alone. */
function beginLines() {
  const script = `
    import { open } from ${JSON.stringify(new URL('../dist/lib/index.js', import.meta.url).href)};
    const bytes = new Uint8Array(Buffer.from('-----BEGIN CERTIFICATE-----\\n'.repeat(1_000_000)));
    const start = performance.now();
    await open([{ path: 'lines.pem', bytes }]);
    console.log(JSON.stringify({ ms: performance.now() - start, peak: process.resourceUsage().maxRSS / 1024 }));
  `;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const { ms, peak } = JSON.parse(stdout);
  if (peak > megabytes) throw new Error(`28 MB of BEGIN lines took ${peak} MB, more than ${megabytes}`);
  return {
    what: '28 MB of BEGIN lines',
    value: ms,
    unit: 'ms',
    atMost: 2000,
    peakMegabytes: Math.round(peak),
  };
}

export const figures = { 'reading/pkcs12-rounds': pkcs12Rounds, 'reading/begin-lines': beginLines };
