import type { DecodeErrorCode } from '../errors.ts';
import type { Place, Unrecognised } from '../formats/recognised.ts';
import type { SignatureStatus } from '../x509/signature.ts';

/**
 * What was found in files, as plain data: it survives JSON, can be gathered in parts and on several machines, merged by
 * mergeFacts() and judged by judge(). Octets are base64. Private keys are told by their public halves alone.
 */
export interface CheckFacts {
  readonly factsVersion: '1.0';
  /** By path, each content once. */
  readonly files: readonly FileFacts[];
  /**
   * Signatures that have been checked, by `SHA-256 of what is signed > publicKeyHash of the signer`; the others are
   * checked when the facts are judged.
   */
  readonly signatures: Readonly<Record<string, SignatureStatus>>;
}

/** What gather() has found in a file. */
export interface FileFacts {
  readonly path: string;
  /** Of its octets, lower-case hex. */
  readonly sha256: string;
  /** Absent where nobody knows. */
  readonly isReadableByOthers?: boolean;
  /** In the order of the file, an archive in the order of its files. */
  readonly things: readonly ThingFacts[];
  readonly unread: readonly UnreadFacts[];
}

/** Where a thing was found; its `path` is that of its file, or leads into an archive. */
export type PlaceFacts = Omit<Place, 'localKeyId' | 'offset' | 'textAround'>;

/** What gather() has found out about one thing in a file. */
export type ThingFacts = PlaceFacts &
  (
    | {
        readonly kind: 'certificate';
        readonly der: string;
        /** Upper-case hex pairs with colons. */
        readonly fingerprint: string;
        /** `sha256:` and base64, over the SubjectPublicKeyInfo. */
        readonly publicKeyHash: string;
      }
    | {
        readonly kind: 'certificate-request';
        readonly der: string;
        readonly publicKeyHash: string;
        /** Its own, under the key it carries. */
        readonly signature: SignatureStatus;
      }
    | {
        readonly kind: 'private-key';
        /** SubjectPublicKeyInfo; absent where neither the file nor the platform tells it. */
        readonly publicKey?: string;
        readonly publicKeyHash?: string;
        /** How its file encrypts it. */
        readonly encryption?: string;
        /** Of a key in a PEM file. */
        readonly endsInNewline?: boolean;
      }
    | { readonly kind: 'crl'; readonly der: string; readonly fingerprint: string }
    | { readonly kind: 'ocsp-response'; readonly der: string }
    /** Readable, and nothing to check: public keys, parameters, names. */
    | { readonly kind: 'ignored' }
  );

export type ThingFactsOf<Kind extends ThingFacts['kind']> = Extract<ThingFacts, { readonly kind: Kind }>;

/** What could not be read. */
export type UnreadFacts = Omit<PlaceFacts, 'encoding'> &
  Pick<Unrecognised, 'kind'> & {
    readonly code: DecodeErrorCode;
    readonly message: string;
  };

/** The key of a signature in CheckFacts. */
export const signatureKey = (fingerprint: string, publicKeyHash: string): string =>
  `${fingerprint} > ${publicKeyHash}`;
