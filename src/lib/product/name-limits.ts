import type { Issuance } from '../deployment/model.ts';
import type { Citation } from '../findings/sources.ts';

/** How many names a CA puts into one certificate, as of this date. */
export const nameLimitsAsOf = '2026-07-14';

/** The smallest that is known of any public CA; others have limits of their own, by product. */
export const smallestNameLimit = 100;

interface NameLimit {
  readonly ca: string;
  readonly names: number;
  readonly citation: Citation;
}

/** Profile "classic", the only one that the ACME client of an Expressway asks for. */
export const letsEncryptLimit: NameLimit = {
  ca: "Let's Encrypt",
  names: 100,
  citation: { source: 'lets-encrypt', ref: 'profile classic' },
};

/** The limit of the CA that signs; none where it is not known. */
export const nameLimitOf = ({ issuer = '', issuedBy }: Issuance): NameLimit | undefined =>
  issuedBy === 'expressway-acme' || /^let.?s ?encrypt|^isrg/i.test(issuer) ? letsEncryptLimit : undefined;
