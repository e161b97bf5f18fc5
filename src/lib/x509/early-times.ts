import { DerReader } from '../asn1/der-reader.ts';
import { explicit, tag } from '../asn1/tags.ts';
import { isEarlyGeneralizedTime, isTime } from '../asn1/time.ts';
import type { Certificate } from './certificate.ts';
import type { Crl } from './crl.ts';

/*
 * Times before 2050 that are written as GeneralizedTime, where a conforming CA writes UTCTime (RFC 5280 4.1.2.5 and
 * 5.1.2.4 to 5.1.2.6). Whoever reads must understand both.
 */

/** The fields of a certificate that have one. */
export function earlyTimesOfCertificate({ tbs }: Certificate): string[] {
  const fields = DerReader.over(tbs).sequence('');
  if (fields.peek() === explicit(0)) fields.element('version');
  for (const field of ['serialNumber', 'signature', 'issuer']) fields.element(field);
  return earlyAmong(fields.sequence('validity'), ['notBefore', 'notAfter']);
}

/** The fields of a list that have one. */
export function earlyTimesOfCrl({ tbs, revoked }: Crl): string[] {
  const fields = DerReader.over(tbs).sequence('');
  if (fields.peek() === tag.integer) fields.element('version');
  for (const field of ['signature', 'issuer']) fields.element(field);
  const times = earlyAmong(fields, ['thisUpdate', 'nextUpdate']);
  return revoked.hasEarlyGeneralizedTime ? [...times, 'revocationDate'] : times;
}

/** Those of the fields next in line whose time is early; the last may be absent. */
function earlyAmong(reader: DerReader, fields: readonly string[]): string[] {
  const early: string[] = [];
  for (const field of fields) {
    if (!isTime(reader.peek())) break;
    if (isEarlyGeneralizedTime(reader)) early.push(field);
    reader.element(field);
  }
  return early;
}
