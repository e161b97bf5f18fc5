import type { Bytes } from '../../bytes.ts';
import type { EncryptionScheme } from './scheme.ts';
import type { Work } from './work.ts';

export interface Decrypted {
  readonly plain: Bytes;
  readonly passphrase: string;
}

/**
 * Tries every passphrase in every encoding its scheme knows.
 *
 * @param isPlain does this look like what was encrypted? One wrong key in 256 leaves sound padding.
 * @returns undefined where none fits
 * @throws DecodeError `too-large` where the work goes beyond its limits
 */
export async function decryptWith(
  scheme: EncryptionScheme,
  encrypted: Uint8Array,
  passphrases: readonly string[],
  isPlain: (plain: Bytes) => boolean,
  work: Work,
): Promise<Decrypted | undefined> {
  for (const passphrase of passphrases) {
    for (const secret of scheme.encodings(passphrase)) {
      const plain = await scheme.decrypt(secret, encrypted, work);
      if (plain && isPlain(plain)) return { plain, passphrase };
    }
  }
  return undefined;
}
