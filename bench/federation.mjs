import { fork } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import {
  acceptTls,
  federationPolicy,
  gatewayContext,
  nodeVerifier,
  PeerCache,
  peerGuard,
  PeerTrust,
  readCertificate,
  readDeployment,
  verifyPeer,
} from '../dist/lib/node/index.js';
import { interleaveApart } from './apart.mjs';
import { at, hostOf, makeAuthority, makeKey, makeLeaf, pemOf } from './certificates.mjs';
import { medians } from './measure.mjs';

/** Handshakes, or chains to judge, of one round. */
export const count = 300;

/** One root, one intermediate, a certificate for us and one for each of `count` peers, all P-256. */
function writePeers(folder) {
  const write = (name, text) => writeFileSync(join(folder, name), text);
  const root = makeAuthority('Root CA', makeKey('p-256'));
  const intermediate = makeAuthority('Issuing CA', makeKey('p-256'), root);
  const key = makeKey('p-256');
  write('root.pem', pemOf(root.der));
  write('intermediate.pem', pemOf(intermediate.der));
  write('key.pem', key.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  for (let index = 0; index < count; index++)
    write(`${index}.pem`, pemOf(makeLeaf(index, key, intermediate)));
}

export function readPeers(folder) {
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  const intermediate = read('intermediate.pem');
  return {
    root: read('root.pem'),
    intermediate,
    key: read('key.pem'),
    chains: Array.from({ length: count }, (_, index) => read(`${index}.pem`) + intermediate),
  };
}

const derOf = (pem) => new Uint8Array(Buffer.from(pem.replace(/-.*-/g, ''), 'base64'));
const dersOf = (pem) => pem.split(/(?<=-----END CERTIFICATE-----\n)/).map(derOf);

const { deployment } = readDeployment(
  `{ version: 1, name: bench, release: X15.5, services: { xmppFederation: true }, federationDomains: [example.com],
     clusters: { edge: { role: E, peers: [e.example.com] } }, federation: { privacyMode: Off } }`,
);
const policy = federationPolicy(deployment);
const trustIn = ({ root }) =>
  new PeerTrust({ anchors: [readCertificate(derOf(root))], verifier: nodeVerifier() });

/**
 * The accept path of a gateway: handshake, chain, verdict, and then an octet. Cold: nothing is remembered from the round
 * before, and every peer is another.
 */
function gatewayServer(peers, isCold) {
  const context = gatewayContext({ certificates: peers.chains[0], key: peers.key });
  let guard;
  const forget = () => {
    const trust = { current: trustIn(peers) };
    guard = peerGuard({ policy: () => policy, trust, now: () => at, cache: new PeerCache() });
  };
  forget();
  const server = createServer(async (socket) => {
    const { socket: secured, chain } = await acceptTls(socket, { context });
    const domain = hostOf(isCold ? nameIn(chain[0]) : 0);
    const { decision } = await guard.verify(chain, { role: 'client', domain, localDomain: 'example.com' });
    if (decision.verdict === 'reject') throw new Error(`refused by ${decision.rule}`);
    secured.end('!');
  });
  return { server, beforeRound: isCold ? forget : () => {} };
}

/** Which peer it is; a gateway reads it from the stream header. */
const nameIn = (der) => Number(/host(\d+)\.example/.exec(Buffer.from(der).toString('latin1'))[1]);

function bareServer({ root, chains, key }) {
  const server = tls.createServer({
    ...{ cert: chains[0], key, ca: root, requestCert: true, rejectUnauthorized: true },
  });
  server.on('secureConnection', (socket) => socket.end('!'));
  return { server, beforeRound: () => {} };
}

/** The clients are in a process of their own, so that what is measured is the server. */
async function handshakes(folder, serverOf, isCold) {
  const { server, beforeRound } = serverOf(readPeers(folder), isCold);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const clients = fork(join(import.meta.dirname, 'handshake-clients.mjs'), [
    ...[folder, String(server.address().port), isCold ? 'cold' : 'warm'],
  ]);
  process.on('exit', () => clients.kill());
  await once(clients, 'message');
  return async () => {
    beforeRound();
    clients.send('run');
    await once(clients, 'message');
  };
}

function judging(folder, isWarm) {
  const peers = readPeers(folder);
  const chains = peers.chains.map(dersOf);
  const cache = isWarm ? { cache: new PeerCache() } : {};
  const evidence = trustIn(peers);
  return async () => {
    for (let index = 0; index < count; index++) {
      const which = isWarm ? 0 : index;
      const question = { role: 'client', domain: hostOf(which), policy, evidence, time: at, ...cache };
      const { state } = await verifyPeer(chains[which], question);
      if (state !== 'ok') throw new Error(`${hostOf(which)} is ${state}`);
    }
  };
}

function nodeLoop(folder) {
  const peers = readPeers(folder);
  const chains = peers.chains.map(dersOf);
  const root = derOf(peers.root);
  const isIssued = (certificate, issuer) =>
    certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  return () => {
    chains.forEach((chain, index) => {
      const [leaf, intermediate] = chain.map((der) => new X509Certificate(der));
      const anchor = new X509Certificate(root);
      const isGood =
        isIssued(leaf, intermediate) && isIssued(intermediate, anchor) && leaf.checkHost(hostOf(index));
      if (!isGood) throw new Error(`${hostOf(index)} is good`);
    });
  };
}

export const works = {
  'gateway-warm': (folder) => handshakes(folder, gatewayServer, false),
  'gateway-cold': (folder) => handshakes(folder, gatewayServer, true),
  'bare-warm': (folder) => handshakes(folder, bareServer, false),
  'bare-cold': (folder) => handshakes(folder, bareServer, true),
  'judging-warm': (folder) => judging(folder, true),
  'judging-cold': (folder) => judging(folder, false),
  'node-loop': nodeLoop,
};

async function compare([ours, peer], titles, rounds, limit = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'expcert-bench-'));
  try {
    writePeers(folder);
    const times = medians(await interleaveApart(rounds, import.meta.url, [ours, peer], folder));
    const perSecond = (ms) => Math.round((count / ms) * 1000);
    return {
      ...{ ours: titles[0], oursMs: times[ours], peer: titles[1], peerMs: times[peer], rounds, ...limit },
      ...{ oursPerSecond: perSecond(times[ours]), peerPerSecond: perSecond(times[peer]) },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const bare = 'node:tls with rejectUnauthorized, the same clients';

export const figures = {
  'federation/accept-warm': () =>
    compare(['gateway-warm', 'bare-warm'], [`${count} handshakes of one peer, judged`, bare], 15, {
      atMost: 1 / 0.85,
    }),
  'federation/accept-cold': () =>
    compare(['gateway-cold', 'bare-cold'], [`${count} handshakes of as many peers, judged`, bare], 15, {
      atMost: 1 / 0.7,
    }),
  'federation/verify-peer-cold': () =>
    compare(
      ['judging-cold', 'node-loop'],
      [
        `verifyPeer() of ${count} chains`,
        'node:crypto: three X509Certificate, checkIssued, verify, checkHost',
      ],
      11,
    ),
  'federation/verify-peer-warm': () =>
    compare(
      ['judging-warm', 'judging-cold'],
      [`verifyPeer() of one chain ${count} times, with a cache`, `of ${count} chains without`],
      11,
    ),
};
