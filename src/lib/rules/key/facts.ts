import type { Detail, Location, Subject } from '../../findings/finding.ts';
import type { CertificateStoreName, Rows } from '../../findings/requirements.ts';
import type { Occurrence } from '../../findings/rule.ts';
import type { Armour } from '../../formats/armour.ts';

/** A certificate of a peer, as far as its rows of verdicts go. */
export interface KeyedCertificate {
  readonly peer: string;
  readonly store: CertificateStoreName;
}

/** What the rules of area key/ judge: one private key in a file. The key itself is not here. */
export interface KeyFacts {
  readonly subject: Subject;
  readonly place: Location;
  /** undefined: it could not be read, or nobody can tell. */
  readonly publicKeyHash: string | undefined;
  /** How the file encrypts it; undefined where it does not. */
  readonly encryption: string | undefined;
  /** Of its file; undefined: it stands in a container, could not be read, or nobody can tell. */
  readonly encoding: 'PEM' | 'DER' | 'base64' | undefined;
  /** How its PEM block is written; undefined where it stands in none. */
  readonly armour: Armour | undefined;
  /** undefined: it does not stand in a PEM file, or the bytes are not at hand. */
  readonly endsInNewline: boolean | undefined;
  /** Another file has the same key as the page takes it. */
  readonly hasCopyToUpload: boolean;
  /** undefined: nobody said. */
  readonly isReadableByOthers: boolean | undefined;
  /** What the caller, its file or its file's name says that it belongs to; undefined: nothing does. */
  readonly claim: KeyClaim | undefined;
  /** Who has the public key; undefined: no certificate, request or manifest at hand. */
  readonly owner: string | undefined;
  /** FQDNs of peers whose certificate is still awaited: the key may be meant for one of them. */
  readonly awaitedBy: readonly string[];
  /** Certificates of peers with its public key. */
  readonly certificates: readonly KeyedCertificate[];
}

export interface KeyClaim {
  readonly of: string;
  readonly place: Location | undefined;
  readonly isTrue: boolean;
  /** Of the certificates that it may be meant for, those of peers that no key at hand fits. */
  readonly lacking: readonly KeyedCertificate[];
}

/** The rows of these certificates; the store only where they share it. */
export function rowsOf(certificates: readonly KeyedCertificate[]): Rows {
  const stores = new Set(certificates.map(({ store }) => store));
  const [store] = stores;
  return {
    peers: [...new Set(certificates.map(({ peer }) => peer))],
    ...(stores.size === 1 && store && { store }),
  };
}

/** The upload of its owners fails with this file; where a copy can be uploaded instead, nothing does. */
export const failsItsUpload = {
  requirement: 'file-accepted',
  effect: 'fails',
  rows: ({ certificates }: KeyFacts): Rows => rowsOf(certificates),
  when: ({ hasCopyToUpload }: KeyFacts): boolean => !hasCopyToUpload,
} as const;

export const rowsOfOwners = ({ certificates }: KeyFacts): Rows => rowsOf(certificates);

export function about<D extends Detail>({ subject, place, claim }: KeyFacts, detail: D): Occurrence<D> {
  return { subject, detail, locations: [place, ...(claim?.place ? [claim.place] : [])] };
}
