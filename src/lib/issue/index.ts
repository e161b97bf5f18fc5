// A private CA, for labs and for certificates that no public CA gives; docs/api.md is made of this file. Writing is done by
// @peculiar/x509 and pkijs, optional peers of the package; they are loaded by the first call that needs them.
export type * from './types.ts';

// # A private CA: issue
// Root and issuing CA, and certificates for the requests that the rules accept.
export { createCa, type CaSettings } from './create-ca.ts';
export { issueCertificate, type CertificateProfile } from './issue-certificate.ts';
export { serialHex } from './serial-number.ts';
export { IssueError } from './issue-error.ts';
export type { Ca } from './ca.ts';

// # A private CA: revoke
// Its lists, each with the next number.
export { issueCrl, type Revocation } from './issue-crl.ts';

// # A private CA: hand out
// Keys and certificates in the files that other programs take.
export { writePkcs12 } from './write-pkcs12.ts';
export { writePkcs7 } from './write-pkcs7.ts';
