import type { Bytes } from '../bytes.ts';
import { checkCsrs as check, type CsrCheck } from '../check/csr/check-csr.ts';
import type { CsrToCheck as ReadCsrToCheck } from '../check/csr/facts.ts';
import type { CheckCsrOptions as CheckOptions } from '../check/csr/options.ts';
import { buildCsr as build, type CsrContent } from '../csr/build.ts';
import {
  curves,
  generateKeyPair as generate,
  rsaSizes,
  type KeyKind,
  type KeyOptions,
} from '../csr/key-pair.ts';
import {
  exportPrivateKey as exportKey,
  readPrivateKey as readKey,
  type ExportOptions,
  type PrivateKeyFile,
  type ReadPrivateKeyOptions,
} from '../formats/private-key.ts';
import { defaultIterations } from '../formats/encryption/encrypt.ts';
import { workLimits } from '../formats/encryption/work.ts';
import type { Thing } from '../formats/recognised.ts';
import { createCsr as create, csrContent as contentOf, type CreatedCsr } from '../plan/create-csr.ts';
import type { RequestPlan } from '../plan/plan.ts';
import { listOf, requireObject, wrong } from './argument.ts';
import { bytesIn, bytesOf, type AnyBuffer, type DerInput } from './der-of.ts';
import { requirePlan } from './deployments.ts';
import {
  isCryptoKey,
  keyPairOf,
  isKeyObject,
  requireCrypto,
  requireHash,
  requirePairBehind,
  withKeys,
  type KeyPairInput,
  type PrivateKeyObject,
} from './key-pair.ts';
import { requestOf } from './read.ts';
import {
  aMoment,
  anything,
  aPassphrase,
  aText,
  aVerifier,
  each,
  isObjectWith,
  settingsWith,
  that,
  type Checks,
} from './settings.ts';

const keyChecks: Checks<KeyOptions> = { hash: requireHash, crypto: requireCrypto };
const ofKeys = settingsWith(keyChecks);
const ofProvider = settingsWith<{ readonly crypto?: Crypto }>({ crypto: requireCrypto });

/**
 * Makes an extractable key pair for signing a request.
 *
 * @param kind `{ type: 'rsa', bits }` with 2048, 3072 or 4096 bits, or `{ type: 'ec', curve }` on P-256, P-384 or P-521
 * @throws TypeError for another size or curve
 */
export async function generateKeyPair(kind: KeyKind, options: KeyOptions = {}): Promise<CryptoKeyPair> {
  requireObject('kind', kind, "{ type: 'rsa', bits } or { type: 'ec', curve }", 'type');
  if (kind.type !== 'rsa' && kind.type !== 'ec')
    throw wrong('kind.type', 'rsa or ec', (kind as { readonly type: unknown }).type);
  if (kind.type === 'rsa' && !rsaSizes.includes(kind.bits))
    throw wrong('kind.bits', '2048, 3072 or 4096', kind.bits);
  if (kind.type === 'ec' && !curves.includes(kind.curve))
    throw wrong('kind.curve', 'P-256, P-384 or P-521', kind.curve);
  ofKeys('options', options);
  return generate(kind, options);
}

/**
 * Builds a PKCS#10 request and signs it with the key pair.
 *
 * @param keyPair of WebCrypto, with its provider as `crypto` where that is not the platform's, or of node:crypto
 * @returns the request in DER
 * @throws TypeError for names or subject values that cannot be encoded, a key that cannot sign requests, or a public key that
 *   is not the private one's
 * @see RFC 2986
 */
export async function buildCsr(
  content: CsrContent,
  keyPair: KeyPairInput,
  options: { readonly crypto?: Crypto } = {},
): Promise<Bytes> {
  requireObject('content', content, 'the content of a request', 'commonName', 'names', 'hash');
  requireHash('content.hash', content.hash);
  ofProvider('options', options);
  const pair = await keyPairOf('keyPair', keyPair, { ...options, hash: content.hash });
  const der = await withKeys('keyPair', pair.privateKey, options.crypto, () => build(content, pair, options));
  await requirePairBehind('keyPair', der);
  return der;
}

const requireRequestPlan = (planned: unknown): void =>
  requireObject('planned', planned, 'a peer of planDeployment()', 'request', 'names', 'commonName');

/**
 * What a request is to hold, as planned: for buildCsr(), where something is to be other than planned.
 *
 * @param planned a peer of planDeployment(), or the request for its separate client certificate
 */
