import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCsr, exportPrivateKey, planDeployment, writePem } from '../dist/lib/index.js';
import { deploymentOf, deploymentText } from './deployment.mjs';
import { each, interleave, medians, run, time } from './measure.mjs';

const { subtle } = globalThis.crypto;
const peers = 100;
/** Peers of one round, where works are run in turn. */
const share = 10;
/** As many as `csr create` has in flight. */
const inFlight = availableParallelism();

const rsa2048 = {
  title: 'RSA 2048',
  file: { type: 'rsa', bits: 2048 },
  algorithm: {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  },
  openssl: ['rsa:2048'],
};
const p256 = {
  title: 'P-256',
  file: { type: 'ec', curve: 'P-256' },
  algorithm: { name: 'ECDSA', namedCurve: 'P-256' },
  openssl: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
};

const generate = ({ algorithm }) => subtle.generateKey(algorithm, true, ['sign', 'verify']);

function planOf(key) {
  return planDeployment(deploymentOf(deploymentText({ peers, names: 20, key: key.file }))).peers;
}

/** What `csr create` does for a peer, but for writing the files. */
async function request(peer, keyPair) {
  const created = await createCsr(peer, keyPair && { keyPair });
  writePem('CERTIFICATE REQUEST', created.der);
  await exportPrivateKey(created.keyPair.privateKey);
}

/**
 * Everything that is not key generation, measured with the very keys that the bare calls made, added to these
 * calls' time. How long a prime search takes is chance; so the two sides must not search for primes of their own.
 * The sum is an upper bound: in reality the rest overlaps with the next search.
 */
async function againstBareGeneration(key) {
  const plan = planOf(key);
  await request(plan[0], await generate(key));
  const pairs = [];
  const bare = await time(() => each(peers, inFlight, async (index) => (pairs[index] = await generate(key))));
  const rest = await time(() => each(peers, inFlight, (index) => request(plan[index], pairs[index])));
  return {
    ours: `${peers} keys and requests, ${key.title}`,
    oursMs: bare + rest,
    peer: 'bare crypto.subtle.generateKey, the same keys',
    peerMs: bare,
    inFlight,
  };
}

/** The same without that device: both sides search for primes of their own, so this one varies from run to run. */
async function againstOtherKeys(key, rounds) {
  const plan = planOf(key);
  await request(plan[0]);
  const times = medians(
    await interleave(rounds, {
      bare: () => each(share, inFlight, () => generate(key)),
      requests: (round) => each(share, inFlight, (index) => request(plan[(round * share + index) % peers])),
    }),
  );
  return {
    ours: `${share} keys and requests, ${key.title}`,
    oursMs: times.requests,
    peer: 'bare crypto.subtle.generateKey, other keys (random)',
    peerMs: times.bare,
    inFlight,
    rounds,
  };
}

/** One `openssl req` process a peer, as many at once, the same names and usages. */
async function againstOpenssl(key, rounds) {
  const plan = planOf(key);
  const folder = mkdtempSync(join(tmpdir(), 'expcert-bench-'));
  try {
    await request(plan[0]);
    const times = medians(
      await interleave(rounds, {
        openssl: (round) =>
          each(share, inFlight, (index) =>
            run('openssl', [
              ...opensslRequest(plan[(round * share + index) % peers]),
              ...['-newkey', ...key.openssl, '-nodes', '-keyout', join(folder, `${index}.key`)],
              ...['-out', join(folder, `${index}.csr`)],
            ]),
          ),
        requests: (round) => each(share, inFlight, (index) => request(plan[(round * share + index) % peers])),
      }),
    );
    return {
      ours: `${share} keys and requests, ${key.title}`,
      oursMs: times.requests,
      peer: 'openssl req -newkey, a process each',
      peerMs: times.openssl,
      inFlight,
      rounds,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function opensslRequest({ commonName, names, request: { extendedKeyUsage } }) {
  return [
    ...['req', '-new', '-batch', '-sha256', '-subj', `/CN=${commonName}`],
    ...['-addext', 'keyUsage=critical,digitalSignature,keyEncipherment'],
    ...['-addext', `extendedKeyUsage=${extendedKeyUsage.join(',')}`],
    ...['-addext', `subjectAltName=${names.map(({ type, value }) => `${type}:${value}`).join(',')}`],
  ];
}

/** Assembly and signature with a ready key, beside the signature alone. */
async function againstBareSignature(key) {
  const [peer] = planOf(key);
  const keyPair = await generate(key);
  const { der } = await createCsr(peer, { keyPair });
  const algorithm = { name: key.algorithm.name, hash: 'SHA-256' };
  const count = 200;
  const times = medians(
    await interleave(9, {
      bare: () => each(count, inFlight, () => subtle.sign(algorithm, keyPair.privateKey, der)),
      requests: () => each(count, inFlight, () => createCsr(peer, { keyPair })),
    }),
  );
  return {
    ours: `${count} requests with a ready key, ${key.title}`,
    oursMs: times.requests,
    peer: 'bare crypto.subtle.sign of as many bytes',
    peerMs: times.bare,
    inFlight,
  };
}

export const figures = {
  'creation/rsa-2048': async () => ({ ...(await againstBareGeneration(rsa2048)), atMost: 1.1 }),
  'creation/rsa-2048-other-keys': () => againstOtherKeys(rsa2048, 20),
  'creation/p-256': () => againstBareGeneration(p256),
  'creation/rsa-2048-openssl': async () => ({ ...(await againstOpenssl(rsa2048, 20)), atMost: 1 }),
  'creation/p-256-openssl': async () => ({ ...(await againstOpenssl(p256, 20)), atMost: 1 / 1.5 }),
  'creation/assembly-rsa-2048': () => againstBareSignature(rsa2048),
  'creation/assembly-p-256': () => againstBareSignature(p256),
};
