import { describe, expect, it } from 'vitest';
import { bitString, oid, sequence, utf8String } from '../../src/lib/asn1/der-writer.ts';
import { algorithmId, curveId } from '../../src/lib/asn1/oids.ts';
import { ListSearch } from '../../src/lib/check/list-search.ts';
import type { PathFound } from '../../src/lib/check/path-answer.ts';
import { certRules } from '../../src/lib/rules/cert/index.ts';
import type { PathAnswer, PathFault } from '../../src/lib/rules/chain/facts.ts';
import { pathRules } from '../../src/lib/rules/path/index.ts';
import { toleratedBy } from '../../src/lib/validation/judge-path.ts';
import { SignatureChecks } from '../../src/lib/x509/signature-checks.ts';
import { extensionDer } from '../support/certificate-der.ts';
import { hex } from '../support/decode.ts';
import { buildPki, judgedAt, type Hierarchy } from '../support/pki.ts';
import { syncVerifier } from '../support/sync-verifier.ts';

/** Where an error of a path rule comes out when an Expressway's certificate is checked. */
type Cover =
  | { readonly pki: Hierarchy; readonly answer: PathFault | PathAnswer['result'] | 'refused usage' }
  /** Said of the certificate itself by a rule of area cert/. */
  | { readonly cert: string }
  /** It judges what only the caller of validatePath() asks for. */
  | { readonly option: string };

const chain = (
  sub: Hierarchy[string] = {},
  leaf: Hierarchy[string] = {},
  root: Hierarchy[string] = {},
): Hierarchy => ({
  root,
  sub: { issuedBy: 'root', ...sub },
  leaf: { issuedBy: 'sub', eku: ['serverAuth', 'clientAuth'], ...leaf },
});
const unknown = extensionDer('1.3.6.1.4.1.99999.7', utf8String('?'), true);
/** IP address blocks: 10.0.0.0/8. */
const tenNet = extensionDer('1.3.6.1.5.5.7.1.7', hex('300c300a0402000130040302000a'));
const otherKeyIdentifier = extensionDer('2.5.29.14', Uint8Array.of(4, 2, 1, 2));

/** A key that begins like a point and is none. */
const ecKey = (parameters: Uint8Array): Uint8Array =>
  sequence(
    sequence(oid(algorithmId['id-ecPublicKey']), parameters),
    bitString(new Uint8Array(65).fill(4, 0, 1)),
  );

const noDistributionPoints = extensionDer('2.5.29.31', utf8String('?'));
const indefinitePoints = extensionDer('2.5.29.31', Uint8Array.of(0x30, 0x80, 0, 0));

/** By code: at least one for each error that an appliance judges, and one for each place where it differs. */
const covers: Readonly<Record<string, readonly Cover[]>> = {
  'path/issuer-not-found': [
    { pki: { root: {}, leaf: { issuer: 'CN=nobody', issuedBy: 'root' } }, answer: 'issuer missing' },
  ],
  'path/issuer-key-differs': [
    { pki: chain({ without: ['subjectKeyIdentifier'], more: [otherKeyIdentifier] }), answer: 'other-key' },
  ],
  'path/search-limit-reached': [{ option: 'limits; its answer is an open question like others' }],
  'path/signature-invalid': [
    { pki: chain({}, { damaged: true }), answer: 'other' },
    {
      pki: chain({}, { without: ['authorityKeyIdentifier'], signedWith: 'nobody' }),
      answer: 'other-key',
    },
  ],
  'path/signature-not-checked': [{ pki: chain({ key: 'ec-secp256k1' }), answer: 'not checked' }],
  'path/not-a-ca': [{ pki: chain({ ca: false, keyUsage: null }), answer: 'not-a-ca' }],
  'path/key-cert-sign-missing': [{ pki: chain({ keyUsage: ['cRLSign'] }), answer: 'not-a-ca' }],
  'path/path-length-exceeded': [{ pki: chain({}, {}, { pathLength: 0 }), answer: 'path-length' }],
  'path/too-many-intermediates': [{ option: 'maxIntermediates' }],
  'path/resources-not-held': [{ pki: chain({}, { more: [tenNet] }), answer: 'other' }],
  'path/unknown-critical-extension': [
    { pki: chain({ more: [unknown] }), answer: 'critical-extension' },
    { pki: chain({}, { more: [unknown] }), answer: 'critical-extension' },
    { cert: 'cert/critical-extension' },
  ],
  'path/malformed-part': [
    { pki: chain({ more: [noDistributionPoints] }), answer: 'malformed' },
    { pki: chain({}, { more: [noDistributionPoints] }), answer: 'malformed' },
    { cert: 'cert/malformed-part' },
  ],
  'path/malformed-part-open': [
    { pki: chain({ more: [indefinitePoints] }), answer: 'not checked' },
    { cert: 'cert/malformed-part-open' },
  ],
  'path/key-usage-empty': [
    { pki: chain({}, { keyUsage: [] }), answer: 'malformed' },
    { pki: chain({}, {}, { keyUsage: [] }), answer: 'not-a-ca' },
  ],
  'path/distribution-point-empty': [
    { pki: chain({}, { distributionPoints: [{ reasons: [1] }] }), answer: 'malformed' },
  ],
  'path/curve-not-named': [
    { pki: chain({}, { raw: { publicKey: ecKey(sequence()) } }), answer: 'malformed' },
  ],
  'path/key-off-curve': [
    { pki: chain({}, { raw: { publicKey: ecKey(oid(curveId.secp256r1)) } }), answer: 'malformed' },
  ],
  'path/name-constraint-violated': [
    { pki: chain({ permitted: ['dns:example.org'] }), answer: 'name-constraints' },
  ],
  'path/purpose-refused': [
    { pki: chain({ eku: ['emailProtection'] }), answer: 'refused usage' },
    { cert: 'cert/server-auth-missing' },
    { cert: 'cert/key-usage-refused' },
  ],
  'path/usage-not-allowed': [{ option: 'extendedKeyUsage' }],
  'path/usage-not-named': [{ option: 'explicitExtendedKeyUsage' }],
  'path/key-usage-missing': [{ option: 'keyUsage' }],
  'path/name-mismatch': [{ option: 'identities' }, { cert: 'cert/name-missing' }],
  'path/key-too-costly': [{ option: 'mostRsaBits' }],
  'path/weak-key': [
    { pki: chain({ key: 'rsa-512' }), answer: 'strength' },
    { cert: 'cert/weak-key-or-hash' },
  ],
  'path/weak-signature': [
    // The signature cannot be verified here; the digest can be seen.
    { pki: chain({ hash: 'md5' }, {}, { key: 'rsa-2048' }), answer: 'strength' },
    { cert: 'cert/weak-key-or-hash' },
  ],
  'path/signature-algorithm-not-accepted': [{ option: 'signatureAlgorithms' }],
  'path/revoked': [{ cert: 'cert/revoked' }],
  'path/revocation-unknown': [{ option: 'acceptUnknownRevocation' }],
  'path/not-yet-valid': [
    { pki: chain({ notBefore: '2026-12-01' }), answer: 'not-yet-valid' },
    { cert: 'cert/not-yet-valid' },
  ],
  'path/expired': [{ pki: chain({ notAfter: '2026-01-02' }), answer: 'expired' }, { cert: 'cert/expired' }],
};

