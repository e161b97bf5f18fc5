import { resolve } from 'node:path';
import { problem, readWhole } from './read-file.ts';

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
export async function readSecret(
  reference: SecretReference,
  { environment = process.env, folder = '.' }: ReadSecretOptions = {},
): Promise<string> {
  if ('env' in reference) {
    const place = `environment variable ${reference.env}`;
    const value = environment[reference.env];
    if (value === undefined) throw problem(place, 'is not set');
    return secretIn(value, place);
  }
  const file = resolve(folder, reference.file);
  return secretIn(decodeUtf8((await readWhole(file)).bytes, file), file);
}

function secretIn(text: string, place: string): string {
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') throw problem(place, 'is empty; a secret is needed');
  if (/[\r\n\0]/.test(secret)) throw problem(place, 'has more than one line; the secret stands alone on one');
  return secret;
}

function decodeUtf8(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw problem(place, 'is not UTF-8');
  }
}
