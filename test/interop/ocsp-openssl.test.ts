import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { writePem } from '../../src/lib/formats/pem.ts';
import { checkRevocation, type RevocationSettings } from '../../src/lib/validation/check-revocation.ts';
import { readOcspResponse, type OcspResponse } from '../../src/lib/x509/ocsp.ts';
import { privateKeyOf } from '../support/keys.ts';
import { ocspResponseDer, type OcspRecipe } from '../support/ocsp.ts';
import { buildPki, type Hierarchy } from '../support/pki.ts';
import { describeWith, runProgram } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';

const long = { notBefore: '2026-01-01', notAfter: '2099-01-01' };
const forResponses = { issuedBy: 'ca', ca: null, san: null, eku: ['OCSPSigning'], ...long } as const;
const pki = {
  ca: { ca: true, key: 'rsa-2048', ...long },
  good: { issuedBy: 'ca', serial: 0x11, ...long },
  revoked: { issuedBy: 'ca', serial: 0x12, ...long },
  missing: { issuedBy: 'ca', serial: 0x13, ...long },
  delegate: { ...forResponses, key: 'ec-p-256', serial: 0x21 },
  expired: { ...forResponses, key: 'rsa-2048-b', serial: 0x22, notAfter: '2026-02-01' },
  server: { ...forResponses, key: 'rsa-2048-c', serial: 0x23, eku: ['serverAuth'] },
  stranger: { ca: true, key: 'rsa-2048-d', ...long },
} as const satisfies Hierarchy;
type Entry = keyof typeof pki;

const folder = scratchFolder();
const certificates = buildPki(pki);
const fileOf = (entry: string): string => join(folder, `${entry}.pem`);

/** openssl's own table of certificates: state, expiry, revocation, serial number, file, subject. */
const index = [
  'V\t990101000000Z\t\t11\tunknown\t/CN=good',
  'R\t990101000000Z\t261001000000Z,keyCompromise\t12\tunknown\t/CN=revoked',
  'V\t990101000000Z\t\t21\tunknown\t/CN=delegate',
].join('\n');

function openssl(...args: readonly string[]): string {
  const { stdout, stderr } = runProgram('openssl', ['ocsp', ...args]);
  return stdout + stderr;
}