/** What OpenSSL takes, so that the path is trusted, and says under `tolerated` what was wrong with it. */
const tolerated: readonly (readonly [name: string, pki: Hierarchy])[] = [
  ['name constraints with a leading dot', chain({ permitted: ['dns:.example.com'] })],
  ['a policy that is required and missing', chain({ requireExplicitPolicy: 0 })],
  ['serial number 0', chain({}, { serial: 0 })],
  ['a CA without key usage', chain({ keyUsage: null })],
  ['no key identifiers', chain({ without: ['subjectKeyIdentifier', 'authorityKeyIdentifier'] })],
  ['basic constraints that are not critical', chain({ critical: { basicConstraints: false } })],
  ['name constraints on a certificate that is no CA', chain({}, { permitted: ['dns:example.com'] })],
  ['a root that only its key usage makes one', chain({}, {}, { ca: null, keyUsage: ['keyCertSign'] })],
  ['a name that is none', chain({}, { san: ['dns:host.example.com', 'dns:_sip.example.com'] })],
  ['a unique identifier', chain({}, { uniqueId: true })],
  ['no subject in the CA', chain({ subject: '' }, { issuer: '' })],
  ['an empty extension', chain({ more: [extensionDer('2.5.29.30', sequence(), true)] })],
  [
    'a comment in another string type',
    chain({ more: [extensionDer('2.16.840.1.113730.1.13', utf8String('?'))] }),
  ],
  ['a policy mapped to any', chain({ policyMappings: [['2.5.29.32.0', '1.3.6.1.4.1.99999.1']] })],
];

function found(pki: Hierarchy): Promise<PathFound> {
  const { leaf, ...cas } = buildPki(pki);
  const settings = { time: judgedAt, checks: new SignatureChecks(syncVerifier) };
  return new ListSearch(Object.values(cas), 'expressway', settings).find(leaf!);
}

const answerFor = async (pki: Hierarchy): Promise<PathAnswer> => (await found(pki)).answer;

function summaryOf(answer: PathAnswer): string {
  if (answer.result === 'broken') return answer.fault;
  const isRefused = answer.result === 'trusted' && answer.refusedAs.server !== undefined;
  return isRefused ? 'refused usage' : answer.result;
}

const errors = pathRules.filter(({ severity }) => severity === 'error');

describe('each path rule that is an error', () => {
  it.each(errors)('$code comes out in a check, or OpenSSL takes it', ({ code, onAppliance }) => {
    if (onAppliance === 'judged') {
      expect(covers[code]?.length, code).toBeGreaterThan(0);
      return;
    }
    expect(onAppliance.taken).not.toBe('');
    expect(covers).not.toHaveProperty([code]);
  });

  const fixtures = Object.entries(covers).flatMap(([code, all]) =>
    all.flatMap((cover) => ('pki' in cover ? [{ code, ...cover }] : [])),
  );
  it.each(fixtures)('$code: $answer', async ({ pki, answer }) => {
    expect(summaryOf(await answerFor(pki))).toBe(answer);
  });

  it('has the rules of area cert/ that are to say it', () => {
    const known = new Set<string>(certRules.map(({ code }) => code));
    const named = Object.values(covers)
      .flat()
      .flatMap((cover) => ('cert' in cover ? [cover.cert] : []));
    expect(named.filter((code) => !known.has(code))).toEqual([]);
  });
});

describe('what RFC 5280 forbids and OpenSSL takes', () => {
  it.each(tolerated)('%s is told and trusted', async (_, pki) => {
    const { answer, path } = await found(pki);
    expect(summaryOf(answer)).toBe('trusted');
    expect(toleratedBy(path)).not.toEqual([]);
  });

  it('says nothing of a sound chain', async () => {
    const { answer, path } = await found(chain());
    expect(answer).toMatchObject({ path: ['CN=leaf', 'CN=sub', 'CN=root'], refusedAs: {} });
    expect(toleratedBy(path)).toEqual([]);
  });
});
