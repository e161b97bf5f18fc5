import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPlan, planDeployment } from '../dist/lib/index.js';
import { deploymentOf, deploymentText } from './deployment.mjs';
import { interleave, medians, run, totals } from './measure.mjs';

const at = new Date('2026-11-22T00:00:00Z');
const expcert = join(import.meta.dirname, '../dist/cli/main.js');
const texts = {
  few: deploymentText({ peers: 1_000, names: 50 }),
  many: deploymentText({ peers: 10_000, names: 50 }),
};
/** Ten times the peers may take at most twelve times as long. */
const atMost = 12;

function plans() {
  const few = planDeployment(deploymentOf(texts.few));
  const many = planDeployment(deploymentOf(texts.many));
  const names = many.peers.reduce((total, peer) => total + peer.names.length, 0);
  if (names !== 500_000) throw new Error(`10,000 peers were to have 500,000 names, not ${names}`);
  return { few, many };
}

/**
 * `few` runs ten times a round, so that both sides do as much, and pay as often for memory to be tidied up; a
 * tenth of its time is the peer's.
 */
async function growth(ours, rounds, { few, many }) {
  const tenTimes = () => {
    for (let time = 0; time < 10; time++) few();
  };
  const times = totals(await interleave(rounds, { few: tenTimes, many }));
  return {
    ours: `${ours}, 10,000 peers × 50 names`,
    oursMs: times.many / rounds,
    peer: '1,000 peers',
    peerMs: times.few / rounds / 10,
    rounds,
  };
}

async function planGrowth() {
  const { few, many } = plans();
  const works = { few: () => planDeployment(few.deployment), many: () => planDeployment(many.deployment) };
  return { ...(await growth('planDeployment()', 20, works)), atMost };
}

function checkGrowth() {
  const { few, many } = plans();
  return growth('checkPlan()', 20, {
    few: () => checkPlan(few, { at }),
    many: () => checkPlan(many, { at }),
  });
}

function readingGrowth() {
  return growth('readDeployment()', 5, {
    few: () => deploymentOf(texts.few),
    many: () => deploymentOf(texts.many),
  });
}

async function programGrowth() {
  const folder = mkdtempSync(join(tmpdir(), 'expcert-bench-'));
  const rounds = 5;
  try {
    const file = (size) => {
      const path = join(folder, `${size}.json`);
      writeFileSync(path, texts[size]);
      return path;
    };
    const plan = (path) => () => run(process.execPath, [expcert, 'plan', '-d', path]);
    const works = { few: plan(file('few')), many: plan(file('many')) };
    const times = medians(await interleave(rounds, works));
    return {
      ours: 'expcert plan, 10,000 peers × 50 names',
      oursMs: times.many,
      peer: '1,000 peers',
      peerMs: times.few,
      rounds,
      atMost,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const figures = {
  'plan/program-growth': programGrowth,
  'plan/growth': planGrowth,
  'plan/check-growth': checkGrowth,
  'plan/reading-growth': readingGrowth,
};
