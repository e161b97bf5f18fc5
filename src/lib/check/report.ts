import type { Deployment } from '../deployment/model.ts';
import type { Finding, Location } from '../findings/finding.ts';
import type { IdentifiedFinding } from '../findings/ids.ts';
import type { CertificateStoreName } from '../findings/requirements.ts';
import type { OtherProduct } from '../product/products.ts';
import type { ServiceVerdict } from '../verdict/verdict.ts';
import type { MatchedPeer, RequestSummary } from './csr/summary.ts';

/** What one thing in the files is, and whose. Everything is plain data. */
export type CheckedItem = {
  /** `trust/edge.pem`, `bundle.pem#2`: its file, and its number where that holds several. */
  readonly id: string;
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
    | 'needed-certificate'
    | 'certificate-request'
    | 'private-key'
    | 'crl'
    | 'ocsp-response'
    | 'ignored';
  readonly cluster?: string;
  readonly peer?: string;
  readonly matchedBy?: 'choice' | 'key' | 'names' | 'file';
  /** Peers that it fits equally well, where nothing says whose it is. */
  readonly couldBe?: readonly string[];
  /** Other peers whose certificate it is too. */
  readonly sharedWith?: readonly string[];
  /** Into which store it goes; `older`: not judged, as a current certificate of its peer is here; `next`: it begins after the check. */
  readonly store?: CertificateStoreName | 'older' | 'next';
  /** RFC 4514. */
  readonly subject?: string;
  /** The first CN of its subject. */
  readonly commonName?: string;
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
  /** Of a key: id of the certificate that it is said to belong to, by its file or the file's name. */
  readonly goesWith?: string;
  /** Of a certificate: whether the request that was given for it has its key. */
  readonly keyOfRequest?: 'same' | 'other';
  readonly names?: readonly string[];
  readonly extendedKeyUsage?: readonly string[];
  readonly issuedBy?: 'public' | 'private' | 'self-signed';
  readonly plannedNames?: { readonly present: number; readonly planned: number };
  /** Subjects from the certificate to its root, over the own list of its peer where that verifies it; absent where there is no good path. */
  readonly chain?: readonly string[];
  /** Where the chain ends: `issuer` is nowhere, and it issued the last that is here. */
  readonly chainLacks?: { readonly issuer: string; readonly of: string };
  /** The certificate of that path that ends first, itself included. ISO 8601, UTC. */
  readonly chainEnds?: { readonly notAfter: string; readonly subject: string };
  /** Lists that were asked, and whether they can verify it. */
  readonly trustedBy?: readonly { readonly list: string; readonly answer: 'yes' | 'no' | 'not checked' }[];
  /** Role of a Unified CM or IM and Presence certificate, taken from a file name or a comment. */
  readonly role?: string;
  /** The product that a certificate or request is of, where it is none of an Expressway. */
  readonly product?: OtherProduct;
  /** The domain that a domain certificate (multitenant mode) is for. */
  readonly domain?: string;
  /** Certificates in a trusted-CA list, and the cluster or product that reads it. */
  readonly entries?: number;
  readonly of?: string;
  /** Others that read the same list. */
  readonly alsoOf?: readonly string[];
};

/** What a front end lets people say of files, or do with them. */
export type OwnWay =
  /** Say which file is the list of this reader: key of a cluster, `unifiedCm`, `imp`, `outside`. */
  | { readonly what: 'trust-list'; readonly of: string; readonly file?: string }
  /** Say for which peer the certificate is: this one, where only one can be meant. */
  | { readonly what: 'peer'; readonly peer?: string }
  /** Give the deployment file. */
  | { readonly what: 'deployment-file' }
  /** Write each certificate of a file into one of its own. */
  | { readonly what: 'write-parts' };

/** A question that was left open, and why. */
export type NotChecked = {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  /** How to answer it, one way a line; empty where nobody here can. */
  readonly answer: readonly string[];
  /** What answers it too, and is done in another way in each front end. */
  readonly ownWay?: OwnWay;
  readonly peer?: string;
  readonly file?: string;
};

/** A request with what was found about it. */
export type CheckedRequest = RequestSummary & {
  /** Id of its item. */
  readonly item: string;
  readonly matched?: MatchedPeer;
  /** What was checked and found good, in words. */
  readonly held: readonly string[];
  /** Ids. */
  readonly findings: readonly string[];
  readonly questions: readonly string[];
};

/** A trusted-CA list with its entries. */
export type CheckedList = {
  /** Id of its item. */
  readonly item: string;
  /** Who reads it; empty where nobody said. */
  readonly readers: readonly string[];
  readonly entries: readonly ListEntry[];
  /** Certificates here that its readers meet, or that somebody said it must verify. */
  readonly verifies: readonly ListVerification[];
  /** Ids. */
  readonly findings: readonly string[];
  readonly questions: readonly string[];
};

/** Whether a list verifies a certificate. */
export type ListVerification = {
  /** Id of the certificate's item. */
  readonly item: string;
  readonly answer: 'yes' | 'no' | 'not checked';
  /** Numbers of the entries that lead to it. */
  readonly entries: readonly number[];
  /** Why not, in words. */
  readonly why?: string;
  /** Subject of the CA that the list lacks, where that is the reason. */
  readonly missingIssuer?: string;
  readonly revocation?: 'good' | 'revoked' | 'unknown';
  /** Ids of findings that say it. */
  readonly findings: readonly string[];
};

/** An entry of a trusted-CA list in a report. */
export type ListEntry = {
  /** From 1. */
  readonly entry: number;
  /** Where the list is a folder. */
  readonly file?: string;
  readonly subject: string;
  readonly commonName?: string;
  readonly sha256: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly kind: 'ca' | 'server';
  /** Absent where its signature cannot be verified here. */
  readonly selfSigned?: boolean;
  /** Taken from a file name or a comment. */
  readonly role?: string;
  /** From what the role was guessed. */
  readonly roleFrom?: 'comment' | 'file name' | 'common name';
  /** Nothing would miss it: the same certificate stands above it, it has ended, or it is revoked. */
  readonly useless?: 'repeated' | 'ended' | 'revoked';
};

/** A finding as it stands in a report. */
export type ReportFinding = IdentifiedFinding;

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

/** Everything that check() has to say; plain data that survives JSON. */
export interface CheckReport {
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
  readonly deployment?: { readonly name: string; readonly file: string; readonly release: string };
  readonly services: readonly ServiceVerdict[];
  readonly items: readonly CheckedItem[];
  readonly requests: readonly CheckedRequest[];
  readonly lists: readonly CheckedList[];
  /** Peer by peer in the order of the deployment, then what belongs to none, then all peers together. */
  readonly findings: readonly ReportFinding[];
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

export type ReportParts = Omit<CheckReport, 'checkedAt' | 'deployment' | 'summary'>;

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
