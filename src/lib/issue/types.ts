// Types that stand in the signatures of issue/index.ts, besides those of the library's index.ts and types.ts.
export type { CaInput } from './ca.ts';
export type { CertificateUse } from './issue-certificate.ts';
export type { CrlSettings } from './issue-crl.ts';
export type { CommonSettings } from './extensions.ts';
export type { IssueErrorCode } from './issue-error.ts';
export type { RandomSource } from './serial-number.ts';
export type { Pkcs12Content } from './write-pkcs12.ts';