export function csrContent(planned: RequestPlan): CsrContent {
  requireRequestPlan(planned);
  return contentOf(planned);
}

/** With which key a request is made. */
export interface CreateCsrOptions {
  /** A key to use again; without one, a key of the planned kind is made. */
  readonly keyPair?: KeyPairInput;
  /** Provider of the key; default the platform's. */
  readonly crypto?: Crypto;
}

/** The pair is looked at where its kind is. */
const creating = settingsWith<CreateCsrOptions>({ keyPair: anything, crypto: requireCrypto });

/**
 * Makes a request, and its key where none is given.
 *
 * @param planned a peer of planDeployment(), or the request for its separate client certificate
 * @throws TypeError for a key kind, name or subject value that cannot be used; checkPlan() finds these before
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { createCsr, exportPrivateKey, planDeployment, readDeployment, writePem } from 'expcert';
 *
 * const { deployment } = readDeployment(await readFile('examples/corp.yaml'));
 * const [request] = planDeployment(deployment!).requests;
 * const { der, keyPair } = await createCsr(request!);
 * console.log(writePem('CERTIFICATE REQUEST', der).split('\n')[0]); // prints: -----BEGIN CERTIFICATE REQUEST-----
 * const key = await exportPrivateKey(keyPair.privateKey, { passphrase: 'correct horse' });
 * console.log(key.split('\n')[0]); // prints: -----BEGIN ENCRYPTED PRIVATE KEY-----
 * ```
 */
export async function createCsr(planned: RequestPlan, options: CreateCsrOptions = {}): Promise<CreatedCsr> {
  requireRequestPlan(planned);
  creating('options', options);
  const { keyPair, crypto } = options;
  const provider = crypto ? { crypto } : {};
  if (!keyPair) return create(planned, provider);
  const pair = await keyPairOf('options.keyPair', keyPair, { ...provider, hash: planned.request.hash });
  const created = await withKeys('options.keyPair', pair.privateKey, crypto, () =>
    create(planned, { keyPair: pair, ...provider }),
  );
  await requirePairBehind('options.keyPair', created.der);
  return created;
}

const exporting = settingsWith<ExportOptions>({
  passphrase(argument, passphrase) {
    aPassphrase(argument, passphrase);
    if (passphrase === '') throw new TypeError(`${argument}: expected a text, found an empty one`);
  },
  iterations: that(
    `a whole number from ${defaultIterations} to ${workLimits.iterations}`,
    (value) =>
      Number.isInteger(value) && Number(value) >= defaultIterations && Number(value) <= workLimits.iterations,
  ),
  crypto: requireCrypto,
});
const readingKey = settingsWith<ReadPrivateKeyOptions>({ ...keyChecks, passphrase: aPassphrase });

/**
 * A private key as PKCS#8 PEM, ending in a newline. With a passphrase: PBES2, PBKDF2-HMAC-SHA-256, AES-256-CBC.
 *
 * @throws TypeError for an empty passphrase, an iteration count out of range, or a key that is not extractable
 * @see RFC 7468 sections 10 and 11, RFC 8018
 */
export async function exportPrivateKey(
  key: CryptoKey | KeyPairInput['privateKey'],
  options: ExportOptions = {},
): Promise<string> {
  exporting('options', options);
  const { crypto } = options;
  const own = isCryptoKey(key)
    ? key
    : (await keyPairOf('key', { privateKey: key }, crypto ? { crypto } : {})).privateKey;
  if (own.type !== 'private') throw new TypeError(`key: expected a private key, found a ${own.type} one`);
  return withKeys('key', own, crypto, () => exportKey(own, options));
}

/** A private key in whatever form a caller holds it. */
export type PrivateKeyInput =
  | string
  | AnyBuffer
  | PrivateKeyObject
  | Extract<Thing, { readonly kind: 'private-key' }>
  | { toBER(): AnyBuffer }
  | { toSchema(): { toBER(): AnyBuffer } };

/**
 * The private key in a PEM text (text around it is skipped) or in DER: PKCS#8, PKCS#1 or SEC1, plain or encrypted in
 * any way that open() knows. The first of several.
 *
 * @throws DecodeError `unrecognised` (no private key in it), `passphrase-needed`, `wrong-passphrase`,
 *   `unsupported` (naming the algorithm), `too-large`, `invalid-value`, and those of PEM and DER; TypeError for what is
 *   neither text nor bytes
 */
