import type { DerReader } from '../asn1/der-reader.ts';
import { algorithmId, curveId, oidName } from '../asn1/oids.ts';
import { tag } from '../asn1/tags.ts';
import { enterBitOctets, readIntegerBytes, readOid, readUnsigned } from '../asn1/values.ts';
import {
  hasNullParameters,
  readAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from './algorithm-identifier.ts';
import { readPssParameters, type PssParameters } from './pss-parameters.ts';

/** Curves of EC keys, by the names that they are known under. */
export type CurveName = 'P-256' | 'P-384' | 'P-521';
export type { HashName } from './hash-algorithm.ts';
export type { PssParameters } from './pss-parameters.ts';

/** What every public key has, whatever its kind. */
export interface SubjectPublicKey {
  readonly algorithm: AlgorithmIdentifier;
  /** Octets of the subjectPublicKey BIT STRING: what RFC 5280 4.2.1.2 hashes for key identifiers. */
  readonly keyBits: Uint8Array;
  /** SubjectPublicKeyInfo whole: what public key hashes (pins) are made of. */
  readonly der: Uint8Array;
}

/** An RSA key. */
export interface RsaPublicKey extends SubjectPublicKey {
  readonly kind: 'rsa';
  /** Length of the modulus in bits. */
  readonly bits: number;
  /** Modulus, big-endian, without a leading zero octet. */
  readonly modulus: Uint8Array;
  readonly exponent: bigint;
}

/** Key that may only be used with RSASSA-PSS (RFC 4055 1.2). */
export interface RsaPssPublicKey extends SubjectPublicKey {
  readonly kind: 'rsa-pss';
  readonly bits: number;
  readonly modulus: Uint8Array;
  readonly exponent: bigint;
  /** Undefined: the key is not restricted to one set of parameters. */
  readonly parameters: PssParameters | undefined;
}

/** An EC key. */
export interface EcPublicKey extends SubjectPublicKey {
  readonly kind: 'ec';
  /** undefined: a curve we do not know by name, or explicit parameters. */
  readonly curve: CurveName | undefined;
  /** Object identifier of the named curve; undefined for explicit or implicit parameters. */
  readonly curveId: string | undefined;
  /** The curve is spelt out instead of named, which RFC 5480 2.1.1 forbids. */
  readonly explicitParameters: boolean;
  /** Bits of the field: 256, 384, 521; undefined where the curve is not known. */
  readonly bits: number | undefined;
}

/** An Ed25519 or Ed448 key. */
export interface EdwardsPublicKey extends SubjectPublicKey {
  readonly kind: 'ed25519' | 'ed448' | 'x25519' | 'x448';
  readonly bits: number;
}

/** A DSA key. */
export interface DsaPublicKey extends SubjectPublicKey {
  readonly kind: 'dsa';
  /** Length of p in bits; undefined where the parameters are inherited from the issuer. */
  readonly bits: number | undefined;
}

/** A key of a kind that nothing here can use. */
export interface UnknownPublicKey extends SubjectPublicKey {
  readonly kind: 'unknown';
  readonly bits: undefined;
}

/** A public key, by its kind. */
export type PublicKey =
  RsaPublicKey | RsaPssPublicKey | EcPublicKey | EdwardsPublicKey | DsaPublicKey | UnknownPublicKey;

/**
 * Reads the SubjectPublicKeyInfo that comes next (RFC 5280 4.1.2.7). Throws DecodeError; where the reader keeps faults, a
 * key that is not as its algorithm wants it is one that nobody knows.
 */
export function readPublicKey(reader: DerReader, field = 'subjectPublicKeyInfo'): PublicKey {
  const { at } = reader;
  const info = reader.sequence(field);
  const algorithm = readAlgorithmIdentifier(info, 'algorithm');
  const bits = enterBitOctets(info, 'subjectPublicKey');
  info.finish();
  const keyBits = bits.bytes.subarray(bits.at, bits.end);
  const der = reader.bytes.subarray(at, reader.at);
  const common = { algorithm, keyBits, der };
  return reader.attempt(() => readKey(common, info, bits)) ?? { kind: 'unknown', ...common, bits: undefined };
}

function readKey(common: SubjectPublicKey, info: DerReader, bits: DerReader): PublicKey {
  const { algorithm } = common;
  switch (algorithm.id) {
    case algorithmId.rsaEncryption:
      if (!hasNullParameters(algorithm)) requireAbsent(info);
      return { kind: 'rsa', ...common, ...readRsaNumbers(bits) };
    case algorithmId['id-RSASSA-PSS']:
      return { kind: 'rsa-pss', ...common, ...readRsaNumbers(bits), parameters: readPssRestriction(info) };
    case algorithmId['id-ecPublicKey']:
      return { kind: 'ec', ...common, ...readCurve(info) };
    case algorithmId['id-dsa']:
      return { kind: 'dsa', ...common, bits: readDsaSize(info) };
    default:
      return readEdwardsOrUnknown(common, info);
  }
}

/** Back to the parameters of the algorithm, so that errors in them say where. */
function parametersIn(info: DerReader): DerReader {
  info.at = info.start;
  const algorithm = info.sequence('algorithm');
  algorithm.skip(tag.oid, 'algorithm');
  return algorithm;
}

function requireAbsent(info: DerReader): void {
  const parameters = parametersIn(info);
  if (!parameters.done) {
    parameters.fail('invalid-value', 'the algorithm takes no such parameters', parameters.at, 'parameters');
  }
}

/** RSAPublicKey ::= SEQUENCE { modulus, publicExponent } (RFC 8017 A.1.1). */
function readRsaNumbers(bits: DerReader): Pick<RsaPublicKey, 'bits' | 'modulus' | 'exponent'> {
  const key = bits.sequence('');
  const modulus = readPositive(key, 'modulus');
  const exponent = readUnsigned(key, 'publicExponent');
  if (exponent === 0n) key.fail('invalid-integer', 'not a positive number', key.start, 'publicExponent');
  key.finish();
  bits.finish();
  return { bits: bitLength(modulus), modulus, exponent };
}

/** Big-endian octets of an INTEGER above zero, without the octet that keeps it positive. */
function readPositive(reader: DerReader, field: string): Uint8Array {
  const octets = readIntegerBytes(reader, field);
  if (octets[0]! >= 0x80 || (octets.length === 1 && octets[0] === 0)) {
    reader.fail('invalid-integer', 'not a positive number', reader.at - octets.length, field);
  }
  return octets[0] === 0 ? octets.subarray(1) : octets;
}

function bitLength(magnitude: Uint8Array): number {
  return magnitude.length * 8 - (Math.clz32(magnitude[0]!) - 24);
}

/** Absent parameters allow all (RFC 4055 1.2). */
function readPssRestriction(info: DerReader): PssParameters | undefined {
  const algorithm = parametersIn(info);
  return algorithm.done ? undefined : readPssParameters(algorithm, 'parameters');
}

interface Curve {
  readonly name: CurveName | undefined;
  readonly bits: number;
}

const curves: Readonly<Record<string, Curve>> = {
  [curveId.secp256r1]: { name: 'P-256', bits: 256 },
  [curveId.secp384r1]: { name: 'P-384', bits: 384 },
  [curveId.secp521r1]: { name: 'P-521', bits: 521 },
  [curveId.secp192r1]: { name: undefined, bits: 192 },
  [curveId.secp224r1]: { name: undefined, bits: 224 },
  [curveId.secp256k1]: { name: undefined, bits: 256 },
  [curveId.brainpoolP256r1]: { name: undefined, bits: 256 },
  [curveId.brainpoolP384r1]: { name: undefined, bits: 384 },
  [curveId.brainpoolP512r1]: { name: undefined, bits: 512 },
};

/** ECParameters ::= CHOICE { namedCurve, implicitCurve NULL, specifiedCurve SEQUENCE } (RFC 5480 2.1.1). */
function readCurve(info: DerReader): Pick<EcPublicKey, 'curve' | 'curveId' | 'explicitParameters' | 'bits'> {
  const algorithm = parametersIn(info);
  switch (algorithm.peek()) {
    case tag.oid: {
      const id = readOid(algorithm, 'parameters');
      const curve = curves[id];
      return { curve: curve?.name, curveId: id, explicitParameters: false, bits: curve?.bits };
    }
    case tag.sequence:
      return { curve: undefined, curveId: undefined, explicitParameters: true, bits: undefined };
    case tag.null:
      return { curve: undefined, curveId: undefined, explicitParameters: false, bits: undefined };
    default:
      return algorithm.fail('invalid-value', 'the curve is missing', algorithm.at, 'parameters');
  }
}

/** Dss-Parms ::= SEQUENCE { p, q, g }, or absent where the issuer's are meant (RFC 3279 2.3.2). */
function readDsaSize(info: DerReader): number | undefined {
  const algorithm = parametersIn(info);
  if (algorithm.done) return undefined;
  return bitLength(readPositive(algorithm.sequence('parameters'), 'p'));
}

/** RFC 8410 section 3. */
const edwardsKinds: Readonly<Record<string, { kind: EdwardsPublicKey['kind']; bits: number }>> = {
  [algorithmId['id-Ed25519']]: { kind: 'ed25519', bits: 256 },
  [algorithmId['id-Ed448']]: { kind: 'ed448', bits: 456 },
  [algorithmId['id-X25519']]: { kind: 'x25519', bits: 256 },
  [algorithmId['id-X448']]: { kind: 'x448', bits: 448 },
};

function readEdwardsOrUnknown(
  common: SubjectPublicKey,
  info: DerReader,
): EdwardsPublicKey | UnknownPublicKey {
  const edwards = edwardsKinds[common.algorithm.id];
  if (!edwards) return { kind: 'unknown', ...common, bits: undefined };
  requireAbsent(info);
  return { ...edwards, ...common };
}

/** `RSA 2048`, `RSA-PSS 2048`, `ECDSA P-256`, `Ed25519`: as people call it. */
export function publicKeyText(key: PublicKey): string {
  switch (key.kind) {
    case 'rsa':
      return `RSA ${key.bits}`;
    case 'rsa-pss':
      return `RSA-PSS ${key.bits}`;
    case 'ec':
      return `ECDSA ${curveText(key)}`;
    case 'dsa':
      return key.bits === undefined ? 'DSA' : `DSA ${key.bits}`;
    case 'unknown':
      return keyAlgorithmText(key.algorithm.id);
    default:
      return key.kind[0]!.toUpperCase() + key.kind.slice(1);
  }
}

/** `Ed448`, `DSA`, `ML-DSA-65`: the algorithm of a key as people call it. */
export function keyAlgorithmText(id: string): string {
  return (oidName(id) ?? id).replace(/^id-/, '').replace('rsaEncryption', 'RSA').replace(/^dsa$/, 'DSA');
}

function curveText({ curve, curveId: id, explicitParameters }: EcPublicKey): string {
  if (explicitParameters) return 'with explicit curve parameters';
  return curve ?? (id === undefined ? 'with an inherited curve' : (oidName(id) ?? id));
}
