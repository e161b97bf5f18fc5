import { nearestWord } from './nearest-word.ts';

/** Keys under dialbackSecret that say where the secret is. */
export const secretPlaces: readonly string[] = ['env', 'file'];

export const environmentVariable = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Whether a key is dialbackSecret, or was to be: below it only the place of the secret may be shown. */
export const isDialbackSecret = (key: string): boolean =>
  nearestWord(key, ['dialbackSecret']) !== undefined && key.length > 'dialback'.length;

/** Whether the value of a key is likely to be a secret, though no such key exists. */
export const mayBeSecret = (key: string): boolean =>
  isDialbackSecret(key) || /secret|passw(?:or)?d|passphrase|dial.?back/i.test(key);

const secretLine = /(?:secret|passw(?:or)?d|passphrase|dial.?back)[^\n]*:/i;

/** Offset of the first line that may hold a secret, in a text that could not be parsed; -1 if there is none. */
export const findSecretLine = (text: string): number => text.search(secretLine);

const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Offset of a private key's first line, -1 if there is none. */
export const findPrivateKey = (text: string): number => text.search(privateKey);
