import type { Detail } from '../../findings/finding.ts';
import type { Occurrence } from '../../findings/rule.ts';
import type { Certificate } from '../../x509/certificate.ts';
import type { Crl } from '../../x509/crl.ts';

/** Do the CA certificates that are sent lead up to a root? `alone`: nothing is sent with it, and nobody knows its issuer. */
export type OwnChain = 'complete' | 'alone' | 'not known';

/** A certificate that the gateway presents. */
export interface OwnCertificateFacts {
  readonly leaf: Certificate;
  readonly file: string;
  readonly keyFile: string;
  readonly isKeyReadableByAll: boolean;
  /** Domains it is presented for and does not name. */
  readonly unnamed: readonly string[];
  readonly isSelfSigned: boolean;
  readonly chain: OwnChain;
  /** Milliseconds since 1970; undefined: nobody has said what time it is. */
  readonly time: number | undefined;
}

/** What the gateway judges others by. */
export interface OwnTrustFacts {
  readonly anchors: readonly {
    readonly certificate: Certificate;
    /** The newest of this CA. */
    readonly list: Crl | undefined;
    readonly isServer: boolean;
  }[];
  readonly lists: readonly { readonly crl: Crl; readonly isOfKnownCa: boolean }[];
  readonly isRevocationChecked: boolean;
  readonly time: number | undefined;
}

/** A finding about the file with the certificate. */
export const aboutOwn = <D extends Detail>({ file }: OwnCertificateFacts, detail: D): Occurrence<D> => ({
  subject: { file },
  detail,
  locations: [{ file }],
});

/** A finding about trusted CAs or lists. */
export const aboutTrust = <D extends Detail>(detail: D): Occurrence<D> => ({ subject: {}, detail });

/** `2027-03-15 12:00 UTC` */
export const momentText = (time: number): string =>
  `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The whole of the second in which something ends is still valid. */
export const isOver = (end: number, time: number): boolean => Math.floor(time / 1000) * 1000 > end;
