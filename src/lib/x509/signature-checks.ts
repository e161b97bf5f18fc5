import { equal } from '../bytes.ts';
import type { AlgorithmIdentifier } from './algorithm-identifier.ts';
import type { PublicKey } from './public-key.ts';
import { verifySignature, type SignatureStatus, type SignatureVerifier } from './signature.ts';
import { settle, type Waiting } from './waiting.ts';

/** What certificates and CRLs have in common. */
export interface Signed {
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

/** Checks signatures of certificates and CRLs, each pair of object and key once. */
export class SignatureChecks {
  readonly #verifier: SignatureVerifier;
  readonly #known = new WeakMap<Signed, { key: PublicKey; status: SignatureStatus }[]>();

  constructor(verifier: SignatureVerifier) {
    this.#verifier = verifier;
  }

  /** What is known already; undefined: it has not been checked. */
  known(signed: Signed, key: PublicKey): SignatureStatus | undefined {
    return this.#known.get(signed)?.find((entry) => entry.key === key || equal(entry.key.der, key.der))
      ?.status;
  }

  /** What somebody else has checked. */
  remember(signed: Signed, key: PublicKey, status: SignatureStatus): void {
    const entries = this.#known.get(signed);
    if (entries) entries.push({ key, status });
    else this.#known.set(signed, [{ key, status }]);
  }

  *check(signed: Signed, key: PublicKey): Waiting<SignatureStatus> {
    const known = this.known(signed, key);
    if (known) return known;
    const { signatureAlgorithm, tbs, signature } = signed;
    const status = yield* settle(verifySignature(signatureAlgorithm, key, tbs, signature, this.#verifier));
    this.remember(signed, key, status);
    return status;
  }
}
