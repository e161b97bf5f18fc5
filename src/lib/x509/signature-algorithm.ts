import { DerReader } from '../asn1/der-reader.ts';
import { algorithmId, oidName } from '../asn1/oids.ts';
import { DecodeError } from '../errors.ts';
import { hasNullParameters, type AlgorithmIdentifier } from './algorithm-identifier.ts';
import type { HashName } from './hash-algorithm.ts';
import { readPssParameters, type PssParameters } from './pss-parameters.ts';

/** What an AlgorithmIdentifier asks a verifier to do. */
export type SignatureScheme =
  | { readonly kind: 'rsa-pkcs1'; readonly hash: HashName }
  | { readonly kind: 'rsa-pss'; readonly hash: HashName; readonly parameters: PssParameters }
  | { readonly kind: 'ecdsa'; readonly hash: HashName }
  | { readonly kind: 'ed25519' };

export interface SignatureAlgorithm {
  /** Name of the standard, e.g. `sha256WithRSAEncryption`; the dotted OID where it is unknown. */
  readonly name: string;
  /** Digest, also of those we never verify (`MD5`); undefined where the algorithm does not choose one. */
  readonly hash: string | undefined;
  /** undefined: not one of ours, or its parameters are not as its RFC says. */
  readonly scheme: SignatureScheme | undefined;
}

type Parameters = 'null' | 'null-or-absent' | 'absent' | 'pss';

interface Row {
  readonly kind: SignatureScheme['kind'] | undefined;
  readonly hash: string | undefined;
  readonly parameters: Parameters;
}

/** RFC 4055 section 5: NULL is written, absence accepted. */
const rsa = (hash: HashName): Row => ({ kind: 'rsa-pkcs1', hash, parameters: 'null-or-absent' });
/** RFC 5758 3.2: absent. */
const ecdsa = (hash: HashName): Row => ({ kind: 'ecdsa', hash, parameters: 'absent' });
/** Known by name, never verified: broken, or without an implementation that is everywhere. */
const unverifiable = (hash: string | undefined): Row => ({ kind: undefined, hash, parameters: 'absent' });

const rows: Readonly<Record<string, Row>> = {
  // RFC 3279 2.2.1 knows NULL only.
  [algorithmId.sha1WithRSAEncryption]: { kind: 'rsa-pkcs1', hash: 'SHA-1', parameters: 'null' },
  [algorithmId.sha1WithRSASignature]: { kind: 'rsa-pkcs1', hash: 'SHA-1', parameters: 'null-or-absent' },
  [algorithmId.sha224WithRSAEncryption]: rsa('SHA-224'),
  [algorithmId.sha256WithRSAEncryption]: rsa('SHA-256'),
  [algorithmId.sha384WithRSAEncryption]: rsa('SHA-384'),
  [algorithmId.sha512WithRSAEncryption]: rsa('SHA-512'),
  [algorithmId['id-RSASSA-PSS']]: { kind: 'rsa-pss', hash: undefined, parameters: 'pss' },
  [algorithmId['ecdsa-with-SHA1']]: ecdsa('SHA-1'),
  [algorithmId['ecdsa-with-SHA224']]: ecdsa('SHA-224'),
  [algorithmId['ecdsa-with-SHA256']]: ecdsa('SHA-256'),
  [algorithmId['ecdsa-with-SHA384']]: ecdsa('SHA-384'),
  [algorithmId['ecdsa-with-SHA512']]: ecdsa('SHA-512'),
  [algorithmId['id-Ed25519']]: { kind: 'ed25519', hash: undefined, parameters: 'absent' },
  [algorithmId['id-Ed448']]: unverifiable(undefined),
  [algorithmId.md2WithRSAEncryption]: unverifiable('MD2'),
  [algorithmId.md4WithRSAEncryption]: unverifiable('MD4'),
  [algorithmId.md5WithRSAEncryption]: unverifiable('MD5'),
  [algorithmId['sha512-224WithRSAEncryption']]: unverifiable('SHA-512/224'),
  [algorithmId['sha512-256WithRSAEncryption']]: unverifiable('SHA-512/256'),
  [algorithmId['ecdsa-with-SHA3-256']]: unverifiable('SHA3-256'),
  [algorithmId['id-dsa-with-sha1']]: unverifiable('SHA-1'),
  [algorithmId['id-dsa-with-sha224']]: unverifiable('SHA-224'),
  [algorithmId['id-dsa-with-sha256']]: unverifiable('SHA-256'),
};

/** Name, digest and scheme of a signature algorithm. */
export function signatureAlgorithm(algorithm: AlgorithmIdentifier): SignatureAlgorithm {
  const name = oidName(algorithm.id) ?? algorithm.id;
  const row = rows[algorithm.id];
  if (row?.parameters === 'pss') return pssAlgorithm(name, algorithm);
  const scheme = row && acceptsParameters(row, algorithm) ? schemeOf(row) : undefined;
  return { name, hash: row?.hash, scheme };
}

function acceptsParameters({ parameters }: Row, algorithm: AlgorithmIdentifier): boolean {
  if (algorithm.parameters === undefined) return parameters !== 'null';
  return parameters !== 'absent' && hasNullParameters(algorithm);
}

function schemeOf({ kind, hash }: Row): SignatureScheme | undefined {
  if (kind === 'ed25519') return { kind };
  return kind === 'rsa-pkcs1' || kind === 'ecdsa' ? { kind, hash: hash as HashName } : undefined;
}

function pssAlgorithm(name: string, { parameters: der }: AlgorithmIdentifier): SignatureAlgorithm {
  const parameters = der && pssParametersOf(der);
  if (!parameters) return { name, hash: undefined, scheme: undefined };
  const { hash } = parameters;
  return { name, hash, scheme: { kind: 'rsa-pss', hash, parameters } };
}

function pssParametersOf(der: Uint8Array): PssParameters | undefined {
  try {
    const reader = DerReader.over(der);
    const parameters = readPssParameters(reader, '');
    reader.finish();
    return parameters;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
