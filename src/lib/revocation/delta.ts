import { equal } from '../bytes.ts';
import type { Crl } from '../x509/crl.ts';
import { findExtension } from '../x509/extensions.ts';
import { sameName } from '../x509/name.ts';

export const isDelta = ({ extensions }: Crl): boolean =>
  findExtension(extensions, 'deltaCRLIndicator') !== undefined;

/**
 * May it take back what the complete list says? RFC 5280 5.2.4 wants the indicator critical: what is not was perhaps never
 * meant as a delta, and only adds.
 */
export const mayLift = ({ extensions }: Crl): boolean =>
  findExtension(extensions, 'deltaCRLIndicator')?.critical === true;

/**
 * RFC 5280 6.3.3 (c) and 5.2.4: may this delta be combined with this complete list? Same issuer, scope and key, and
 * the complete list is neither older than the one the delta was made from nor newer than the delta.
 */
export function belongsTo(delta: Crl, complete: Crl): boolean {
  const base = findExtension(delta.extensions, 'deltaCRLIndicator')?.value;
  const deltaNumber = findExtension(delta.extensions, 'cRLNumber')?.value;
  const completeNumber = findExtension(complete.extensions, 'cRLNumber')?.value;
  if (base === undefined || deltaNumber === undefined || completeNumber === undefined) return false;
  return (
    base <= completeNumber &&
    completeNumber < deltaNumber &&
    sameName(delta.issuer, complete.issuer) &&
    haveSame('issuingDistributionPoint', delta, complete) &&
    haveSame('authorityKeyIdentifier', delta, complete)
  );
}

function haveSame(name: 'issuingDistributionPoint' | 'authorityKeyIdentifier', a: Crl, b: Crl): boolean {
  const [first, second] = [a, b].map(({ extensions }) => findExtension(extensions, name)?.der);
  if (!first || !second) return first === second;
  return equal(first, second);
}
