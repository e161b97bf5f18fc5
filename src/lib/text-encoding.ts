/** How a file of text is encoded: UTF-16 where a byte order mark says so, or its NULs do; else UTF-8 or an 8-bit code. */
export interface TextEncoding {
  readonly label: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** It is UTF-16 and has no byte order mark. */
  readonly isUnmarked: boolean;
}

export function textEncoding(bytes: Uint8Array): TextEncoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { label: 'utf-16le', isUnmarked: false };
  if (first === 0xfe && second === 0xff) return { label: 'utf-16be', isUnmarked: false };
  // In UTF-16 every other byte of ASCII text is NUL, which no text in another code holds.
  const start = bytes.subarray(0, 256);
  const nulsAt = (parity: 0 | 1): number =>
    start.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  const [even, odd] = [nulsAt(0), nulsAt(1)];
  if (Math.min(even, odd) > 0 || Math.max(even, odd) <= start.length / 4)
    return { label: 'utf-8', isUnmarked: false };
  return { label: odd > 0 ? 'utf-16le' : 'utf-16be', isUnmarked: true };
}
