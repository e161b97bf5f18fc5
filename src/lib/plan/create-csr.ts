import type { Bytes } from '../bytes.ts';
import { buildCsr, type CsrContent } from '../csr/build.ts';
import { generateKeyPair } from '../csr/key-pair.ts';
import { signedParts } from '../csr/own-signature.ts';
import type { RequestPlan } from './plan.ts';
import { publicKeyHash } from '../x509/fingerprint.ts';

export interface CreateCsrOptions {
  /** A key to use again; without one, a key of the planned kind is made. */
  readonly keyPair?: CryptoKeyPair;
  /** Provider of the key; default the platform's. */
  readonly crypto?: Crypto;
}

/** A request that was made, and its key. */
export interface CreatedCsr {
  /** The PKCS#10 request in DER. */
  readonly der: Bytes;
  readonly keyPair: CryptoKeyPair;
  /** `sha256:` and base64, over the SubjectPublicKeyInfo: tells later whose certificate it is. */
  readonly publicKeyHash: string;
}

/** What a request is to hold, as planned. */
export function csrContent({ commonName, subject, names, request }: RequestPlan): CsrContent {
  const { extendedKeyUsage, hash } = request;
  return { commonName, subject, names, extendedKeyUsage, hash };
}

/**
 * Makes a request, and its key where none is given.
 *
 * @throws TypeError for a key kind, name or subject value that cannot be used; checkPlan() finds these before.
 */
export async function createCsr(planned: RequestPlan, options: CreateCsrOptions = {}): Promise<CreatedCsr> {
  const { crypto = globalThis.crypto } = options;
  const { key, hash } = planned.request;
  const keyPair = options.keyPair ?? (await generateKeyPair(key, { hash, crypto }));
  const der = await buildCsr(csrContent(planned), keyPair, { crypto });
  const { publicKey } = signedParts(der);
  return { der, keyPair, publicKeyHash: await publicKeyHash(publicKey.der) };
}
