import { fork } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { runnerImport } from 'vite';
import {
  acceptTls,
  federationPolicy,
  gatewayContext,
  PeerCache,
  peerGuard,
  PeerTrust,
  readCertificate,
  readDeployment,
  threadVerifier,
  verifyPeer,
} from '../dist/lib/node/index.js';
import { interleaveApart } from './apart.mjs';
import { at, hostOf, makeAuthority, makeKey, makeLeaf, pemOf } from './certificates.mjs';
import { medians } from './measure.mjs';

/** Handshakes, or chains to judge, of one round. */
export const count = 300;

/** One root, one intermediate, a certificate for us and one for each of `count` peers, all P-256. */
export function writePeers(folder) {
  const write = (name, text) => writeFileSync(join(folder, name), text);
  const root = makeAuthority('Root CA', makeKey('p-256'));
  const intermediate = makeAuthority('Issuing CA', makeKey('p-256'), root);
  const key = makeKey('p-256');
  write('root.pem', pemOf(root.der));
  write('intermediate.pem', pemOf(intermediate.der));
  write('key.pem', key.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  write('gateway.yaml', deploymentText);
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

const deploymentText = `{ version: 1, name: bench, release: X15.5, services: { xmppFederation: true }, federationDomains: [example.com],
  clusters: { edge: { role: E, peers: [e.example.com] } }, federation: { privacyMode: Off, saslExternal: true } }`;
const policy = federationPolicy(readDeployment(deploymentText).deployment);
const trustIn = ({ root }) =>
  new PeerTrust({ anchors: [readCertificate(derOf(root))], verifier: threadVerifier() });

/** What a gateway asks. Cold: nothing is remembered from the round before, and every peer is another. */
async function guardOf(peers, isCold) {
  let guard;
  const forget = () => {
    const trust = { current: trustIn(peers) };
    guard = peerGuard({ policy: () => policy, trust, now: () => at, cache: new PeerCache() });
  };
  const verify = (...question) => guard.verify(...question);
  // As in a gateway that has been up for a while: OpenSSL needs no warming up, and one round of handshakes is none.
  for (let round = 0; round < 10; round++) {
    forget();
    for (const [index, chain] of peers.chains.map(dersOf).entries())
      await verify(chain, { role: 'client', domain: hostOf(index), localDomain: 'example.com' });
  }
  forget();
  return { guard: { verify }, beforeRound: isCold ? forget : () => {} };
}

/** The accept path by itself: handshake, chain, verdict, and then an octet. */
async function acceptingServer({ peers, isCold }) {
  const context = gatewayContext({ certificates: peers.chains[0], key: peers.key });
  const { guard, beforeRound } = await guardOf(peers, isCold);
  const server = createServer(async (socket) => {
    const { socket: secured, chain } = await acceptTls(socket, { context });
    const domain = hostOf(isCold ? nameIn(chain[0]) : 0);
    const { decision } = await guard.verify(chain, { role: 'client', domain, localDomain: 'example.com' });
    if (decision.verdict === 'reject') throw new Error(`refused by ${decision.rule}`);
    secured.end('!');
  });
  return { port: await listening(server), beforeRound };
}

/** Which peer it is; a gateway reads it from the stream header. */
const nameIn = (der) => Number(/host(\d+)\.example/.exec(Buffer.from(der).toString('latin1'))[1]);

/** A module of examples/gateway. */
export async function loadExample(name) {
  const file = join(import.meta.dirname, '../examples/gateway', name);
  return (await runnerImport(file, { logLevel: 'error' })).module;
}

/** The whole of examples/gateway, up to its stream features. */
async function exampleGateway({ folder, peers, isCold }) {
  const { openSite } = await loadExample('open-site.ts');
  const { startGateway } = await loadExample('gateway.ts');
  const { guard, beforeRound } = await guardOf(peers, isCold);
  const [deployment, certificate, key, root] = ['gateway.yaml', '0.pem', 'key.pem', 'root.pem'].map((name) =>
    join(folder, name),
  );
  const site = await openSite(
    { deployment, certificate, key, trust: { anchors: [root] } },
    { guard, deliver: () => {}, onEvent: () => {}, reloading: { watch: false } },
  );
  const port = await freePort();
  await startGateway(site, { host: '127.0.0.1', port: await freePort(), directTlsPort: port });
  return { port, beforeRound };
}

export async function freePort() {
  const server = createServer();
  const port = await listening(server);
  server.close();
  await once(server, 'close');
  return port;
}

async function listening(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

/** node:tls as it is usually written; what it answers is as long as a gateway's header and features. */
async function bareServer({ peers: { root, chains, key }, isStream }) {
  const server = tls.createServer({
    ...{ cert: chains[0], key, ca: root, requestCert: true, rejectUnauthorized: true },
  });
  server.on('secureConnection', (socket) => {
    socket.on('error', () => {});
    if (isStream) socket.once('data', () => socket.write(`${' '.repeat(500)}</stream:features>`));
    else socket.end('!');
  });
  return { port: await listening(server), beforeRound: () => {} };
}

/** The clients are in a process of their own, so that what is measured is the server. */
async function handshakes(folder, start, { isCold, isStream }) {
  const { port, beforeRound } = await start({ folder, peers: readPeers(folder), isCold, isStream });
  const clients = fork(join(import.meta.dirname, 'handshake-clients.mjs'), [
    ...[folder, String(port), isCold ? 'cold' : 'warm', isStream ? 'stream' : 'octet'],
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
      const question = {
        role: 'client',
        domain: hostOf(which),
        policy,
        evidence,
        at: new Date(at),
        ...cache,
      };
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

/** Each server, cold and warm. */
const servers = {};
for (const [temperature, isCold] of [
  ['warm', false],
  ['cold', true],
]) {
  const against = (start, isStream) => (folder) => handshakes(folder, start, { isCold, isStream });
  servers[`accept-${temperature}`] = against(acceptingServer, false);
  servers[`bare-${temperature}`] = against(bareServer, false);
  servers[`gateway-${temperature}`] = against(exampleGateway, true);
  servers[`bare-stream-${temperature}`] = against(bareServer, true);
}

export const works = {
  ...servers,
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
const limits = { warm: 1 / 0.9, cold: 1 / 0.75 };
const peersOf = { warm: 'one peer', cold: 'as many peers' };

export const figures = {
  ...Object.fromEntries(
    Object.entries(limits).flatMap(([temperature, atMost]) => [
      [
        `federation/accept-${temperature}`,
        () =>
          compare(
            [`accept-${temperature}`, `bare-${temperature}`],
            [`acceptTls() and a verdict, ${count} times, for ${peersOf[temperature]}`, bare],
            15,
            { atMost },
          ),
      ],
      [
        `federation/gateway-${temperature}`,
        () =>
          compare(
            [`gateway-${temperature}`, `bare-stream-${temperature}`],
            [`examples/gateway up to its features, ${count} times, for ${peersOf[temperature]}`, bare],
            15,
          ),
      ],
    ]),
  ),
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
