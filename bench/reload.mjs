import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadTrust } from '../dist/node/node.js';
import { makeAuthority, makeKey } from './certificates.mjs';
import { median } from './measure.mjs';
import { makeList } from './revocation.mjs';

const count = 200_000;
const rounds = 5;

/** The longest pause of the event loop while a long list takes the place of another. */
async function pauseOfReload() {
  const folder = mkdtempSync(join(tmpdir(), 'expcert-bench-'));
  try {
    const issuer = makeAuthority('Issuing CA', makeKey('rsa-2048'));
    const [anchors, crls] = ['ca.der', 'ca.crl'].map((name) => join(folder, name));
    writeFileSync(anchors, issuer.der);
    writeFileSync(crls, makeList(count, issuer).der);
    const trust = await loadTrust({ anchors: [anchors], crls: [crls] }, { watch: false });
    const pauses = [];
    for (let round = 0; round < rounds; round++) {
      writeFileSync(`${crls}.new`, makeList(count, issuer, 8 + round).der);
      renameSync(`${crls}.new`, crls);
      await sleep(500);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      await trust.reload();
      await sleep(200);
      delay.disable();
      pauses.push(delay.max / 1e6);
    }
    trust.close();
    return {
      what: `longest pause of the event loop while loadTrust() reads a list of ${count} entries anew, median of ${rounds}`,
      ...{ value: median(pauses), unit: 'ms', atMost: 50, worstMs: Math.max(...pauses) },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const figures = { 'federation/reload-list': pauseOfReload };
