import 'reflect-metadata';
import { generateKeyPairSync, X509Certificate as NodeCertificate } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { Pkcs10CertificateRequest, X509Certificate, X509Crl } from '@peculiar/x509';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { DecodeError } from '../../../src/lib/errors.ts';
import {
  checkTrustList,
  describe as describeThing,
  namesOf,
  open,
  readCertificate,
  readCrl,
  readCsr,
  readOcspResponse,
  readPrivateKey,
  writePem,
  type AnyBuffer,
  type Certificate,
  type CertificateRequest,
  type DerInput,
  type DerInputs,
  type PrivateKeyInput,
  type Recognised,
} from '../../../src/lib/index.ts';
import { buildCrl } from '../../support/crls.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures');
let things: readonly Recognised[] = [];

beforeAll(async () => {
  const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    .map((path) => ({ path, file: join(fixtures, path) }))
    .filter(({ file }) => statSync(file).isFile())
    .map(({ path, file }) => ({ path, bytes: readFileSync(file) }));
  things = (await open(files, { passphrases: ['secret'] })).recognised;
});

/** No fixture is a revocation list, so that one is made. */
const dersOf = (kind: Recognised['kind']): Uint8Array<ArrayBuffer>[] =>
  kind === 'crl'
    ? [buildCrl({ ca: {} }, { issuedBy: 'ca' }).der]
    : things.flatMap((thing) => (thing.kind === kind && 'der' in thing ? [new Uint8Array(thing.der)] : []));

const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');
const embedded = (der: Uint8Array): DataView => {
  const wide = new Uint8Array(der.length + 7);
  wide.set(der, 3);
  return new DataView(wide.buffer, 3, der.length);
};
const ofAnotherRealm = (der: Uint8Array): Uint8Array =>
  runInNewContext('Uint8Array.from(octets)', { octets: [...der] }) as Uint8Array;
const shared = (der: Uint8Array): SharedArrayBuffer => {
  const memory = new SharedArrayBuffer(der.length);
  new Uint8Array(memory).set(der);
  return memory;
};

type Forms = Readonly<Record<string, (der: Uint8Array<ArrayBuffer>) => DerInput>>;

/** Forms that know nothing of what they hold. */
const plainForms = (label: string): Forms => ({
  'PEM text': (der) => writePem(label, der),
  'PEM text with a key and words around it': (der) =>
    `Bag Attributes\n${writePem('PRIVATE KEY', Uint8Array.of(0x30, 0))}\n${writePem(label, der)}# end\n`,
  'PEM in a Buffer': (der) => Buffer.from(writePem(label, der)),
  'PEM in UTF-16': (der) => utf16(writePem(label, der)),
  Uint8Array: (der) => der,
  Buffer: (der) => Buffer.from(der),
  ArrayBuffer: (der) => der.buffer.slice(0),
  'a DataView in the midst of a buffer': embedded,
  'a Uint8Array of another realm': ofAnotherRealm,
  'an ArrayBuffer of another realm': (der) => ofAnotherRealm(der).buffer,
  'memory shared between threads': shared,
  'an object of asn1js': (der) => asn1js.fromBER(der).result,
});

const certificateForms: Forms = {
  ...plainForms('CERTIFICATE'),
  'our own Certificate': (der) => readCertificate(der),
  'what open() recognised': (der) => ({ der }),
  'X509Certificate of node:crypto': (der) => new NodeCertificate(der),
  'X509Certificate of @peculiar/x509': (der) => new X509Certificate(der),
  'Certificate of pkijs': (der) => pkijs.Certificate.fromBER(der),
};
const requestForms: Forms = {
  ...plainForms('CERTIFICATE REQUEST'),
  'our own CertificateRequest': (der) => readCsr(der),
  'Pkcs10CertificateRequest of @peculiar/x509': (der) => new Pkcs10CertificateRequest(der),
  'CertificationRequest of pkijs': (der) => pkijs.CertificationRequest.fromBER(der),
};
const crlForms: Forms = {
  ...plainForms('X509 CRL'),
  'our own Crl': (der) => readCrl(der),
  'X509Crl of @peculiar/x509': (der) => new X509Crl(der),
  'CertificateRevocationList of pkijs': (der) => pkijs.CertificateRevocationList.fromBER(der),
};
const responseForms: Forms = {
  'our own OcspResponse': (der) => readOcspResponse(der),
  'OCSPResponse of pkijs': (der) => pkijs.OCSPResponse.fromBER(der),
};

describe.each([
  ['certificate', readCertificate, certificateForms, 15],
  ['certificate-request', readCsr, requestForms, 3],
  ['crl', readCrl, crlForms, 1],
  ['ocsp-response', readOcspResponse, responseForms, 1],
] as const)('every %s of the fixtures', (kind, read, forms, atLeast) => {
  it.each(Object.keys(forms))('is the same from %s', (name) => {
    const ders = dersOf(kind);
    expect(ders.length).toBeGreaterThanOrEqual(atLeast);
    for (const der of ders) {
      const { der: found } = read(forms[name]!(der));
      expect(Buffer.from(found).equals(der)).toBe(true);
    }
  });
});

