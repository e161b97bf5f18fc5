import { checkPlan, planDeployment } from '../dist/lib/index.js';
import { deploymentOf, deploymentText } from './deployment.mjs';
import { fastest, interleave } from './measure.mjs';

const at = new Date('2026-11-22T00:00:00Z');
const few = deploymentText({ peers: 1_000, names: 50 });
const many = deploymentText({ peers: 10_000, names: 50 });

function plan(deployment) {
  const planned = planDeployment(deployment);
  checkPlan(planned, { at });
  return planned;
}

async function planGrowth() {
  const read = { few: deploymentOf(few), many: deploymentOf(many) };
  const names = plan(read.many).peers.reduce((total, peer) => total + peer.names.length, 0);
  if (names !== 500_000) throw new Error(`10,000 peers were to have 500,000 names, not ${names}`);
  return growth('plan and check, 10,000 peers × 50 names', 25, {
    few: () => plan(read.few),
    many: () => plan(read.many),
  });
}

function readingGrowth() {
  return growth('read the file, 10,000 peers', 7, {
    few: () => deploymentOf(few),
    many: () => deploymentOf(many),
  });
}

/** Ten times the peers may take at most twelve times as long. */
async function growth(ours, rounds, works) {
  const times = fastest(await interleave(rounds, works));
  return { ours, oursMs: times.many, peer: '1,000 peers', peerMs: times.few, rounds, atMost: 12 };
}

export const figures = { 'plan/growth': planGrowth, 'plan/reading-growth': readingGrowth };
