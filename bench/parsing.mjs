import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCertificate } from '../dist/lib/index.js';
import { interleaveApart } from './apart.mjs';
import { makeAuthority, makeKey, makeLeaf } from './certificates.mjs';
import { medians } from './measure.mjs';

const count = 10_000;

/** 10,000 server certificates with ten extensions each; signed with P-256, which is soonest done. */
function writeCertificates(folder) {
  const issuer = makeAuthority('Issuing CA', makeKey('p-256'));
  const key = makeKey('p-256');
  const ders = Array.from({ length: count }, (_, index) => makeLeaf(index, key, issuer));
  writeFileSync(
    join(folder, 'certificates.json'),
    JSON.stringify(ders.map((der) => Buffer.from(der).toString('base64'))),
  );
}

function readAll(folder, read) {
  const texts = JSON.parse(readFileSync(join(folder, 'certificates.json'), 'utf8'));
  const ders = texts.map((text) => new Uint8Array(Buffer.from(text, 'base64')));
  return () => {
    // What a reader hands out is used, so that none gets away with not making it.
    let used = 0;
    for (const der of ders) used += read(der);
    if (!(used >= ders.length)) throw new Error('a certificate said nothing');
  };
}

/** Our own check of the syntax, which decodes every extension. */
const ourCheck = (der) => readCertificate(der).version;

function ourFields(der) {
  const { serialNumber, issuer, notBefore, notAfter, subject, publicKey, extensions } = readCertificate(der);
  const names = issuer.rdns.length + subject.rdns.length;
  return serialNumber.length + names + (notAfter - notBefore) + publicKey.bits + extensions.length;
}

const nodeConstructor = (der) => new X509Certificate(der).raw.length;

/** Everything that node:crypto decodes, but for the key, which takes it longer than all the rest. */
function nodeFields(der) {
  const certificate = new X509Certificate(der);
  const { serialNumber, issuer, validFrom, validTo, subject, subjectAltName, infoAccess, keyUsage } =
    certificate;
  const text = serialNumber.length + issuer.length + validFrom.length + validTo.length + subject.length;
  return text + subjectAltName.length + infoAccess.length + keyUsage.length;
}

async function peculiarFields() {
  await import('reflect-metadata');
  const x509 = await import('@peculiar/x509');
  return (der) => {
    const { serialNumber, issuer, notBefore, notAfter, subject, publicKey, extensions } =
      new x509.X509Certificate(der);
    const text = serialNumber.length + issuer.length + subject.length + (notAfter - notBefore);
    return text + publicKey.rawData.byteLength + extensions.length;
  };
}

/** Each reads all certificates of the folder once. */
export const works = {
  ourCheck: (folder) => readAll(folder, ourCheck),
  ourFields: (folder) => readAll(folder, ourFields),
  nodeConstructor: (folder) => readAll(folder, nodeConstructor),
  nodeFields: (folder) => readAll(folder, nodeFields),
  peculiarFields: async (folder) => readAll(folder, await peculiarFields()),
};

const titles = {
  ourCheck: 'every extension decoded',
  ourFields: 'every field read',
  nodeConstructor: 'new X509Certificate() of node:crypto',
  nodeFields: 'X509Certificate of node:crypto, every field but the key',
  peculiarFields: 'X509Certificate of @peculiar/x509, every field',
};

async function against(rounds, ours, peer) {
  const folder = mkdtempSync(join(tmpdir(), 'expcert-bench-'));
  try {
    writeCertificates(folder);
    const times = medians(await interleaveApart(rounds, import.meta.url, [ours, peer], folder));
    return {
      ours: `${count} certificates, ${titles[ours]}`,
      oursMs: times[ours],
      peer: titles[peer],
      peerMs: times[peer],
      rounds,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const figures = {
  'parsing/node': async () => ({ ...(await against(9, 'ourCheck', 'nodeConstructor')), atMost: 1 / 10 }),
  'parsing/node-fields': () => against(9, 'ourFields', 'nodeFields'),
  'parsing/peculiar': async () => ({ ...(await against(5, 'ourFields', 'peculiarFields')), atMost: 1 / 100 }),
};