export async function readPrivateKey(
  input: PrivateKeyInput,
  options: ReadPrivateKeyOptions = {},
): Promise<PrivateKeyFile> {
  readingKey('options', options);
  const given = typeof input === 'string' ? input : keyBytesOf(input);
  if (given === undefined) throw wrong('input', `a private key (${keyForms})`, input);
  return readKey(given, options);
}

const keyForms =
  'PEM text, DER or PEM in a buffer, what open() recognised, or an object of node:crypto, pkijs or asn1js';

/** Private keys do not say `der`: what open() recognised gives it when asked. */
function keyBytesOf(input: Exclude<PrivateKeyInput, string>): Uint8Array | undefined {
  if (isKeyObject(input) && input.type === 'private')
    return bytesOf(input.export({ type: 'pkcs8', format: 'der' }));
  if (isObjectWith('privateKey')(input)) {
    const { privateKey } = input as Extract<Thing, { readonly kind: 'private-key' }>;
    if (isObjectWith('toPkcs8')(privateKey)) return privateKey.toPkcs8();
  }
  return bytesOf(input) ?? bytesIn(input);
}

/** A request with the place it came from. */
export interface CsrToCheck extends Omit<ReadCsrToCheck, 'request'> {
  /** PKCS#10, in the forms that readCsr() takes. */
  readonly request: DerInput;
}

/** By what requests are judged; only `at` has no default. */
export interface CheckCsrOptions extends Omit<CheckOptions, 'keyPair'> {
  /** The key that must be the request's; its public key must be extractable. */
  readonly keyPair?: KeyPairInput;
}

/**
 * Checks a certificate signing request before it goes to a CA: signature, key, names against the plan of its
 * peer, subject and usages.
 *
 * @param request PKCS#10, in the forms that readCsr() takes
 * @throws DecodeError where it is no request; TypeError where `peer` is no peer of the plan or `at` is not a date.
 *   Whatever is wrong with a request that can be read is a finding.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { buildCsr, checkCsr, csrContent, generateKeyPair, planDeployment, readDeployment } from 'expcert';
 *
 * const { deployment } = readDeployment(await readFile('examples/corp.yaml'));
 * const plan = planDeployment(deployment!);
 * const content = csrContent(plan.requests[2]!);
 * const forgetful = { ...content, names: content.names.slice(1) };
 * const der = await buildCsr(forgetful, await generateKeyPair({ type: 'rsa', bits: 2048 }));
 * const { findings } = await checkCsr(der, { plan, peer: 'expe1.example.com', at: new Date() });
 * for (const { code, message } of findings) console.log(`${code}: ${message}`);
 * // prints: csr/name-missing: DNS:expe1.example.com is missing
 * ```
 */
export async function checkCsr(request: DerInput, options: CheckCsrOptions): Promise<CsrCheck> {
  const [result] = await judged([{ request: requestOf('request', request) }], options);
  return result!;
}

/**
 * The same for several requests, in order: it also tells the same request given twice, two requests for one
 * peer, and a key shared by two.
 */
export async function checkCsrs(
  requests: Iterable<CsrToCheck>,
  options: CheckCsrOptions,
): Promise<CsrCheck[]> {
  const expected = 'a list of { request, place }';
  const read = listOf('requests', requests, expected).map((each, at) => {
    requireObject(`requests[${at}]`, each, '{ request, place }', 'request');
    return { ...each, request: requestOf(`requests[${at}].request`, each.request) };
  });
  return judged(read, options);
}

/** As `csr create` writes it. */
export const aManifest = each(
  'an array of { peer, publicKeyHash }',
  that('{ peer, publicKeyHash }', isObjectWith('peer', 'publicKeyHash')),
);

const checking = settingsWith<CheckCsrOptions>(
  {
    at: aMoment,
    plan: requirePlan,
    peer: aText,
    manifest: aManifest,
    keyPair: anything,
    verifier: aVerifier,
    crypto: requireCrypto,
  },
  'at',
);

async function judged(requests: readonly ReadCsrToCheck[], options: CheckCsrOptions): Promise<CsrCheck[]> {
  checking('options', options);
  const { keyPair, ...rest } = options;
  const { crypto } = rest;
  if (!keyPair) return check(requests, rest);
  const pair = await keyPairOf('options.keyPair', keyPair, crypto ? { crypto } : {});
  return withKeys('options.keyPair', pair.publicKey, crypto, () =>
    check(requests, { ...rest, keyPair: pair }),
  );
}
