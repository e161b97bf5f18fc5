import type { Finding } from '../findings/finding.ts';

/** Why nothing was issued. Stable: callers may switch on it. */
export type IssueErrorCode =
  /** An optional peer of the package is not installed. */
  | 'package-missing'
  /** The rules find an error in the request, or in the certificate that it would become: see `findings`. */
  | 'refused'
  /** The request asks for the certificate of a CA. */
  | 'asks-for-ca'
  /** It has names that cannot be read, or none; nothing unread is signed. */
  | 'names-unread'
  /** The key is on the list of keys that get no certificate, or is the CA's own. */
  | 'key-refused'
  /** The CA's certificate and key do not belong together. */
  | 'key-differs'
  /** The CA may have no CA below it. */
  | 'path-length'
  /** What was written is not what was asked for; nothing of it is given out. */
  | 'not-as-asked';

/** Nothing was issued, and why. Wrong use of a function is a TypeError, input that cannot be read a DecodeError. */
export class IssueError extends Error {
  override readonly name = 'IssueError';
  readonly code: IssueErrorCode;
  /** Errors of the rules, where these are why. */
  readonly findings: readonly Finding[];

  constructor(
    code: IssueErrorCode,
    what: string,
    { findings = [], cause }: { readonly findings?: readonly Finding[]; readonly cause?: unknown } = {},
  ) {
    super(what, cause === undefined ? undefined : { cause });
    this.code = code;
    this.findings = findings;
  }
}