describe('a thing is told by itself, in whatever form it comes', () => {
  it.each([
    ['certificate', certificateForms],
    ['certificate-request', requestForms],
    ['crl', crlForms],
    ['ocsp-response', responseForms],
  ] as const)('a %s', async (kind, forms) => {
    const [der] = dersOf(kind);
    const { recognised } = await open([{ path: 'a', bytes: der! }]);
    const expected = { names: namesOf(recognised[0]!), description: await describeThing(recognised[0]!) };
    for (const [name, form] of Object.entries(forms)) {
      const given = form(der!);
      const found = { names: namesOf(given), description: await describeThing(given) };
      expect(found, name).toEqual(expected);
    }
  });

  it.each(Object.keys(certificateForms))('as a file, and in a trusted-CA list: %s', async (name) => {
    const [der] = dersOf('certificate');
    const given = certificateForms[name]!(der!);
    const { recognised } = await open([{ path: 'a', bytes: given }]);
    expect(recognised.filter((thing) => 'der' in thing && Buffer.from(thing.der).equals(der!))).toHaveLength(
      1,
    );
    const { entries } = await checkTrustList([given], { at: new Date('2026-11-20') });
    expect(entries.map(({ certificate }) => Buffer.from(certificate.der).equals(der!))).toEqual([true]);
  });

  it('but what is neither is an error that says so', () => {
    const key = Uint8Array.of(0x30, 3, 2, 1, 0);
    expect(() => namesOf(key)).toThrow('thing: neither a certificate nor a request, revocation list or');
  });
});

it('a private key is the same in every form', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const der = privateKey.export({ type: 'pkcs8', format: 'der' });
  const pem = writePem('PRIVATE KEY', der);
  const { recognised } = await open([{ path: 'a', bytes: pem }]);
  const forms: Readonly<Record<string, PrivateKeyInput>> = {
    'PEM text': pem,
    'PEM in a Buffer': Buffer.from(pem),
    'DER of another realm': ofAnotherRealm(der),
    'memory shared between threads': shared(der),
    'KeyObject of node:crypto': privateKey,
    'PrivateKeyInfo of pkijs': pkijs.PrivateKeyInfo.fromBER(new Uint8Array(der)),
    'an object of asn1js': asn1js.fromBER(new Uint8Array(der)).result,
    'what open() recognised': recognised.find((thing) => thing.kind === 'private-key')!,
  };
  const { spki } = await readPrivateKey(pem);
  for (const [name, form] of Object.entries(forms))
    expect((await readPrivateKey(form)).spki, name).toEqual(spki);
});

describe('what was read already', () => {
  it('is not read again', () => {
    const [der] = dersOf('certificate');
    const certificate = readCertificate(der!);
    expect(readCertificate(certificate)).toBe(certificate);
  });

  it('is taken out of what open() recognised', () => {
    const thing = things.find(({ kind }) => kind === 'certificate')!;
    expect(readCertificate(thing as DerInput)).toBe('certificate' in thing && thing.certificate);
  });

  it('of another kind is refused by its bytes', () => {
    const [der] = dersOf('certificate');
    expect(() => readCsr(readCertificate(der!))).toThrow(DecodeError);
  });
});

describe('what is handed out goes back into', () => {
  const certificate = (): Certificate => readCertificate(dersOf('certificate')[0]!);
  const request = (): CertificateRequest => readCsr(dersOf('certificate-request')[0]!);
  const bytes = (der: Uint8Array): string => Buffer.from(der).toString('hex');

  it('node:crypto', () => {
    const { der } = certificate();
    expect(bytes(new NodeCertificate(der).raw)).toBe(bytes(der));
    expectTypeOf(der).toExtend<ConstructorParameters<typeof NodeCertificate>[0]>();
  });

  it('@peculiar/x509', () => {
    const { der } = certificate();
    expect(bytes(new Uint8Array(new X509Certificate(der).rawData))).toBe(bytes(der));
    expect(bytes(new Uint8Array(new Pkcs10CertificateRequest(request().der).rawData))).toBe(
      bytes(request().der),
    );
    expectTypeOf(der).toExtend<ConstructorParameters<typeof X509Certificate>[0]>();
  });

  it('pkijs', () => {
    const { der } = certificate();
    expect(bytes(new Uint8Array(pkijs.Certificate.fromBER(der).toSchema().toBER()))).toBe(bytes(der));
    expectTypeOf(der).toExtend<Parameters<typeof pkijs.Certificate.fromBER>[0]>();
  });

  it('asn1js', () => {
    const { der } = certificate();
    expect(asn1js.fromBER(der).offset).toBe(der.length);
    expectTypeOf(der).toExtend<Parameters<typeof asn1js.fromBER>[0]>();
  });
});

it('the types of the packages are those of the door', () => {
  expectTypeOf<NodeCertificate>().toExtend<DerInput>();
  expectTypeOf<X509Certificate>().toExtend<DerInput>();
  expectTypeOf<Pkcs10CertificateRequest>().toExtend<DerInput>();
  expectTypeOf<X509Crl>().toExtend<DerInput>();
  expectTypeOf<pkijs.Certificate>().toExtend<DerInput>();
  expectTypeOf<pkijs.CertificationRequest>().toExtend<DerInput>();
  expectTypeOf<pkijs.CertificateRevocationList>().toExtend<DerInput>();
  expectTypeOf<pkijs.OCSPResponse>().toExtend<DerInput>();
  expectTypeOf<asn1js.AsnType>().toExtend<DerInput>();
  expectTypeOf<Certificate>().toExtend<DerInput>();
  expectTypeOf<readonly (NodeCertificate | pkijs.Certificate | string)[]>().toExtend<DerInputs>();
  expectTypeOf<Buffer | ArrayBuffer | DataView | SharedArrayBuffer>().toExtend<AnyBuffer>();
  expectTypeOf<number | Date | undefined>().not.toExtend<DerInput>();
});
