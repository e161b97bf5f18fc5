import { getPublicSuffix } from 'tldts';
import { algorithmId, keyPurpose } from '../../src/lib/asn1/oids.ts';
import {
  defaultPolicies,
  type OcspOptions,
  type PathSettings,
  type PolicyInputs,
} from '../../src/lib/path/options.ts';
import type { ReferenceIdentity } from '../../src/lib/path/reference-identity.ts';
import type { KeyUsage } from '../../src/lib/x509/extensions.ts';
import type { VectorCase, VectorName, VectorPolicy } from './vector-case.ts';

/** Something a case asks for that the library does not offer. */
export class Unsupported extends Error {}

/** What the library is asked, from the fields of the case that say what a validator is told; never from its id or expectation. */
export function settingsOf(testCase: VectorCase): PathSettings {
  const { needs, policy, max_chain_depth: depth, signature_algorithms: algorithms } = testCase;
  if (needs.includes('dsa')) throw new Unsupported('DSA signatures');
  return {
    time: Date.parse(testCase.validation_time),
    profile: testCase.profile,
    purpose: purposes[testCase.validation_kind],
    conformance: asksForConformance(testCase),
    minimumRsaBits: testCase.minimum_rsa_bits,
    allowSha1: testCase.allow_sha1,
    strictSerialNumbers: testCase.strict_serials,
    leadingDotConstraints: testCase.leading_dot,
    anchors: needs.includes('anchor-mode') ? 'name-and-key' : 'certificate',
    extendedKeyUsage: testCase.extended_key_usage.map(purposeId),
    explicitExtendedKeyUsage: needs.includes('eku-strict') ? true : undefined,
    keyUsage: testCase.key_usage.map(keyUsage),
    identities: [testCase.expected_peer_name, ...testCase.expected_peer_names].flatMap(identity),
    maxIntermediates: depth ?? undefined,
    signatureAlgorithms: algorithms.length > 0 ? algorithms.map(signatureName) : undefined,
    policies: policy ? policyInputs(policy) : defaultPolicies,
    revocation: scopes[testCase.revocation],
    ocsp: ocspOptions(testCase),
    isPublicSuffix: (name) => getPublicSuffix(name, { allowPrivateDomains: true }) === name,
  };
}

/** For "any" use a case asks for the algorithm of section 6 alone; a TLS peer must keep the profile of section 4. */
export const asksForConformance = ({ conformance, validation_kind: kind }: VectorCase): boolean =>
  conformance ?? kind !== 'ANY';

/** Only what the case says. */
function ocspOptions(testCase: VectorCase): Partial<OcspOptions> {
  const { ocsp_nonce: nonce, ocsp_tolerance: clockTolerance, ocsp_maximum_age: maximumAge } = testCase;
  return {
    ...(typeof nonce === 'string' && { nonce: new Uint8Array(Buffer.from(nonce, 'hex')) }),
    ...(typeof clockTolerance === 'number' && { clockTolerance }),
    ...(typeof maximumAge === 'number' && { maximumAge }),
  };
}

const purposes = { SERVER: 'server', CLIENT: 'client', ANY: 'any' } as const;
const scopes = { none: 'none', crl: 'chain', 'crl-leaf': 'leaf' } as const;

function purposeId(name: string): string {
  const id = (keyPurpose as Readonly<Record<string, string>>)[name];
  if (id === undefined) throw new Unsupported(`extended key usage ${name}`);
  return id;
}

const keyUsages: readonly KeyUsage[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

function keyUsage(name: string): KeyUsage {
  // X.509 renamed nonRepudiation.
  const usage = keyUsages.find((each) => each === (name === 'contentCommitment' ? 'nonRepudiation' : name));
  if (!usage) throw new Unsupported(`key usage ${name}`);
  return usage;
}

/** `RSA_WITH_SHA256`, `ecdsaWithSha256`, `sha256WithRSAEncryption` → the name in asn1/oids.ts. */
function signatureName(name: string): string {
  const wanted = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const [, kind = '', hash = ''] = /^(rsa|ecdsa|dsa)with(\w+)$/.exec(wanted) ?? [];
  const spellings = [wanted, `id${wanted}`, `${hash}with${kind}encryption`, `${kind}with${hash}`];
  const found = Object.keys(algorithmId).find((each) =>
    spellings.includes(each.toLowerCase().replace(/[^a-z0-9]/g, '')),
  );
  if (found === undefined) throw new Unsupported(`signature algorithm ${name}`);
  return found;
}

function identity(name: VectorName | null): ReferenceIdentity[] {
  switch (name?.kind) {
    case undefined:
      return [];
    case 'DNS':
      return [{ kind: 'dns', name: name!.value }];
    case 'IP':
      return [{ kind: 'ip', address: name!.value }];
    case 'RFC822':
      return [{ kind: 'email', address: name!.value }];
    case 'XMPP':
      return [{ kind: 'xmpp', domain: name!.value }];
    case 'SRV':
      return [serviceIdentity(name!.value)];
  }
}

/** `_service.name`; Expressway's have two labels of the service. */
function serviceIdentity(text: string): ReferenceIdentity {
  const [service = ''] = /^(?:_[^.]*(?=\.)\.?)*/.exec(text) ?? [];
  return { kind: 'srv', service: service.replace(/\.$/, ''), name: text.slice(service.length) };
}

function policyInputs(policy: VectorPolicy): PolicyInputs {
  return {
    initialPolicies: policy.initial_policy_set,
    requireExplicitPolicy: policy.initial_explicit_policy,
    inhibitPolicyMapping: policy.initial_policy_mapping_inhibit,
    inhibitAnyPolicy: policy.initial_inhibit_any_policy,
  };
}
