import type { DecodeError } from '../errors.ts';
import type { CertificateRequest } from '../csr/parse.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { Crl } from '../x509/crl.ts';
import type { OcspResponse } from '../x509/ocsp.ts';
import type { PublicKey } from '../x509/public-key.ts';
import type { TextName } from './names-text.ts';
import type { OtherKind, PartPlace } from './parts.ts';
import type { PrivateKeyInfo } from './private-key-info.ts';
import type { Asn1Kind } from './recognise.ts';

/** Where a thing was found. */
export interface Place extends PartPlace {
  /** The file's path as given; inside an archive `handover.zip!/issued/expe1.pem`. */
  readonly path: string;
  /** Number among the things in its file, from 1; a container has that of the first thing in it. */
  readonly entry: number;
  readonly encoding: 'PEM' | 'DER' | 'base64' | 'text';
  /** What it came out of; its certificates and keys are things of their own. */
  readonly container?: 'PKCS#7' | 'PKCS#12';
  /** friendlyName and localKeyId of a PKCS#12 bag. */
  readonly friendlyName?: string;
  /** The same octets on a key and on its certificate. */
  readonly localKeyId?: Uint8Array;
}

/** The thing itself; `der` is what was read, apart from its armour. */
export type Thing =
  | { readonly kind: 'certificate'; readonly der: Uint8Array; readonly certificate: Certificate }
  | { readonly kind: 'certificate-request'; readonly der: Uint8Array; readonly request: CertificateRequest }
  | { readonly kind: 'crl'; readonly der: Uint8Array; readonly crl: Crl }
  | { readonly kind: 'private-key'; readonly privateKey: PrivateKeyInfo }
  | { readonly kind: 'public-key'; readonly der: Uint8Array; readonly publicKey: PublicKey }
  | { readonly kind: 'key-parameters'; readonly der: Uint8Array }
  | { readonly kind: 'ocsp-response'; readonly der: Uint8Array; readonly response: OcspResponse }
  | { readonly kind: 'names'; readonly names: readonly TextName[] }
  | {
      readonly kind: 'pkcs7';
      readonly der: Uint8Array;
      /** How many it holds. */
      readonly certificates: number;
      readonly crls: number;
      /** Certificates and revocation information of kinds that are not read here. */
      readonly others: number;
      readonly signers: number;
      readonly contentType: string;
    }
  | {
      readonly kind: 'pkcs12';
      readonly der: Uint8Array;
      /** How its integrity was checked; undefined where it has no such check. */
      readonly integrity: string | undefined;
      /** How its parts are encrypted, each once; empty where none is. */
      readonly encryption: readonly string[];
    };

/** A thing, with where it stood and what it was wrapped in. */
export type Recognised = Place & Thing;
export type RecognisedKind = Thing['kind'];

/** What could not be read, and why. */
export interface Unrecognised extends Omit<Place, 'encoding'> {
  /** What it is or claims to be; undefined where nobody can say. */
  readonly kind: Asn1Kind | OtherKind | undefined;
  /**
   * `unrecognised`, `empty`: not a thing of ours at all. `passphrase-needed`, `wrong-passphrase`,
   * `no-integrity-check`, `unsupported`, `too-large`: readable under other circumstances. All others: damaged.
   */
  readonly error: DecodeError;
  /** The octets, where they are ASN.1 at all. Undefined for private keys. */
  readonly der: Uint8Array | undefined;
}
