import type { Deployment } from '../deployment/model.ts';
import type { Finding, Location } from '../findings/finding.ts';
import type { OtherProduct } from '../product/products.ts';
import type { ServiceVerdict } from '../services/verdict.ts';

/** What one thing in the files is, and whose. Everything is plain data. */
export type CheckedItem = {
  readonly file: string;
  /** Number in its file, from 1, where that holds several. */
  readonly entry?: number;
  readonly kind:
    | 'certificate'
    | 'ca-certificate'
    | 'node-certificate'
    | 'other-certificate'
    | 'repeated-certificate'
    | 'trust-list'
    | 'certificate-request'
    | 'private-key'
    | 'crl'
    | 'ocsp-response'
    | 'ignored';
  readonly cluster?: string;
  readonly peer?: string;
  readonly matchedBy?: 'choice' | 'key' | 'names';
  /** Into which store it goes; `older`: a newer certificate of its peer is here; `next`: it has not begun, and another has. */
  readonly store?: 'server' | 'client' | 'older' | 'next';
  /** RFC 4514. */
  readonly subject?: string;
  readonly issuer?: string;
  /** Hex. */
  readonly serial?: string;
  readonly sha256?: string;
  /** ISO 8601, UTC. */
  readonly notBefore?: string;
  readonly notAfter?: string;
  /** `RSA 2048` */
  readonly key?: string;
  readonly publicKeyHash?: string;
  readonly names?: readonly string[];
  readonly extendedKeyUsage?: readonly string[];
  readonly issuedBy?: 'public' | 'private' | 'self-signed';
  readonly plannedNames?: { readonly present: number; readonly planned: number };
  /** Subjects from the certificate to its root; absent where there is no good path. */
  readonly chain?: readonly string[];
  /** Lists that were asked, and whether they can verify it. */
  readonly trustedBy?: readonly { readonly list: string; readonly answer: 'yes' | 'no' | 'not checked' }[];
  /** Role of a Unified CM or IM and Presence certificate, taken from a file name or a comment. */
  readonly role?: string;
  /** The product that a certificate or request is of, where it is none of an Expressway. */
  readonly product?: OtherProduct;
  /** Certificates in a trusted-CA list, and the cluster or product that reads it. */
  readonly entries?: number;
  readonly of?: string;
  /** Others that read the same list. */
  readonly alsoOf?: readonly string[];
};

/** A question that was left open, and why. */
export type NotChecked = {
  readonly what: string;
  readonly why: string;
  readonly peer?: string;
  readonly file?: string;
};

/** What could not be read. */
export interface Unread extends Location {
  /** Code of the DecodeError: `wrong-passphrase`, `unrecognised`, … */
  readonly code: string;
  readonly what: string;
  /** What it is or claims to be, where anybody can say. */
  readonly kind?: string;
  /** What it came out of. */
  readonly container?: 'PKCS#7' | 'PKCS#12';
  /** Of its PEM block. */
  readonly label?: string;
}

export interface CheckReport {
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
  readonly deployment?: { readonly name: string; readonly file: string; readonly release: string };
  readonly services: readonly ServiceVerdict[];
  readonly items: readonly CheckedItem[];
  /** Peer by peer in the order of the deployment, then what belongs to none, then all peers together. */
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly unread: readonly Unread[];
  readonly summary: {
    readonly error: number;
    readonly warning: number;
    readonly notice: number;
    readonly notChecked: number;
    readonly unread: number;
  };
}

export type ReportParts = Pick<CheckReport, 'services' | 'items' | 'findings' | 'notChecked' | 'unread'>;

/** Counts, and puts the parts together. */
export function report(parts: ReportParts, at: Date, deployment: Deployment | undefined): CheckReport {
  const count = (severity: Finding['severity']): number =>
    parts.findings.filter((finding) => finding.severity === severity).length;
  return {
    checkedAt: at.toISOString(),
    ...(deployment && {
      deployment: { name: deployment.name, file: deployment.file, release: deployment.release },
    }),
    ...parts,
    summary: {
      error: count('error'),
      warning: count('warning'),
      notice: count('notice'),
      notChecked: parts.notChecked.length,
      unread: parts.unread.length,
    },
  };
}
