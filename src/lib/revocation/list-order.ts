import { toHex } from '../bytes.ts';
import type { Crl } from '../x509/crl.ts';
import { findExtension } from '../x509/extensions.ts';
import { isDelta } from './delta.ts';

/** Lists of one issuer, key and scope, of which the newest counts. One that does not say by which key counts for any. */
export function isSameScope(a: Crl, b: Crl): boolean {
  const [first, second] = [derOf(a, 'authorityKeyIdentifier'), derOf(b, 'authorityKeyIdentifier')];
  return listScope(a) === listScope(b) && (first === undefined || second === undefined || first === second);
}

const listScope = (crl: Crl): string =>
  JSON.stringify([toHex(crl.issuer.der), isDelta(crl), derOf(crl, 'issuingDistributionPoint')]);

function derOf(
  { extensions }: Crl,
  name: 'authorityKeyIdentifier' | 'issuingDistributionPoint',
): string | undefined {
  const der = findExtension(extensions, name)?.der;
  return der && toHex(der);
}

/** By number where both have one, which only grows (RFC 5280 5.2.3), else by date. */
export function isOlderList(a: Crl, b: Crl): boolean {
  const [first, second] = [listNumber(a), listNumber(b)];
  return first !== undefined && second !== undefined && first !== second
    ? first < second
    : a.thisUpdate < b.thisUpdate;
}

export const listNumber = ({ extensions }: Crl): bigint | undefined =>
  findExtension(extensions, 'cRLNumber')?.value;
