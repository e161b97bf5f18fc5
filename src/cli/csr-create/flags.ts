/** Kinds of keys as --key takes them. */
export const keys = ['rsa:2048', 'rsa:3072', 'rsa:4096', 'ec:p256', 'ec:p384', 'ec:p521'] as const;
export const hashes = ['sha256', 'sha384', 'sha512'] as const;

/** The flags of `csr create`, as commander hands them over. */
export interface CsrCreateFlags {
  readonly out: string;
  readonly peer?: readonly string[] | undefined;
  readonly cluster?: string | undefined;
  readonly encryptKeys?: true | undefined;
  readonly keyPassphraseFile?: string | undefined;
  readonly keyPassphraseFd?: number | undefined;
  readonly reuseKey?: string | undefined;
  readonly replaceKeys?: true | undefined;
  readonly key?: (typeof keys)[number] | undefined;
  readonly hash?: (typeof hashes)[number] | undefined;
  readonly der?: true | undefined;
  readonly zip?: string | undefined;
  readonly jobs?: number | undefined;
  readonly facts?: string | undefined;
  readonly keepGoing?: true | undefined;
  readonly dryRun?: true | undefined;
}

/** What is said of a key beside its path. */
export function keyRemark({ encryptKeys, reuseKey }: CsrCreateFlags): string {
  if (reuseKey !== undefined) return '(used again)';
  return encryptKeys ? '(encrypted, 0600)' : '(no passphrase, 0600)';
}
