/** Where a secret is kept; the secret itself never stands in a configuration. */
export type SecretReference = { readonly env: string } | { readonly file: string };

export interface ReadSecretOptions {
  /** Default: process.env. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What file names are relative to. Default: the working folder. */
  readonly folder?: string;
}

/**
 * Reads the secret, such as `policy.dialbackSecret` names it. It stands alone, in UTF-8 on one line: blanks count, one
 * final newline is cut off.
 *
 * @throws LoadError which never holds the secret
 */
export function readSecret(reference: SecretReference, options?: ReadSecretOptions): Promise<string> {
  throw new Error('not yet');
}
