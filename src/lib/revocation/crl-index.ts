import type { Crl } from '../x509/crl.ts';
import { isDelta } from './delta.ts';
import { keyOfName } from './point-names.ts';

/** Revocation lists by issuer, complete ones and deltas apart, the newest first: an older one may still be current. */
export class CrlIndex {
  readonly #complete = new Map<string, Crl[]>();
  readonly #deltas = new Map<string, Crl[]>();

  constructor(crls: Iterable<Crl>) {
    for (const crl of [...crls].sort((a, b) => b.thisUpdate - a.thisUpdate)) {
      const index = isDelta(crl) ? this.#deltas : this.#complete;
      const key = keyOfName(crl.issuer);
      const lists = index.get(key);
      if (lists) lists.push(crl);
      else index.set(key, [crl]);
    }
  }

  /** @param issuerKey from keyOfName() or keyOfGeneralName() */
  completeBy(issuerKey: string): readonly Crl[] {
    return this.#complete.get(issuerKey) ?? [];
  }

  deltasBy(issuerKey: string): readonly Crl[] {
    return this.#deltas.get(issuerKey) ?? [];
  }
}
