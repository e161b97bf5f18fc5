import { closeSync, openSync, readSync, statSync } from 'node:fs';
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

/**
 * A file whole; its size is not asked for: that of a pipe or of a file in /proc says nothing. Regular files are read at
 * once, which costs a quarter of giving way for each of thousands; what may never end is waited for.
 */
export async function readLimited(path: string, limit: number): Promise<Uint8Array> {
  if (statSync(path).isFile()) return readAtOnce(path, limit);
  const file = await open(path);
  try {
    return await collectLimited(piecesOf(file), limit);
  } finally {
    await file.close();
  }
}

async function* piecesOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(pieceLength), 0, pieceLength, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Most files fit into one. */
const pieceLength = 64 * 1024;
const piece = new Uint8Array(pieceLength);

function readAtOnce(path: string, limit: number): Uint8Array {
  const file = openSync(path, 'r');
  const full: Uint8Array[] = [];
  let [total, used] = [0, 0];
  try {
    for (;;) {
      const length = readSync(file, piece, used, pieceLength - used, null);
      total += length;
      used += length;
      if (total > limit) throw new InputTooLarge(limit);
      if (length === 0) return Buffer.concat([...full, piece.subarray(0, used)], total);
      if (used < pieceLength) continue;
      full.push(Uint8Array.from(piece));
      used = 0;
    }
  } finally {
    closeSync(file);
    // It may have been a key.
    piece.fill(0, 0, full.length > 0 ? pieceLength : used);
  }
}
