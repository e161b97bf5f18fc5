import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../../src/lib/errors.ts';
import * as expcert from '../../../src/lib/index.ts';
import { corp } from '../../support/corp.ts';
import { buildPki, judgedAt } from '../../support/pki.ts';

/** As plain JavaScript calls: no type stands in the way. */
type Anything = Readonly<Record<string, (...given: unknown[]) => unknown>>;
const library = expcert as unknown as Anything;

const { root, sub, leaf } = buildPki({
  root: { key: 'rsa-3072' },
  sub: { issuedBy: 'root', key: 'ec-p-256' },
  leaf: { issuedBy: 'sub', key: 'rsa-2048' },
});
const fixtures = join(import.meta.dirname, '../../../fixtures');
const requestPem = readFileSync(join(fixtures, 'requests/expe1.csr.pem'), 'utf8');
const pem = expcert.writePem('CERTIFICATE', leaf.der);
const rootPem = expcert.writePem('CERTIFICATE', root.der);
const at = new Date(judgedAt);
const seconds = judgedAt / 1000;
const { deployment } = expcert.readDeployment(corp);
const plan = expcert.planDeployment(deployment!);
const [peer] = plan.requests;
const material = { anchors: [root], intermediates: [sub] };
const keys = await expcert.generateKeyPair({ type: 'ec', curve: 'P-256' });
const dns = { kind: 'dns', name: 'host.example.com' };

async function outcomeOf(name: string, given: readonly unknown[]): Promise<unknown> {
  try {
    return await library[name]!(...given);
  } catch (error) {
    return error;
  }
}

describe('what newcomers give is taken', () => {
  it.each<[string, string, readonly unknown[]]>([
    ['PEM text for a certificate', 'readCertificate', [pem]],
    ['PEM bytes for a certificate', 'readCertificate', [Buffer.from(pem)]],
    ['an object of node:crypto', 'readCertificate', [new X509Certificate(pem)]],
    ['an ArrayBuffer', 'readCertificate', [leaf.der.slice().buffer]],
    ['PEM text for a request', 'readCsr', [requestPem]],
    ['PEM text for a request to check', 'checkCsr', [requestPem, { at }]],
    ['PEM text for a path', 'validatePath', [pem, { anchors: rootPem, intermediates: [sub] }, { at }]],
    ['node:crypto for a path', 'validatePath', [new X509Certificate(pem), material, { at }]],
    ['DER for a path', 'validatePath', [leaf.der, material, { at }]],
    ['PEM text for a name', 'matchIdentity', [pem, dns]],
    ['the text of a file', 'open', [[{ path: 'a.pem', bytes: pem }]]],
    ['an ArrayBuffer as a file', 'open', [[{ path: 'a.der', bytes: leaf.der.slice().buffer }]]],
    ['the text of a file to check', 'check', [[{ path: 'a.pem', bytes: pem }], deployment, { at }]],
    ['an object of node:crypto as a file', 'open', [[{ path: 'a.der', bytes: new X509Certificate(pem) }]]],
    ['PEM text for a trusted-CA list', 'checkTrustList', [rootPem, { at }]],
    ['a buffer for a trusted-CA list', 'checkTrustList', [Buffer.from(rootPem), { at }]],
    ['what was read for a trusted-CA list', 'checkTrustList', [[root], { at }]],
    ['PEM text to describe', 'describe', [requestPem]],
    ['an object of node:crypto to describe', 'describe', [new X509Certificate(pem)]],
    ['an ArrayBuffer for PEM', 'writePem', ['CERTIFICATE', leaf.der.slice().buffer]],
  ])('%s: %s()', async (_, name, given) => {
    expect(await outcomeOf(name, given)).not.toBeInstanceOf(Error);
  });
});

const forms =
  'PEM text, DER or PEM in a buffer, or an object of node:crypto, @peculiar/x509, pkijs or asn1js';

const anything = 'a certificate, request, revocation list, OCSP response or thing that open() recognised';

