import { concat, type Bytes } from '../bytes.ts';
import { DecodeError } from '../errors.ts';
import { crc32 } from './crc32.ts';
import { readDirectory, signature, type Archive, type EntryHeader } from './zip-directory.ts';

/** What may still be unpacked; shared by all archives of one call, nested ones too. */
export interface UnpackBudget {
  /** Octets, of all entries together. */
  bytes: number;
  /** How many times larger than packed an entry may be; entries below `ratioFrom` octets are not measured. */
  readonly ratio: number;
}

/** DEFLATE reaches 1,032 to 1; a list of a thousand similar certificates in text stays below 20. */
export const maxRatio = 200;
const ratioFrom = 1024 * 1024;

export interface ZipEntry {
  /** As the archive spells it, with `/` between folders. Never used as a path on disk. */
  readonly name: string;
  /** Unpacks the entry. Throws DecodeError `too-large`, `unsupported`, `truncated`, `invalid-value`. */
  read(budget: UnpackBudget): Promise<Bytes>;
}

/**
 * The files of a zip archive (APPNOTE 6.3.10), in the order of its central directory, folders left out. Unpacking
 * is the platform's own (DecompressionStream), so this is all there is to it.
 *
 * @throws DecodeError `truncated`, `unsupported`, `invalid-value` where the directory cannot be read
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const archive: Archive = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
  return readDirectory(archive)
    .filter(({ name }) => !name.endsWith('/'))
    .map((header) => ({ name: header.name, read: (budget) => unpack(archive, header, budget) }));
}

const stored = 0;
const deflated = 8;

async function unpack({ bytes, view }: Archive, header: EntryHeader, budget: UnpackBudget): Promise<Bytes> {
  const { offset, packedSize, size, method, isEncrypted } = header;
  if (isEncrypted) throw new DecodeError('unsupported', 'encrypted inside the zip archive; unpack it first');
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== signature.local) {
    throw new DecodeError('invalid-value', 'the zip archive does not have it where its directory says');
  }
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  const packed = bytes.subarray(start, start + packedSize);
  if (packed.length < packedSize) throw new DecodeError('truncated', 'cut off inside the zip archive');
  if (method !== stored && method !== deflated) {
    throw new DecodeError('unsupported', `packed with method ${method} of zip, which is not read here`);
  }
  // What the directory says is a promise; the limits hold for what comes out.
  const content = method === stored ? takeStored(packed, budget) : await inflate(packed, budget);
  if (content.length !== size || crc32(content) !== header.checksum) {
    throw new DecodeError('invalid-value', 'damaged inside the zip archive (checksum)');
  }
  return content;
}

function takeStored(packed: Uint8Array, budget: UnpackBudget): Bytes {
  take(budget, packed.length);
  return new Uint8Array(packed);
}

function take(budget: UnpackBudget, octets: number): void {
  if (octets > budget.bytes) {
    throw new DecodeError(
      'too-large',
      'the archives unpack to more than is read in one go (limit unpackedBytes)',
    );
  }
  budget.bytes -= octets;
}

async function inflate(packed: Uint8Array, budget: UnpackBudget): Promise<Bytes> {
  const unpacked = new Blob([new Uint8Array(packed)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = unpacked.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return concat(...parts);
      length += value.length;
      take(budget, value.length);
      if (length > ratioFrom && length > packed.length * budget.ratio) {
        throw new DecodeError(
          'too-large',
          `unpacks to more than ${budget.ratio} times its size, as only a zip bomb does (limit ratio)`,
        );
      }
      parts.push(value);
    }
  } catch (error) {
    // Cancelling tells the platform to stop; that it then complains is of no interest.
    await reader.cancel().catch(() => undefined);
    if (error instanceof DecodeError) throw error;
    throw new DecodeError('invalid-value', 'damaged inside the zip archive', { cause: error });
  }
}
