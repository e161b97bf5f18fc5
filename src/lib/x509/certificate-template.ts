import type { DerReader } from '../asn1/der-reader.ts';
import { readCount, readOid } from '../asn1/values.ts';

/** Microsoft's certificate template of version 2 and later (MS-WCCE 2.2.2.7.7.2). */
export interface CertificateTemplate {
  /** Dotted object identifier of the template. */
  readonly id: string;
  readonly majorVersion: number | undefined;
  readonly minorVersion: number | undefined;
}

export function readCertificateTemplate(value: DerReader): CertificateTemplate {
  const sequence = value.sequence('');
  const id = readOid(sequence, 'templateID');
  const majorVersion = sequence.done ? undefined : readCount(sequence, 'templateMajorVersion');
  const minorVersion = sequence.done ? undefined : readCount(sequence, 'templateMinorVersion');
  sequence.finish();
  return { id, majorVersion, minorVersion };
}
