import { open, type FileHandle } from 'node:fs/promises';

/** Octets of an input that is read whole; larger than any deployment file, key, manifest or request. */
export const inputLimit = 16 * 1024 * 1024;
/** Octets of a file with a passphrase. */
export const passphraseLimit = 64 * 1024;

/** The input goes on beyond what is read of one. */
export class InputTooLarge extends Error {
  override readonly name = 'InputTooLarge';
  readonly limit: number;

  constructor(limit: number) {
    super(`larger than ${sizeText(limit)}`);
    this.limit = limit;
  }
}

/** `16 MiB`, `64 KiB` */
export function sizeText(octets: number): string {
  const mebibyte = 1024 * 1024;
  return octets >= mebibyte ? `${octets / mebibyte} MiB` : `${octets / 1024} KiB`;
}

/** Everything up to the end. Reading stops with InputTooLarge as soon as there is more than `limit` octets. */
export async function collectLimited(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > limit) throw new InputTooLarge(limit);
    kept.push(chunk);
  }
  return Buffer.concat(kept, total);
}

/** A file whole. Its size is not asked for: that of a pipe or of a file in /proc says nothing. */
export async function readLimited(path: string, limit: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    return await collectLimited(chunksOf(file), limit);
  } finally {
    await file.close();
  }
}

/** Most files are small, and there may be thousands of them: the first piece is too. */
async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  for (let size = 8 * 1024; ; size = Math.min(2 * size, 1024 * 1024)) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(size), 0, size, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
