import { resolve } from 'node:path';
import { aText, isObjectWith, settingsWith, that, type Check } from '../public/settings.ts';
import { problem, readWhole } from './read-file.ts';

/** Where a secret is kept; the secret itself never stands in a configuration. */
export type SecretReference = { readonly env: string } | { readonly file: string };

/** Where secrets are looked for. */
export interface ReadSecretOptions {
  /** Default: process.env. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What file names are relative to. Default: the working folder. */
  readonly folder?: string;
}

/** One of the two, and nothing besides. */
export const aReference: Check = (argument, value) => {
  that('{ env } or { file }', (given) => isObjectWith('env')(given) !== isObjectWith('file')(given))(
    argument,
    value,
  );
  settingsWith<{ readonly env?: string; readonly file?: string }>({ env: aText, file: aText })(
    argument,
    value,
  );
};

const optionChecks = settingsWith<ReadSecretOptions>({
  environment: that('variables such as process.env', isObjectWith()),
  folder: aText,
});

/**
 * Reads a secret, such as the passphrase of a key. It stands alone, in UTF-8 on one line: blanks count, one final newline is
 * cut off.
 *
 * @throws LoadError which never holds the secret
 */
export async function readSecret(
  reference: SecretReference,
  options: ReadSecretOptions = {},
): Promise<string> {
  const { place, lines } = await linesAt(reference, options);
  if (lines.length > 1) throw problem(place, 'has more than one line; the secret stands alone on one');
  return lines[0]!;
}

/**
 * The same with one secret on each line, such as `policy.dialbackSecret` names them: the newest first, and below it those
 * that it replaces.
 *
 * @throws LoadError
 */
export async function readSecrets(
  reference: SecretReference,
  options: ReadSecretOptions = {},
): Promise<readonly string[]> {
  const { place, lines } = await linesAt(reference, options);
  if (lines.includes('')) throw problem(place, 'has an empty line; each line holds a secret');
  return lines;
}

interface SecretLines {
  readonly place: string;
  readonly lines: readonly string[];
}

async function linesAt(reference: SecretReference, options: ReadSecretOptions): Promise<SecretLines> {
  aReference('reference', reference);
  optionChecks('options', options);
  const { environment = process.env, folder = '.' } = options;
  if ('env' in reference) {
    const place = `environment variable ${reference.env}`;
    const value = environment[reference.env];
    if (value === undefined) throw problem(place, 'is not set');
    return linesIn(value, place);
  }
  const file = resolve(folder, reference.file);
  return linesIn(decodeUtf8((await readWhole(file)).bytes, file), file);
}

function linesIn(text: string, place: string): SecretLines {
  const content = text.replace(/\r?\n$/, '');
  if (content === '') throw problem(place, 'is empty; a secret is needed');
  if (/\0|\r(?!\n)/.test(content))
    throw problem(place, 'has more than one line; the secret stands alone on one');
  return { place, lines: content.split(/\r?\n/) };
}

function decodeUtf8(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw problem(place, 'is not UTF-8');
  }
}