/** Settings that, taken for left out, would make the judgement another one, and often a weaker one. */
const weaker: readonly (readonly [settings: object, message: string])[] = [
  [
    { profile: 'web-pki' },
    'settings.profile: expected rfc5280, webpki or appliance, found a text of 7 characters',
  ],
  [
    { purpose: 'serverAuth' },
    'settings.purpose: expected server, client or any, found a text of 10 characters',
  ],
  [{ search: 'x' }, 'settings.search: expected every or first, found a text of 1 characters'],
  [{ anchors: 'x' }, 'settings.anchors: expected certificate or name-and-key, found a text of 1 characters'],
  [{ limits: 5 }, 'settings.limits: expected an object, found the number 5'],
  [
    { limits: { candidates: NaN } },
    'settings.limits.candidates: expected a number from 0, found the number NaN',
  ],
  [
    { maxIntermediates: '0' },
    'settings.maxIntermediates: expected a whole number from 0, found a text of 1 characters',
  ],
  [
    { revocation: 'leave' },
    'settings.revocation: expected none, leaf or chain, found a text of 5 characters',
  ],
  [{ revocation: true }, 'settings.revocation: expected none, leaf or chain, found the boolean true'],
  [{ allowSha1: 'no' }, 'settings.allowSha1: expected true or false, found a text of 2 characters'],
  [
    { minimumRsaBits: '4096' },
    'settings.minimumRsaBits: expected a number from 0, found a text of 4 characters',
  ],
  [
    { extendedKeyUsage: '1.3.6.1.5.5.7.3.1' },
    'settings.extendedKeyUsage: expected an array of object identifiers, found a text of 17 characters',
  ],
  [
    { extendedKeyUsage: ['serverAuth'] },
    'settings.extendedKeyUsage[0]: expected an object identifier such as 1.3.6.1.5.5.7.3.1, found a text of 10 characters',
  ],
  [
    { policies: { initialPolicies: [] } },
    'settings.policies.requireExplicitPolicy: expected true or false, found undefined',
  ],
  [
    { nameConstraints: { permittedSubtrees: [], excludedSubtrees: [] } },
    'settings.nameConstraints: expected an array of name constraints, found an object with permittedSubtrees, excludedSubtrees',
  ],
  [{ isPublicSuffix: 'com' }, 'settings.isPublicSuffix: expected a function, found a text of 3 characters'],
];

it('a setting that is misspelt is no setting left out', async () => {
  const error = await outcomeOf('validatePath', [leaf, material, { at, revokation: 'chain' }]);
  expect(error).toBeInstanceOf(TypeError);
  expect((error as TypeError).message).toMatch(/^settings: expected .*, revocation, .*, found revokation$/);
});

describe('a question about a peer with a value that is none is a TypeError', () => {
  const policy = expcert.federationPolicy(
    expcert.readDeployment(`${corp}\nfederation: { privacyMode: Off }`).deployment!,
  );
  const sound = {
    ...{ role: 'server', domain: 'a.example', policy, at },
    evidence: new expcert.PeerTrust({ anchors: [root] }),
  };
  it.each<[object, string]>([
    [{ role: 'peer' }, 'question.role: expected client or server, found a text of 4 characters'],
    [{ role: undefined }, 'question.role: expected client or server, found undefined'],
    [
      { dialback: true },
      'question.dialback: expected not yet done, valid, invalid or error, found the boolean true',
    ],
    [{ isFurtherPair: 'no' }, 'question.isFurtherPair: expected true or false, found a text of 2 characters'],
    [{ cache: new Map() }, 'question.cache: expected a PeerCache, found an object of class Map'],
    [{ turn: 5 }, 'question.turn: expected a function, found the number 5'],
    [
      { tlsa: [] },
      'question.tlsa: expected the answer of a resolver: { dnssec, records }, found an array of 0',
    ],
    [{ evidence: { anchors: [] } }, 'question.evidence: expected a PeerTrust, found an object with anchors'],
  ])('%o', async (wrong, message) => {
    expect(await outcomeOf('verifyPeer', [[], sound])).not.toBeInstanceOf(Error);
    expect(await outcomeOf('verifyPeer', [[], { ...sound, ...wrong }])).toEqual(new TypeError(message));
  });
});

