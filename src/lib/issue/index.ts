/**
 * `expcert/issue`: a private CA, for labs and for certificates that no public CA gives. Writing is done by @peculiar/x509
 * and pkijs, optional peers of the package; they are loaded by the first call that needs them.
 */
export { createCa, type CaSettings } from './create-ca.ts';
export { issueCertificate, type CertificateProfile, type CertificateUse } from './issue-certificate.ts';
export { issueCrl, type CrlSettings, type Revocation } from './issue-crl.ts';
export { writePkcs12, type Pkcs12Content } from './write-pkcs12.ts';
export { writePkcs7 } from './write-pkcs7.ts';
export { IssueError, type IssueErrorCode } from './issue-error.ts';
export type { Ca, CaInput } from './ca.ts';
export type { RandomSource } from './serial-number.ts';
export { serialHex } from '../x509/certificate.ts';
