import { toHex } from '../bytes.ts';
import { isKeyOf } from '../csr/same-key.ts';
import { keyKindOf, webCryptoHash, type RequestHash } from '../csr/key-pair.ts';
import { requireObject, wrong } from '../public/argument.ts';
import type { DerInput } from '../public/der-of.ts';
import { keyPairOf, withKeys, type KeyPairInput } from '../public/key-pair.ts';
import { certificateOf, certificatesOf, type DerInputs } from '../public/read.ts';
import type { Certificate } from '../x509/certificate.ts';
import { findExtension } from '../x509/extensions.ts';
import { IssueError } from './issue-error.ts';
import type { Extension, X509 } from './packages/load.ts';

/** Who signs: the certificate and key of a CA, and the certificates above it. */
export interface CaInput {
  readonly certificate: DerInput;
  /** Of WebCrypto, with its provider as `crypto` where that is not the platform's, or of node:crypto. */
  readonly keyPair: KeyPairInput;
  /** The certificates above it in any order, up to the root; none for a root. */
  readonly chain?: DerInputs;
}

/** A CA as createCa() makes it. */
export interface Ca extends CaInput {
  readonly certificate: Certificate;
  readonly keyPair: CryptoKeyPair;
  readonly chain: readonly Certificate[];
}

/** @throws IssueError `key-differs`; TypeError and DecodeError for what is no CA */
export async function caOf(argument: string, input: CaInput, crypto: Crypto | undefined): Promise<Ca> {
  requireObject(argument, input, '{ certificate, keyPair, chain }', 'certificate', 'keyPair');
  const certificate = certificateOf(`${argument}.certificate`, input.certificate);
  const chain = certificatesOf(`${argument}.chain`, input.chain);
  const keyPair = await signingPairOf(`${argument}.keyPair`, input.keyPair, crypto);
  const isItsKey = await withKeys(`${argument}.keyPair`, keyPair.publicKey, crypto, () =>
    isKeyOf(certificate.publicKey, keyPair.publicKey, crypto),
  );
  if (!isItsKey) {
    throw new IssueError('key-differs', `${argument}: the key is not the one of the certificate`);
  }
  return { certificate, keyPair, chain };
}

export const signingPairOf = (
  argument: string,
  input: KeyPairInput,
  crypto: Crypto | undefined,
): Promise<CryptoKeyPair> => keyPairOf(argument, input, crypto ? { crypto } : {});

/** As strong as the key (RFC 5480 section 4); an RSA key of WebCrypto carries its own hash. */
const hashOfCurve: Readonly<Record<string, RequestHash>> = {
  'P-256': 'sha256',
  'P-384': 'sha384',
  'P-521': 'sha512',
};

export function signingAlgorithm(key: CryptoKey): EcdsaParams {
  const kind = keyKindOf(key);
  if (!kind) throw wrong('ca.keyPair', 'an RSA key (PKCS#1 v1.5) or an ECDSA key', key.algorithm.name);
  const hash = kind.type === 'ec' ? hashOfCurve[kind.curve]! : 'sha256';
  return { name: key.algorithm.name, hash: webCryptoHash[hash] };
}

/** The key identifier of the CA as its certificate has it; what a CA without one issues, the check of the result refuses. */
export function authorityKeyIdentifier(x509: X509, { extensions }: Certificate): Extension[] {
  const known = findExtension(extensions, 'subjectKeyIdentifier')?.value;
  return known ? [new x509.AuthorityKeyIdentifierExtension(toHex(known))] : [];
}

/** A copy that begins where its buffer begins: not every function of the packages looks at the offset of a view. */
export const asBuffer = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
