import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matchIdentity, nodeVerifier, PathValidator, readCertificate } from '../dist/lib/node/index.js';
import { interleaveApart } from './apart.mjs';
import { at, hostOf, makeAuthority, makeKey, makeLeaf, pemOf } from './certificates.mjs';
import { interleave, medians, run } from './measure.mjs';

const count = 1_000;
/** RSA keys are slow to make, so a thousand intermediates share these. */
const keysOfIntermediates = { 'rsa-2048': 50, 'p-256': count };

/** 1,000 leaves under one intermediate, or each under its own, and one root, as files in a folder. */
function writeChains(kind, own, folder) {
  const root = makeAuthority('Root CA', makeKey(kind));
  const keys = Array.from({ length: own ? keysOfIntermediates[kind] : 1 }, () => makeKey(kind));
  const intermediates = Array.from({ length: own ? count : 1 }, (_, index) =>
    makeAuthority(`Issuing CA ${index}`, keys[index % keys.length], root),
  );
  const leafKey = makeKey(kind);
  const leaves = Array.from({ length: count }, (_, index) =>
    makeLeaf(index, leafKey, intermediates[index % intermediates.length]),
  );
  const write = (name, ders) => writeFileSync(join(folder, `${name}.pem`), ders.map(pemOf).join(''));
  write('root', [root.der]);
  write(
    'intermediates',
    intermediates.map(({ der }) => der),
  );
  write('leaves', leaves);
  leaves.forEach((leaf, index) => write(index, [leaf]));
}

function readChains(folder) {
  const read = (name) =>
    readFileSync(join(folder, `${name}.pem`), 'utf8')
      .split('-----END CERTIFICATE-----\n')
      .slice(0, -1)
      .map((text) => new Uint8Array(Buffer.from(text.replace(/-.*-/, ''), 'base64')));
  const intermediates = read('intermediates');
  const chains = read('leaves').map((leaf, index) => ({
    leaf,
    intermediate: intermediates[index % intermediates.length],
  }));
  return { root: read('root')[0], intermediates, chains };
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
    { at: new Date(at) },
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
  const { Certificate, CertificateChainValidationEngine } = await import('pkijs');
  for (const [index, { leaf, intermediate }] of chains.entries()) {
    const engine = new CertificateChainValidationEngine({
      trustedCerts: [Certificate.fromBER(root)],
      certs: [Certificate.fromBER(intermediate), Certificate.fromBER(leaf)],
      checkDate: new Date(at),
    });
    expectGood((await engine.verify()).result, index);
  }
}

const opensslVerify = (folder) =>
  run('openssl', [
    ...['verify', '-attime', String(at / 1000), '-CAfile', join(folder, 'root.pem')],
    ...['-untrusted', join(folder, 'intermediates.pem')],
    ...Array.from({ length: count }, (_, index) => join(folder, `${index}.pem`)),
  ]);

const over = (judge) => (folder) => {
  const set = readChains(folder);
  return () => judge(set);
};

/** Each judges all leaves of the folder once. */
export const works = {
  ours: over(ours),
  pkijs: over(pkijsEngine),
  node: over(nodeLoop),
  'node-prepared': over(nodeLoopPrepared),
  openssl: (folder) => () => opensslVerify(folder),
};

const titles = {
  pkijs: 'the engine of pkijs',
  node: 'node:crypto: three X509Certificate, checkIssued, verify, checkHost',
  'node-prepared': 'the same, the CAs parsed and checked once, by hand',
  openssl: 'one openssl verify, the process',
};

async function against(peer, kind, own) {
  const folder = mkdtempSync(join(tmpdir(), 'expcert-bench-'));
  try {
    writeChains(kind, own, folder);
    const rounds = peer === 'pkijs' ? 5 : 11;
    const times = medians(await interleaveApart(rounds, import.meta.url, ['ours', peer], folder));
    const under = own ? 'each under its own intermediate' : 'under one intermediate';
    return {
      ours: `${count} leaves ${under}, ${kind}`,
      oursMs: times.ours,
      peer: titles[peer],
      peerMs: times[peer],
      rounds,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As many names as constraints, the chain from bytes. */
function constrained(count) {
  const domains = Array.from({ length: count }, (_, index) => `domain${index}.example`);
  const root = makeAuthority('Root CA', makeKey('p-256'), undefined, domains);
  const leaf = makeLeaf(
    0,
    makeKey('p-256'),
    root,
    domains.map((domain) => `www.${domain}`),
  );
  return () => {
    const material = { anchors: [readCertificate(root.der)], verifier: nodeVerifier() };
    expectGood(new PathValidator(material, { time: at }).validateSync(readCertificate(leaf)).valid, 0);
  };
}

async function constraintGrowth() {
  const [few, many] = [constrained(100), constrained(1_000)];
  const rounds = 41;
  const tenTimes = () => {
    for (let time = 0; time < 10; time++) few();
  };
  const times = medians(await interleave(rounds, { few: tenTimes, many }));
  return {
    ours: '1,000 names under 1,000 name constraints',
    oursMs: times.many,
    peer: '100 names under 100',
    peerMs: times.few / 10,
    rounds,
    atMost: 12,
  };
}

const limits = { pkijs: 1 / 30, node: 1 / 4, openssl: 1 };

export const figures = { 'validation/name-constraints-growth': constraintGrowth };
for (const kind of ['rsa-2048', 'p-256']) {
  for (const name of Object.keys(titles)) {
    figures[`validation/${kind}-${name}`] = async () => ({
      ...(await against(name, kind, false)),
      ...(name in limits && { atMost: limits[name] }),
    });
  }
  for (const name of Object.keys(limits)) {
    figures[`validation/own-intermediates-${kind}-${name}`] = () => against(name, kind, true);
  }
}
