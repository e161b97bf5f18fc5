import type { TrustListRole } from './file-roles.ts';
import type { InputFile, Opened, OpenLimits } from '../formats/open.ts';
import type { Sha256 } from '../x509/fingerprint.ts';
import type { SignatureVerifier } from '../x509/signature.ts';
import type { PlanOptions } from '../plan/plan.ts';
import type { KeyOwner } from './csr/options.ts';

/** A file with what the caller knows of it beyond its bytes. */
export interface FileToCheck extends InputFile {
  /** Others on the machine can read it (its mode); absent: not known. */
  readonly isReadableByOthers?: boolean;
}

/** How far a check is. */
export interface CheckProgress {
  /** In words: `reading certificates`. */
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

/** How files are read. */
export interface GatherOptions {
  /** What open() made of the same files, where the caller has that already. */
  readonly opened?: Opened;
  /** Tried on everything that is encrypted. */
  readonly passphrases?: readonly string[];
  readonly limits?: Partial<OpenLimits>;
  /** Default: WebCrypto. One that answers at once is several times as fast. */
  readonly verifier?: SignatureVerifier;
  /** Default: WebCrypto. One that answers at once is several times as fast. */
  readonly sha256?: Sha256;
  /** Called every now and then and waited for, so that others have their turn; what it throws ends the check. */
  readonly onProgress?: (progress: CheckProgress) => void | Promise<void>;
}

/** How what was found is judged. */
export interface JudgeOptions extends Pick<GatherOptions, 'verifier' | 'onProgress'>, PlanOptions {
  /** Time of judgement. */
  readonly at: Date;
  /** FQDN of the peer that every certificate and request here is for; without it peers are found by key and names. */
  readonly peer?: string;
  /** Files that are trusted-CA lists, and whose; those that the deployment names are known without. */
  readonly trustLists?: readonly TrustListRole[];
  /** Files whose certificates every list is to verify, whoever reads it. */
  readonly mustVerify?: readonly string[];
  /** Which peer has which key, as `csr create` wrote it down. */
  readonly manifest?: readonly KeyOwner[];
  /** Keys and requests were given for the certificates here: one that belongs to none of them is a mistake. */
  readonly belongTogether?: boolean;
  /** The files are the folder of a lab, and nothing else: there the CA of a lab is where it belongs. */
  readonly isRehearsal?: boolean;
  /** In the place of policy.expiryWarnDays. */
  readonly expiryWarnDays?: number;
}

/** How files are read and by what they are judged; only `at` has no default. */
export type CheckOptions = GatherOptions & JudgeOptions;
