/** Why bytes could not be decoded. Stable: callers may switch on it. */
export type DecodeErrorCode =
  | 'truncated'
  | 'trailing-bytes'
  | 'unexpected-tag'
  | 'indefinite-length'
  | 'non-minimal-length'
  | 'too-large'
  | 'too-deep'
  | 'invalid-boolean'
  | 'invalid-integer'
  | 'invalid-bit-string'
  | 'invalid-oid'
  | 'invalid-null'
  | 'invalid-string'
  | 'invalid-time'
  | 'invalid-version'
  | 'unsorted-set'
  | 'explicit-default'
  | 'duplicate'
  | 'empty'
  | 'algorithm-mismatch'
  | 'invalid-value'
  | 'invalid-pem'
  | 'invalid-base64'
  | 'unrecognised'
  /** One thing is meant, and the text holds several. */
  | 'several'
  | 'passphrase-needed'
  | 'wrong-passphrase'
  | 'no-integrity-check'
  | 'unsupported'
  /** An encryption that is not read here; OpenSSL reads the old ones with its legacy provider. */
  | 'unsupported-encryption'
  | 'unsupported-old-encryption';

/** It is of a kind, or encrypted in a way, that is not read here. */
export const unsupportedCodes: readonly string[] = [
  'unsupported',
  'unsupported-encryption',
  'unsupported-old-encryption',
] satisfies DecodeErrorCode[];

const damageCodes: readonly string[] = [
  'truncated',
  'trailing-bytes',
  'invalid-pem',
  'invalid-base64',
] satisfies DecodeErrorCode[];

/** Has it lost octets, or its armour, on its way? All else was written so, and a new copy is the same. */
export const isDamage = (code: string): boolean => damageCodes.includes(code);

/** Where something cannot be decoded. */
export interface DecodeErrorDetails {
  /** Byte offset in the decoded input; absent where no single byte is to blame. */
  readonly offset?: number;
  /** Field path in the terms of the defining standard, e.g. `tbsCertificate.validity.notBefore`. */
  readonly field?: string;
  readonly cause?: unknown;
}

/** The only error the library throws for input it cannot read. Wrong use of a function is a TypeError. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  readonly code: DecodeErrorCode;
  /** What is wrong, without field and offset. */
  readonly what: string;
  readonly offset: number | undefined;
  readonly field: string | undefined;

  constructor(code: DecodeErrorCode, what: string, details: DecodeErrorDetails = {}) {
    const field = details.field ? `${details.field}: ` : '';
    const where = details.offset === undefined ? '' : ` (at byte ${details.offset})`;
    super(`${field}${what}${where}`, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.what = what;
    this.offset = details.offset;
    this.field = details.field;
  }
}
