import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as pkijs from 'pkijs';
import { matchIdentity, nodeVerifier, PathValidator, readCertificate } from '../dist/lib/node/index.js';
import { at, hostOf, makeAuthority, makeKey, makeLeaf, pemOf } from './certificates.mjs';
import { interleave, medians, run, warmUp } from './measure.mjs';

const count = 1_000;
/** RSA keys are slow to make, so a thousand intermediates share these. */
const keysOfIntermediates = { 'rsa-2048': 50, 'p-256': count };

/** 1,000 leaves under one intermediate, or each under its own, and one root. */
function makeChains(kind, own) {
  const root = makeAuthority('Root CA', makeKey(kind));
  const keys = Array.from({ length: own ? keysOfIntermediates[kind] : 1 }, () => makeKey(kind));
  const intermediates = Array.from({ length: own ? count : 1 }, (_, index) =>
    makeAuthority(`Issuing CA ${index}`, keys[index % keys.length], root),
  );
  const leafKey = makeKey(kind);
  const chains = Array.from({ length: count }, (_, index) => {
    const intermediate = intermediates[index % intermediates.length];
    return { leaf: makeLeaf(index, leafKey, intermediate), intermediate: intermediate.der };
  });
  return { root: root.der, intermediates: intermediates.map(({ der }) => der), chains };
}

function expectGood(isGood, index) {
  if (!isGood) throw new Error(`${hostOf(index)} is good`);
}

/** One validator for all; the leaves come as bytes. */
function ours({ root, intermediates, chains }) {
  const validator = new PathValidator(
    {
      anchors: [readCertificate(root)],
      intermediates: intermediates.map(readCertificate),
      verifier: nodeVerifier(),
    },
    { time: at },
  );
  chains.forEach(({ leaf }, index) => {
    const certificate = readCertificate(leaf);
    const isNamed = matchIdentity(certificate, { kind: 'dns', name: hostOf(index) });
    expectGood(isNamed && validator.validateSync(certificate).valid, index);
  });
}

/** The loop that people write. It asks for neither dates nor constraints. Every chain comes as bytes. */
function nodeLoop({ root, chains }) {
  chains.forEach((chain, index) => {
    const leaf = new X509Certificate(chain.leaf);
    const intermediate = new X509Certificate(chain.intermediate);
    const anchor = new X509Certificate(root);
    expectGood(
      isIssued(leaf, intermediate) && isIssued(intermediate, anchor) && leaf.checkHost(hostOf(index)),
      index,
    );
  });
}

/** The same with the CAs parsed and checked once, by hand. */
function nodeLoopPrepared({ root, chains }) {
  const anchor = new X509Certificate(root);
  const intermediate = new X509Certificate(chains[0].intermediate);
  expectGood(isIssued(intermediate, anchor), 0);
  chains.forEach((chain, index) => {
    const leaf = new X509Certificate(chain.leaf);
    expectGood(isIssued(leaf, intermediate) && leaf.checkHost(hostOf(index)), index);
  });
}

const isIssued = (certificate, issuer) =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

async function pkijsEngine({ root, chains }) {
  for (const [index, { leaf, intermediate }] of chains.entries()) {
    const engine = new pkijs.CertificateChainValidationEngine({
      trustedCerts: [pkijs.Certificate.fromBER(root)],
      certs: [pkijs.Certificate.fromBER(intermediate), pkijs.Certificate.fromBER(leaf)],
      checkDate: new Date(at),
    });
    expectGood((await engine.verify()).result, index);
  }
}

/** One process; the files are written before. */
function opensslVerify({ root, intermediates, chains }, folder) {
  const file = (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const args = [
    ...['verify', '-attime', String(at / 1000), '-CAfile', file('root.pem', pemOf(root))],
    ...['-untrusted', file('intermediates.pem', intermediates.map(pemOf).join(''))],
    ...chains.map(({ leaf }, index) => file(`${index}.pem`, pemOf(leaf))),
  ];
  return () => run('openssl', args);
}

const peers = {
  pkijs: { title: 'the engine of pkijs', prepare: (set) => () => pkijsEngine(set), rounds: 3 },
  node: {
    title: 'node:crypto: three X509Certificate, checkIssued, verify, checkHost',
    prepare: (set) => () => nodeLoop(set),
    rounds: 9,
  },
  'node-prepared': {
    title: 'the same, leaf only, the CAs checked before by hand',
    prepare: (set) => () => nodeLoopPrepared(set),
    rounds: 9,
  },
  openssl: { title: 'one openssl verify', prepare: opensslVerify, rounds: 9 },
};

async function against(name, kind, own) {
  const { title, prepare, rounds } = peers[name];
  const set = makeChains(kind, own);
  const folder = mkdtempSync(join(tmpdir(), 'expcert-bench-'));
  try {
    const works = { ours: () => ours(set), peer: prepare(set, folder) };
    await warmUp(6, { ours: works.ours });
    await warmUp(1, { peer: works.peer });
    const times = medians(await interleave(rounds, works));
    const under = own ? 'each under its own intermediate' : 'under one intermediate';
    const what = `${count} leaves ${under}, ${kind}`;
    return { ours: what, oursMs: times.ours, peer: title, peerMs: times.peer, rounds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const limits = { pkijs: 1 / 30, node: 1 / 4, openssl: 1 };

export const figures = {};
for (const kind of ['rsa-2048', 'p-256']) {
  for (const name of Object.keys(peers)) {
    figures[`validation/${kind}-${name}`] = async () => ({
      ...(await against(name, kind, false)),
      ...(name in limits && { atMost: limits[name] }),
    });
  }
  for (const name of Object.keys(limits)) {
    figures[`validation/own-intermediates-${kind}-${name}`] = () => against(name, kind, true);
  }
}
