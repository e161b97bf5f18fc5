import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { integer, octetString, oid, sequence, tlv } from '../dist/lib/asn1/der-writer.js';
import { extensionId } from '../dist/lib/asn1/oids.js';
import { tag } from '../dist/lib/asn1/tags.js';
import { concat } from '../dist/lib/bytes.js';
import { readCertificate } from '../dist/lib/index.js';
import { makeAuthority, makeKey, signed, utcTime } from './certificates.mjs';
import { interleave, medians, run } from './measure.mjs';

const count = 100_000;
const megabytes = 200;

const extension = (id, value) => sequence(oid(id), octetString(value));
const reason = sequence(extension(extensionId.cRLReason, tlv(tag.enumerated, Uint8Array.of(1))));

/** A list of so many entries with serial numbers of 16 octets, every other one with its reason. */
export function makeList(count, issuer, number = 7) {
  const serials = Array.from({ length: count }, () => {
    const serial = new Uint8Array(randomBytes(16));
    serial[0] = 0x40 | (serial[0] & 0x3f);
    return serial;
  });
  const entries = serials.map((serial, index) =>
    sequence(tlv(tag.integer, serial), utcTime('261015000000Z'), ...(index % 2 === 0 ? [reason] : [])),
  );
  const tbs = sequence(
    integer(1),
    issuer.key.algorithm,
    readCertificate(issuer.der).subject.der,
    utcTime('261101000000Z'),
    utcTime('261201000000Z'),
    // In pieces: a call takes no 100,000 arguments.
    tlv(tag.sequence, chunked(entries)),
    tlv(0xa0, sequence(extension(extensionId.cRLNumber, integer(number)))),
  );
  return { der: signed(tbs, issuer.key), wanted: Buffer.from(serials[77_777]).toString('hex') };
}

function chunked(parts) {
  const chunks = [];
  for (let start = 0; start < parts.length; start += 1000)
    chunks.push(concat(...parts.slice(start, start + 1000)));
  return concat(...chunks);
}

/** A process of its own that reads the list, looks up one certificate, and says how much memory it ever had. */
function readList(file, wanted) {
  const script = join(import.meta.dirname, 'read-list.mjs');
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, file, wanted], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

async function againstOpenssl() {
  const folder = mkdtempSync(join(tmpdir(), 'expcert-bench-'));
  try {
    const file = join(folder, 'list.crl');
    const { der, wanted } = makeList(count, makeAuthority('Issuing CA', makeKey('rsa-2048')));
    writeFileSync(file, der);
    const processes = [];
    const works = {
      ours: () => processes.push(readList(file, wanted)),
      openssl: () => run('openssl', ['crl', '-inform', 'DER', '-in', file, '-noout']),
    };
    const times = medians(await interleave(9, works));
    const peak = Math.max(...processes.map(({ peakMegabytes }) => peakMegabytes));
    if (peak > megabytes) throw new Error(`reading a list took ${peak} MB, more than ${megabytes}`);
    return {
      ours: `a CRL of ${count} entries read and looked up`,
      oursMs: medians({ read: processes.map(({ ms }) => ms) }).read,
      peer: 'openssl crl, the process',
      peerMs: times.openssl,
      processMs: Math.round(times.ours),
      peakMegabytes: peak,
      atMost: 5,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const figures = { 'revocation/list': againstOpenssl };
