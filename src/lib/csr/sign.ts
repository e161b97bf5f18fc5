import { integer, nullValue, oid, sequence } from '../asn1/der-writer.ts';
import { algorithmId } from '../asn1/oids.ts';
import type { Bytes } from '../bytes.ts';
import { webCryptoHash, type RequestHash } from './key-pair.ts';

export interface Signature {
  /** AlgorithmIdentifier in DER. */
  readonly algorithm: Bytes;
  readonly signature: Bytes;
}

/** RFC 4055 section 5 and RFC 5758 section 3.2. */
const algorithms: Readonly<Record<RequestHash, { readonly rsa: string; readonly ec: string }>> = {
  sha256: { rsa: algorithmId.sha256WithRSAEncryption, ec: algorithmId['ecdsa-with-SHA256'] },
  sha384: { rsa: algorithmId.sha384WithRSAEncryption, ec: algorithmId['ecdsa-with-SHA384'] },
  sha512: { rsa: algorithmId.sha512WithRSAEncryption, ec: algorithmId['ecdsa-with-SHA512'] },
};

/** Signs as X.509 has it: RSASSA-PKCS1-v1_5 with its NULL parameter, ECDSA as a sequence of two integers. */
export async function sign(
  content: Bytes,
  key: CryptoKey,
  hash: RequestHash,
  crypto: Crypto,
): Promise<Signature> {
  const parameters = { name: key.algorithm.name, hash: webCryptoHash[hash] };
  const signature = new Uint8Array(await crypto.subtle.sign(parameters, key, content));
  if (key.algorithm.name !== 'ECDSA') {
    return { algorithm: sequence(oid(algorithms[hash].rsa), nullValue()), signature };
  }
  const half = signature.length / 2;
  return {
    algorithm: sequence(oid(algorithms[hash].ec)),
    signature: sequence(unsigned(signature.subarray(0, half)), unsigned(signature.subarray(half))),
  };
}

const unsigned = (octets: Uint8Array): Bytes =>
  integer(octets.reduce((value, octet) => (value << 8n) | BigInt(octet), 0n));
