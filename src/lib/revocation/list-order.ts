import { toHex } from '../bytes.ts';
import type { Crl } from '../x509/crl.ts';
import { findExtension } from '../x509/extensions.ts';
import { isDelta } from './delta.ts';

/** The same text for lists of one issuer, key and scope, of which the newest counts. */
export const listScope = (crl: Crl): string =>
  JSON.stringify([
    toHex(crl.issuer.der),
    isDelta(crl),
    ...(['authorityKeyIdentifier', 'issuingDistributionPoint'] as const).map((name) => {
      const der = findExtension(crl.extensions, name)?.der;
      return der && toHex(der);
    }),
  ]);

/** By number where both have one, which only grows (RFC 5280 5.2.3), else by date. */
export function isOlderList(a: Crl, b: Crl): boolean {
  const [first, second] = [listNumber(a), listNumber(b)];
  return first !== undefined && second !== undefined && first !== second
    ? first < second
    : a.thisUpdate < b.thisUpdate;
}

export const listNumber = ({ extensions }: Crl): bigint | undefined =>
  findExtension(extensions, 'cRLNumber')?.value;