describeWith('openssl', 'OCSP responses', () => {
  beforeAll(() => {
    for (const [name, { key = name }] of Object.entries<Hierarchy[string]>(pki)) {
      const { der } = certificates[name as Entry];
      const keyPem = privateKeyOf(key).export({ type: 'pkcs8', format: 'pem' }) as string;
      writeFileSync(fileOf(name), writePem('CERTIFICATE', der));
      writeFileSync(fileOf(`${name}.key`), keyPem);
    }
    writeFileSync(join(folder, 'index'), `${index}\n`);
  });

  /** What openssl's responder answers to openssl's request. */
  function responseOfOpenssl(about: Entry, signer: Entry, request: string[] = [], answer: string[] = []) {
    const [requestFile, responseFile] = [join(folder, 'request.der'), join(folder, 'response.der')];
    openssl(...request, '-issuer', fileOf('ca'), '-cert', fileOf(about), '-reqout', requestFile);
    openssl(
      ...['-index', join(folder, 'index'), '-CA', fileOf('ca'), '-reqin', requestFile],
      ...['-rsigner', fileOf(signer), '-rkey', fileOf(`${signer}.key`), '-respout', responseFile, ...answer],
    );
    return { request: readFileSync(requestFile), response: readOcspResponse(readFileSync(responseFile)) };
  }

  async function statusOf(about: Entry, response: OcspResponse, settings: Partial<RevocationSettings> = {}) {
    const time = response.basic?.producedAt ?? Date.now();
    const status = await checkRevocation(
      certificates[about],
      certificates.ca,
      { ocspResponses: [response] },
      { time, ocsp: { responderStatus: 'not-revoked' }, ...settings },
    );
    if (status.status === 'good') return 'good';
    if (status.status === 'revoked') return `revoked: ${status.reason}`;
    return status.unusable.map(({ problem }) => problem).join(', ');
  }

  const sevenDays = ['-ndays', '7'];
  it.each<[string, Entry, Entry, string[], string[], string]>([
    ['good, signed by the CA', 'good', 'ca', [], sevenDays, 'good'],
    ['revoked', 'revoked', 'ca', [], sevenDays, 'revoked: keyCompromise'],
    ['not in the index', 'missing', 'ca', [], sevenDays, 'certificate-unknown'],
    ['asked with SHA-256', 'good', 'ca', ['-sha256'], sevenDays, 'good'],
    ['asked with SHA-512', 'good', 'ca', ['-sha512'], sevenDays, 'good'],
    ['signed with SHA-384', 'good', 'ca', [], [...sevenDays, '-rmd', 'sha384'], 'good'],
    ['signed with SHA-1', 'good', 'ca', [], [...sevenDays, '-rmd', 'sha1'], 'weak-signature'],
    ['without nextUpdate', 'good', 'ca', [], [], 'good'],
    ['named by key', 'good', 'ca', [], [...sevenDays, '-resp_key_id'], 'good'],
    ['signed by a delegate', 'good', 'delegate', [], sevenDays, 'good'],
    [
      'a delegate named by key',
      'revoked',
      'delegate',
      [],
      [...sevenDays, '-resp_key_id'],
      'revoked: keyCompromise',
    ],
    [
      'a delegate that sends nothing',
      'good',
      'delegate',
      [],
      [...sevenDays, '-resp_no_certs'],
      'responder-not-found',
    ],
    ['a delegate for servers', 'good', 'server', [], sevenDays, 'responder-not-authorised'],
    ['an expired delegate', 'good', 'expired', [], sevenDays, 'responder-expired'],
    ['somebody else', 'good', 'stranger', [], sevenDays, 'responder-not-authorised'],
  ])('of its responder are read: %s', async (_, about, signer, request, answer, expected) => {
    const { response } = responseOfOpenssl(about, signer, request, answer);
    expect(await statusOf(about, response)).toBe(expected);
  });

  it('of its responder carry the nonce of the request', async () => {
    const { request, response } = responseOfOpenssl('good', 'ca', [], sevenDays);
    const nonce = response.basic!.extensions[0]!.der.subarray(2);
    expect(Buffer.from(request).includes(Buffer.from(nonce))).toBe(true);
    const time = response.basic!.producedAt;
    expect(await statusOf('good', response, { time, ocsp: { nonce } })).toBe('good');
    const other = Uint8Array.from(nonce, (octet) => octet ^ 1);
    expect(await statusOf('good', response, { time, ocsp: { nonce: other } })).toBe('nonce-differs');
  });

  const hours = (count: number): string => new Date(Date.now() + count * 3_600_000).toISOString();
  const current = { thisUpdate: hours(-1), nextUpdate: hours(1) };
  const recipe = (more: Partial<OcspRecipe>): OcspRecipe => ({
    signedBy: 'ca',
    answers: [{ about: 'good', ...current }],
    ...more,
  });

  it.each<[string, OcspRecipe, 'verified' | 'not verified', string]>([
    ['good', recipe({}), 'verified', 'good'],
    ['by key', recipe({ responder: 'byKey' }), 'verified', 'good'],
    [
      'SHA-256 and SHA-384 digests',
      recipe({
        answers: [
          { about: 'revoked', ...current, hash: 'sha384' },
          { about: 'good', ...current, hash: 'sha256' },
        ],
      }),
      'verified',
      'good',
    ],
    [
      'revoked',
      recipe({ answers: [{ about: 'good', ...current, status: { reason: 4 } }] }),
      'verified',
      'revoked: superseded',
    ],
    ['a delegate', recipe({ signedBy: 'delegate', sends: ['delegate'] }), 'verified', 'good'],
    ['damaged', recipe({ damaged: true }), 'not verified', 'signature-invalid'],
    [
      'a delegate for servers',
      recipe({ signedBy: 'server', sends: ['server'] }),
      'not verified',
      'responder-not-authorised',
    ],
    [
      'an expired delegate',
      recipe({ signedBy: 'expired', sends: ['expired'] }),
      'not verified',
      'responder-expired',
    ],
    [
      'a stranger',
      recipe({ signedBy: 'stranger', sends: ['stranger'] }),
      'not verified',
      'responder-not-authorised',
    ],
    [
      'too old',
      recipe({ answers: [{ about: 'good', thisUpdate: hours(-9), nextUpdate: hours(-1) }] }),
      'not verified',
      'outdated',
    ],
    [
      'of the future',
      recipe({ answers: [{ about: 'good', thisUpdate: hours(1), nextUpdate: hours(9) }] }),
      'not verified',
      'not-yet-valid',
    ],
  ])('of ours are judged alike: %s', async (_, made, verdict, expected) => {
    const der = ocspResponseDer(pki, certificates, { producedAt: hours(-1), ...made });
    const file = join(folder, 'ours.der');
    writeFileSync(file, der);
    const hash = made.answers?.[0]?.hash === undefined ? [] : ['-sha256'];
    const text = openssl(
      ...['-respin', file, ...hash, '-issuer', fileOf('ca'), '-cert', fileOf('good')],
      ...['-CAfile', fileOf('ca'), '-no_nonce'],
    );
    const isVerified = /Response verify OK/.test(text) && !/WARNING|error/i.test(text);
    expect([text, isVerified ? 'verified' : 'not verified']).toEqual([text, verdict]);
    expect(await statusOf('good', readOcspResponse(der), { time: Date.now() })).toBe(expected);
  });
});
