import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import * as peculiar from '@peculiar/x509';
import { readCertificate } from '../dist/lib/index.js';
import { makeAuthority, makeKey, makeLeaf } from './certificates.mjs';
import { interleave, medians, warmUp } from './measure.mjs';

const count = 10_000;
let made;

/** 10,000 server certificates with ten extensions each; signed with P-256, which is soonest done. */
function certificates() {
  if (made) return made;
  const issuer = makeAuthority('Issuing CA', makeKey('p-256'));
  const key = makeKey('p-256');
  made = Array.from({ length: count }, (_, index) => makeLeaf(index, key, issuer));
  return made;
}

/** What a reader hands out is used, so that nobody gets away with not making it. */
function readAll(ders, read) {
  let used = 0;
  for (const der of ders) used += read(der);
  if (used < ders.length) throw new Error('a certificate said nothing');
}

/** Our own check of the syntax, which decodes every extension. */
const check = (der) => readCertificate(der).version;

function ourFields(der) {
  const { serialNumber, issuer, notBefore, notAfter, subject, publicKey, extensions } = readCertificate(der);
  const names = issuer.rdns.length + subject.rdns.length;
  return serialNumber.length + names + (notAfter - notBefore) + publicKey.bits + extensions.length;
}

const construct = (der) => new X509Certificate(der).raw.length;

/** Everything that node:crypto decodes, but for the key, which takes it longer than all the rest. */
function nodeFields(der) {
  const certificate = new X509Certificate(der);
  const { serialNumber, issuer, validFrom, validTo, subject, subjectAltName, infoAccess, keyUsage } =
    certificate;
  const text = serialNumber.length + issuer.length + validFrom.length + validTo.length + subject.length;
  return text + subjectAltName.length + infoAccess.length + keyUsage.length;
}

function peculiarFields(der) {
  const certificate = new peculiar.X509Certificate(der);
  const { serialNumber, issuer, notBefore, notAfter, subject, publicKey, extensions } = certificate;
  const text = serialNumber.length + issuer.length + subject.length + (notAfter - notBefore);
  return text + publicKey.rawData.byteLength + extensions.length;
}

async function against(rounds, ours, oursRead, peer, peerRead) {
  const ders = certificates();
  const works = { ours: () => readAll(ders, oursRead), peer: () => readAll(ders, peerRead) };
  await warmUp(1, works);
  const times = medians(await interleave(rounds, works));
  return { ours: `${count} certificates, ${ours}`, oursMs: times.ours, peer, peerMs: times.peer, rounds };
}

export const figures = {
  'parsing/node': async () => ({
    ...(await against(
      7,
      'every extension decoded',
      check,
      'new X509Certificate() of node:crypto',
      construct,
    )),
    atMost: 1 / 10,
  }),
  'parsing/node-fields': () =>
    against(
      5,
      'every field read',
      ourFields,
      'X509Certificate of node:crypto, every field but the key',
      nodeFields,
    ),
  'parsing/peculiar': async () => ({
    ...(await against(3, 'every field read', ourFields, 'X509Certificate of @peculiar/x509', peculiarFields)),
    atMost: 1 / 100,
  }),
};