describe('what cannot be meant is a TypeError that names argument, expected and found', () => {
  it.each<[name: string, given: readonly unknown[], message: string]>([
    ['readCertificate', [undefined], `certificate: expected a certificate (${forms}), found undefined`],
    ['readCertificate', [5], `certificate: expected a certificate (${forms}), found the number 5`],
    ['readCertificate', [[]], `certificate: expected a certificate (${forms}), found an array of 0`],
    [
      'readCertificate',
      [at],
      `certificate: expected a certificate (${forms}), found an object of class Date`,
    ],
    [
      'readCertificate',
      [Promise.resolve(pem)],
      `certificate: expected a certificate (${forms}), found a Promise: await it`,
    ],
    [
      'readCertificate',
      [{ certificate: pem, key: 1 }],
      `certificate: expected a certificate (${forms}), found an object with certificate, key`,
    ],
    ['readCsr', [null], `request: expected a certificate signing request (${forms}), found null`],
    ['readCrl', [true], `crl: expected a certificate revocation list (${forms}), found the boolean true`],
    [
      'readOcspResponse',
      [{}],
      `response: expected an OCSP response (${forms}), found an object without properties`,
    ],
    [
      'checkCsr',
      [undefined, { at }],
      `request: expected a certificate signing request (${forms}), found undefined`,
    ],
    ['checkCsr', [requestPem], 'options: expected an object, found undefined'],
    [
      'checkCsr',
      [requestPem, { at: judgedAt }],
      `options.at: expected a Date, found the number ${judgedAt} (new Date(${judgedAt}))`,
    ],
    [
      'checkCsr',
      [requestPem, { at, plan: deployment }],
      'options.plan: expected a plan of planDeployment(), found an object with version, file, name, release, …',
    ],
    ['checkCsrs', [requestPem, { at }], 'requests: expected a list of { request, place }, found PEM text'],
    ['checkCsrs', [[requestPem], { at }], 'requests[0]: expected { request, place }, found PEM text'],
    [
      'matchIdentity',
      [leaf, 'host'],
      "identity: expected an identity such as { kind: 'dns', name }, found a text of 4 characters",
    ],
    [
      'matchIdentity',
      [leaf, [dns]],
      "identity: expected an identity such as { kind: 'dns', name }, found an array of 1",
    ],
    [
      'matchIdentity',
      [leaf, { kind: 'host' }],
      'identity.kind: expected dns, ip, email, srv or xmpp, found a text of 4 characters',
    ],
    [
      'matchIdentity',
      [leaf, { kind: 'ip', name: 'x' }],
      'identity.address: expected a text, found undefined',
    ],
    [
      'validatePath',
      [leaf, [root], { at }],
      'material: expected an object with anchors, found an array of 1',
    ],
    [
      'validatePath',
      [leaf, { anchors: root }, { at }],
      'material.anchors: expected PEM text, a buffer or an array, each a certificate, found an object of class CheckedCertificate',
    ],
    [
      'validatePath',
      [leaf, { anchors: [root, 7] }, { at }],
      `material.anchors[1]: expected a certificate (${forms}), found the number 7`,
    ],
    ['validatePath', [leaf, material], 'settings: expected an object, found undefined'],
    ['validatePath', [leaf, material, at], 'settings: expected an object, found an object of class Date'],
    ['validatePath', [leaf, material, { time: judgedAt }], 'settings.at: expected a Date, found undefined'],
    [
      'validatePath',
      [leaf, material, { at: seconds }],
      `settings.at: expected a Date, found the number ${seconds} (seconds since 1970? new Date(${seconds} * 1000))`,
    ],
    [
      'validatePath',
      [leaf, material, { at: new Date(seconds) }],
      `settings.at: expected a moment with certificates, found 1970-01-21 (seconds since 1970? new Date(${seconds} * 1000))`,
    ],
    [
      'validatePath',
      [leaf, material, { at: new Date(NaN) }],
      'settings.at: expected a valid Date, found an invalid one',
    ],
    [
      'validatePath',
      [leaf, material, { at, identities: dns }],
      'settings.identities: expected an array of identities, found an object with kind, name',
    ],
    [
      'validatePath',
      [leaf, material, { at, identities: ['host'] }],
      "settings.identities[0]: expected an identity such as { kind: 'dns', name }, found a text of 4 characters",
    ],
    ...weaker.map(([settings, message]): [string, unknown[], string] => [
      'validatePath',
      [leaf, material, { at, ...settings }],
      message,
    ]),
    [
      'validatePath',
      [leaf, { ...material, verifier: 5 }, { at }],
      'material.verifier: expected a verifier such as webCryptoVerifier(), found the number 5',
    ],
    [
      'checkRevocation',
      [leaf, sub, {}, { at, ocsp: { maximumAge: '1 day' } }],
      'settings.ocsp.maximumAge: expected a number from 0, found a text of 5 characters',
    ],
    [
      'checkRevocation',
      [leaf, sub, {}, { at, profile: 'webpki' }],
      'settings: expected ocsp, allowSha1, minimumRsaBits, conformance, limits, found profile',
    ],
    [
      'checkRevocation',
      [leaf, sub, { verifier: {} }, { at }],
      'evidence.verifier: expected a verifier such as webCryptoVerifier(), found an object without properties',
    ],
    [
      'checkRevocation',
      [leaf, sub, {}, { at: seconds }],
      `settings.at: expected a Date, found the number ${seconds} (seconds since 1970? new Date(${seconds} * 1000))`,
    ],
    [
      'checkRevocation',
      [leaf, undefined, {}, { at }],
      `issuer: expected a certificate (${forms}), found undefined`,
    ],
    ['checkRevocation', [leaf, sub, undefined, { at }], 'evidence: expected an object, found undefined'],
    [
      'createCsr',
      [deployment],
      'planned: expected a peer of planDeployment(), found an object with version, file, name, release, …',
    ],
    [
      'createCsr',
      [peer, { keyPair: 'key.pem' }],
      'options.keyPair: expected a CryptoKeyPair or a pair of KeyObjects, found a text of 7 characters',
    ],
    [
      'createCsr',
      [peer, { crypto: 5 }],
      'options.crypto: expected a Crypto such as globalThis.crypto, found the number 5',
    ],
    [
      'createCsr',
      [peer, { crypto: globalThis.crypto.subtle }],
      'options.crypto: expected a Crypto such as globalThis.crypto, found an object of class SubtleCrypto (the Crypto that has this as `subtle`)',
    ],
    [
      'webCryptoVerifier',
      [{ subtle: 5 }],
      'crypto: expected a Crypto such as globalThis.crypto, found an object with subtle',
    ],
    [
      'buildCsr',
      [{ ...expcert.csrContent(peer!), hash: 'md5' }, {}],
      'content.hash: expected sha256, sha384 or sha512, found a text of 3 characters',
    ],
    ['buildCsr', [{}, {}], 'content: expected the content of a request, found an object without properties'],
    [
      'generateKeyPair',
      ['rsa'],
      "kind: expected { type: 'rsa', bits } or { type: 'ec', curve }, found a text of 3 characters",
    ],
    ['generateKeyPair', [{ type: 'ed25519' }], 'kind.type: expected rsa or ec, found a text of 7 characters'],
    [
      'generateKeyPair',
      [{ type: 'rsa', modulusLength: 2048 }],
      'kind.bits: expected 2048, 3072 or 4096, found undefined',
    ],
    [
      'generateKeyPair',
      [{ type: 'ec', curve: 'P256' }],
      'kind.curve: expected P-256, P-384 or P-521, found a text of 4 characters',
    ],
    [
      'generateKeyPair',
      [{ type: 'rsa', bits: 2048 }, { hash: 'md5' }],
      'options.hash: expected sha256, sha384 or sha512, found a text of 3 characters',
    ],
    ['exportPrivateKey', [keys.publicKey], 'key: expected a private key, found a public one'],
    [
      'exportPrivateKey',
      [keys.privateKey, { passphrase: '' }],
      'options.passphrase: expected a text, found an empty one',
    ],
    ['readPrivateKey', ['', { passphrase: 5 }], 'options.passphrase: expected a text'],
    [
      'exportPrivateKey',
      ['key'],
      'key.privateKey: expected a CryptoKey or KeyObject, found a text of 3 characters',
    ],
    ['exportPrivateKey', [{}, { passphrase: 5 }], 'options.passphrase: expected a text'],
    [
      'readPrivateKey',
      [undefined],
      'input: expected a private key (PEM text, DER or PEM in a buffer, what open() recognised, or an object of node:crypto, pkijs or asn1js), found undefined',
    ],
    ['open', [pem], 'files: expected a list of { path, bytes }, found PEM text'],
    ['open', [[leaf.der]], 'files[0]: expected { path, bytes }, found an object of class Uint8Array'],
    ['open', [['a.pem']], 'files[0]: expected { path, bytes }, found a text of 5 characters'],
    [
      'open',
      [[{ path: 'a.pem', bytes: 5 }]],
      'files[0].bytes: expected the bytes or the text of the file, found the number 5',
    ],
    ['open', [[], { passphrases: 'secret' }], 'options.passphrases: expected an array of texts'],
    ['gather', [leaf.der], 'files: expected a list of { path, bytes }, found an object of class Uint8Array'],
    ['mergeFacts', [{}, {}], 'a: expected facts of gather(), found an object without properties'],
    ['judge', [[], deployment, { at }], 'facts: expected facts of gather(), found an array of 0'],
    [
      'check',
      [[], deployment, { at: judgedAt }],
      `options.at: expected a Date, found the number ${judgedAt} (new Date(${judgedAt}))`,
    ],
    [
      'check',
      [[], expcert.readDeployment(corp), { at }],
      'deployment: expected a deployment, found an object with deployment, findings (the `deployment` of what readDeployment() returns)',
    ],
    [
      'check',
      [[], plan, { at }],
      'deployment: expected the deployment of readDeployment(), found an object with deployment, services, peers, requests, …',
    ],
    [
      'checkPlan',
      [deployment, { at }],
      'plan: expected a plan of planDeployment(), found an object with version, file, name, release, …',
    ],
    [
      'checkTrustList',
      [root, { at }],
      'entries: expected PEM text, a buffer or a list, each a certificate or { certificate, file, entry }, found an object of class CheckedCertificate',
    ],
    ['checkTrustList', [[7], { at }], `entries[0]: expected a certificate (${forms}), found the number 7`],
    [
      'checkTrustList',
      [[{ certificate: 7, file: 'ca.pem', entry: 1 }], { at }],
      `entries[0].certificate: expected a certificate (${forms}), found the number 7`,
    ],
    ['waiveFindings', [undefined, [], { at }], 'findings: expected an array of findings, found undefined'],
    ['describe', [undefined], `thing: expected ${anything} (${forms}), found undefined`],
    [
      'namesOf',
      [{ kind: 'certificate' }],
      `thing: expected ${anything} (${forms}), found an object with kind`,
    ],
    [
      'readDeployment',
      [{}],
      'input: expected the text or the bytes of a file, found an object without properties',
    ],
    ['readFacts', [5], 'input: expected the text or the bytes of a file, found the number 5'],
    [
      'planDeployment',
      [corp],
      `deployment: expected the deployment of readDeployment(), found a text of ${corp.length} characters`,
    ],
    [
      'federationPolicy',
      [undefined],
      'deployment: expected the deployment of readDeployment(), found undefined',
    ],
    [
      'checkFederation',
      [undefined],
      'deployment: expected the deployment of readDeployment(), found undefined',
    ],
    [
      'verifyPeer',
      [leaf.der, {}],
      'chain: expected an array of certificates, found an object of class Uint8Array',
    ],
    ['verifyPeer', [[], undefined], 'question: expected an object, found undefined'],
    [
      'verifyPeer',
      [[], { domain: 'a.example' }],
      'question.policy: expected a policy of federationPolicy(), found undefined',
    ],
    ['toALabels', [undefined], 'domain: expected a domain, found undefined'],
    [
      'privacyOf',
      ['a.example', undefined],
      'policy: expected the `privacy` of federationPolicy(), found undefined',
    ],
    ['routeTo', [5, undefined], 'domain: expected a domain, found the number 5'],
    ['explain', [undefined], 'question: expected a code or the words of a message, found undefined'],
    ['writePem', ['CERTIFICATE', pem], 'bytes: expected bytes, found PEM text'],
    [
      'printName',
      ['CN=x'],
      'name: expected the subject or issuer of a certificate, found a text of 4 characters',
    ],
    [
      'publicKeyText',
      [undefined],
      'key: expected the publicKey of a certificate or request, found undefined',
    ],
  ])('%s() %#', async (name, given, message) => {
    const error = await outcomeOf(name, given);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as TypeError).message).toBe(message);
  });
});

