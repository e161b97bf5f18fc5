import type { Policy } from './model.ts';

const day = 86_400_000;
/** Of the lifetime, and never more days than this: a certificate of 47 days must not be warned about for all its life. */
const usual = { warn: { share: 1 / 4, most: 60 }, error: { share: 1 / 10, most: 13 } } as const;

/** What the policy says of the end of certificates. */
export type ExpiryPolicy = Pick<Policy, 'expiryWarnDays' | 'expiryErrorDays'>;

/** Days before the end from which on a certificate is a warning, and from which on an error. */
export interface ExpiryDays {
  readonly warn: number;
  readonly error: number;
}

/** @param validity milliseconds since 1970 UTC; absent: of a certificate for a year or more */
export function expiryDays(
  { expiryWarnDays, expiryErrorDays }: ExpiryPolicy = {},
  validity?: { readonly notBefore: number; readonly notAfter: number },
): ExpiryDays {
  const lifetime = validity ? (validity.notAfter - validity.notBefore + 1000) / day : Infinity;
  const days = ({ share, most }: { share: number; most: number }) => Math.min(most, lifetime * share);
  return { warn: expiryWarnDays ?? days(usual.warn), error: expiryErrorDays ?? days(usual.error) };
}
