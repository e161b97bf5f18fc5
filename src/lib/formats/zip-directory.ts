import { DecodeError } from '../errors.ts';

/** A zip archive as it lies in memory. */
export interface Archive {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** One file of the archive, as its directory describes it. */
export interface EntryHeader {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly checksum: number;
  readonly packedSize: number;
  readonly size: number;
  /** Of its local header. */
  readonly offset: number;
}

export const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
/** Stands for "see the zip64 field". */
const unsaid = 0xffffffff;

/**
 * The central directory (APPNOTE 6.3.10, 4.3.12), in its order.
 * @throws DecodeError `truncated`, `unsupported`, `invalid-value`
 */
export function readDirectory(archive: Archive): EntryHeader[] {
  const { view } = archive;
  const end = endOfZip(archive.bytes);
  if (end === undefined)
    throw new DecodeError('truncated', 'the zip archive has no directory; its end seems to be missing');
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  if (count === 0xffff || offset === unsaid)
    throw new DecodeError('unsupported', 'a zip64 archive (over 4 GB)');
  // Something may stand in front of the archive; all offsets count from where it starts.
  const shift = end - size - offset;
  if (shift < 0) throw new DecodeError('truncated', 'the beginning of the zip archive is missing');
  const headers: EntryHeader[] = [];
  let at = offset + shift;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== signature.central) {
      throw new DecodeError('invalid-value', 'the directory of the zip archive is damaged', { offset: at });
    }
    const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [number, number, number];
    const next = at + 46 + lengths[0] + lengths[1] + lengths[2];
    if (next > end)
      throw new DecodeError('truncated', 'the directory of the zip archive is cut off', { offset: at });
    headers.push(readHeader(archive, at, lengths, shift));
    at = next;
  }
  return headers;
}

/** Where the end record stands: behind the directory, in front of a comment of at most 65,535 octets. */
export function endOfZip(bytes: Uint8Array): number | undefined {
  const earliest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= earliest; at--)
    if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 5 && bytes[at + 3] === 6) return at;
  return undefined;
}

function readHeader(
  { bytes, view }: Archive,
  at: number,
  [nameLength, extraLength]: readonly [number, number, number],
  shift: number,
): EntryHeader {
  const nameEnd = at + 46 + nameLength;
  const sizes = {
    size: view.getUint32(at + 24, true),
    packedSize: view.getUint32(at + 20, true),
    offset: view.getUint32(at + 42, true),
  };
  const real = withZip64(sizes, view, nameEnd, nameEnd + extraLength);
  return {
    name: decodeName(bytes.subarray(at + 46, nameEnd)),
    isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
    method: view.getUint16(at + 10, true),
    checksum: view.getUint32(at + 16, true),
    ...real,
    offset: real.offset + shift,
  };
}

type Sizes = Pick<EntryHeader, 'size' | 'packedSize' | 'offset'>;

/** Programs that do not know the size when they start write 64-bit numbers even for small files (4.5.3). */
function withZip64(sizes: Sizes, view: DataView, start: number, end: number): Sizes {
  for (let at = start; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    const longForm = (value: number): number => {
      if (value !== unsaid || next + 8 > end) return value;
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    };
    return {
      size: longForm(sizes.size),
      packedSize: longForm(sizes.packedSize),
      offset: longForm(sizes.offset),
    };
  }
  return sizes;
}

/** UTF-8, or one octet per character where it is none: old archives use the code page of their machine. */
function decodeName(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return new TextDecoder('latin1').decode(octets);
  }
}