describe('a text with another number of things than meant is an error that says so', () => {
  it.each<[string, string, readonly unknown[], string, string]>([
    [
      'two certificates',
      'readCertificate',
      [pem + rootPem],
      'several',
      'certificate: 2 PEM blocks CERTIFICATE, where one is meant',
    ],
    [
      'a key alone',
      'readCertificate',
      [expcert.writePem('PRIVATE KEY', Uint8Array.of(48, 0))],
      'invalid-pem',
      'certificate: no PEM block CERTIFICATE in the text, only PRIVATE KEY',
    ],
    [
      'a path of a file',
      'readCertificate',
      ['./cert.pem'],
      'invalid-pem',
      'certificate: no PEM block CERTIFICATE in the text',
    ],
    [
      'a certificate for a request',
      'readCsr',
      [pem],
      'invalid-pem',
      'request: no PEM block CERTIFICATE REQUEST in the text, only CERTIFICATE',
    ],
    [
      'a block that is cut off',
      'readCertificate',
      [pem.slice(0, 200)],
      'invalid-pem',
      'line 1: no END line follows BEGIN CERTIFICATE; the text seems to be cut off',
    ],
    [
      'two leaves of a path',
      'validatePath',
      [pem + rootPem, material, { at }],
      'several',
      'certificate: 2 PEM blocks CERTIFICATE, where one is meant',
    ],
  ])('%s', async (_, name, given, code, message) => {
    const error = await outcomeOf(name, given);
    expect(error).toBeInstanceOf(DecodeError);
    expect(error).toMatchObject({ code, message });
  });

  const both = pem + expcert.writePem('CERTIFICATE', sub.der);
  it.each<[string, expcert.PathMaterial]>([
    ['a text', { anchors: rootPem, intermediates: both }],
    ['what readFile() gives', { anchors: Buffer.from(rootPem), intermediates: Buffer.from(both) }],
    [
      'an ArrayBuffer',
      { anchors: root.der.slice().buffer, intermediates: [new TextEncoder().encode(both).buffer] },
    ],
    ['an array of such', { anchors: [Buffer.from(rootPem)], intermediates: [leaf.der, sub.der] }],
  ])('but where several are meant they are all taken, from %s', async (_, material) => {
    expect((await expcert.validatePath(pem, material, { at })).valid).toBe(true);
  });
});

describe('a path says what it was not asked', () => {
  it.each<[string, Partial<expcert.PathSettings>, readonly expcert.NotAsked[]]>([
    ['no name and no revocation', {}, ['identities', 'revocation']],
    ['an empty list of names', { identities: [] }, ['identities', 'revocation']],
    ['a name', { identities: [{ kind: 'dns', name: 'host.example.com' }] }, ['revocation']],
    ['revocation', { revocation: 'chain' }, ['identities']],
  ])('%s', async (_, settings, notAsked) => {
    expect((await expcert.validatePath(leaf, material, { at, ...settings })).notAsked).toEqual(notAsked);
  });
});
