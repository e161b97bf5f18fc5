import type { Certificate } from '../x509/certificate.ts';
import { nameKey } from '../x509/name.ts';

/** Whose list it is: each product searches by its own rule. */
export type TrustStoreKind = 'expressway' | 'unified-cm';

/**
 * What the reader of a list finds in it. Of several certificates with one subject an Expressway finds the first alone;
 * Unified CM keeps the one that began last. The others are there, and are never used.
 */
export function reachableEntries(list: readonly Certificate[], store: TrustStoreKind): Certificate[] {
  const bySubject = new Map<string, Certificate>();
  for (const certificate of list) {
    const key = nameKey(certificate.subject);
    const known = bySubject.get(key);
    if (!known || (store === 'unified-cm' && certificate.notBefore > known.notBefore))
      bySubject.set(key, certificate);
  }
  return [...bySubject.values()];
}
