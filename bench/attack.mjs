import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import tls from 'node:tls';
import { readPeers, writePeers } from './federation.mjs';
import { hostOf } from './certificates.mjs';
import { makeHostile } from './hostile.mjs';
import { median, time } from './measure.mjs';

const here = (name) => join(import.meta.dirname, name);

async function withGateway(measure) {
  const folder = mkdtempSync(join(tmpdir(), 'expcert-bench-'));
  let gateway;
  try {
    writePeers(folder);
    const hostile = makeHostile();
    gateway = fork(here('attacked-gateway.mjs'), [folder], { execArgv: ['--expose-gc'] });
    const [{ port }] = await once(gateway, 'message');
    const ask = async (question) => {
      gateway.send(question);
      const [{ answer }] = await once(gateway, 'message');
      return answer;
    };
    /** Identities, loops, and connections in all; 0: until stop() is called. */
    const attack = async (identities, loops, count = 0) => {
      const file = join(folder, 'hostile.json');
      writeFileSync(file, JSON.stringify(identities));
      const attackers = fork(here('attackers.mjs'), [file, port, loops, count].map(String));
      await once(attackers, 'message');
      const done = once(attackers, 'message').then(([connections]) => connections);
      return { done, stop: () => (attackers.send('stop'), done) };
    };
    return await measure({ ask, attack, hostile, port, peer: goodPeer(folder, port) });
  } finally {
    gateway?.kill();
    rmSync(folder, { recursive: true });
  }
}

/** Connects as a partner does, up to the stream features; gives the milliseconds. */
function goodPeer(folder, port) {
  const { chains, key } = readPeers(folder);
  let next = 1;
  return () =>
    time(async () => {
      const which = next++ % chains.length;
      const secureContext = tls.createSecureContext({ cert: chains[which], key });
      const socket = tls.connect({ host: '127.0.0.1', port, secureContext, rejectUnauthorized: false });
      socket.write(
        `<stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams' from='${hostOf(which)}' to='example.com' version='1.0'>`,
      );
      for (let heard = ''; !heard.includes('</stream:features>');)
        heard += (await once(socket, 'data'))[0].toString();
      socket.destroy();
    });
}

/** The delay of the event loop, and what good peers wait, for so many seconds. */
async function observe(seconds, { ask, peer }) {
  await ask('begin');
  const waits = [];
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) waits.push(await peer());
  return { ...(await ask('end')), peerMs: median(waits) };
}

async function delayUnderAttack() {
  return withGateway(async (lab) => {
    // Until the code that runs often has been compiled.
    await observe(3, lab);
    const idle = await observe(5, lab);
    const { layers, exponents } = lab.hostile;
    const attack = await lab.attack({ layers, exponents }, 3);
    await observe(5, lab);
    const attacked = await observe(15, lab);
    const attacks = await attack.stop();
    return {
      what: 'delay of the event loop of examples/gateway at the 99th percentile, three attackers in a loop',
      ...{ value: attacked.p99, unit: 'ms', atMost: 100 },
      ...{ idleMs: idle.p99, timesIdle: attacked.p99 / idle.p99, worstMs: attacked.max, attacks },
      ...{ goodPeerMs: attacked.peerMs, goodPeerIdleMs: idle.peerMs },
    };
  });
}

const hostileConnections = 10_000;

/** Once no stream is open any more. */
async function heapOf({ ask }) {
  while ((await ask('open')) > 0) await sleep(300);
  return ask('heap');
}

async function heapAfterAttack() {
  return withGateway(async (lab) => {
    const { hostile } = lab;
    await (
      await lab.attack(hostile, 8, 500)
    ).done;
    const before = await heapOf(lab);
    await (
      await lab.attack(hostile, 8, hostileConnections)
    ).done;
    const after = await heapOf(lab);
    return {
      what: `heap of examples/gateway after ${hostileConnections} hostile connections, by that before`,
      ...{ value: after / before, unit: '×', atMost: 1.1, beforeBytes: before, afterBytes: after },
    };
  });
}

const held = 1000;
const goodPeers = 20;

/** One address takes all the connections that it gets, and says nothing on them. */
async function placesLeft() {
  return withGateway(async ({ port, peer }) => {
    const sockets = [];
    for (let i = 0; i < held; i++) {
      const socket = net.connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
      socket.on('error', () => {});
      sockets.push(socket);
      if (i % 100 === 99) await sleep(50);
    }
    const waits = [];
    for (let i = 0; i < goodPeers; i++) waits.push(await Promise.race([peer(), sleep(5000, Infinity)]));
    for (const socket of sockets) socket.destroy();
    return {
      what: `good peers of ${goodPeers} without features from examples/gateway while one address opens ${held} connections`,
      ...{ value: waits.filter((wait) => wait === Infinity).length, unit: 'peers', atMost: 0 },
      longestMs: Math.max(...waits),
    };
  });
}

export const figures = {
  'federation/attack-places': placesLeft,
  'federation/attack-delay': delayUnderAttack,
  'federation/attack-heap': heapAfterAttack,
};
