import { textEncoding } from '../../text-encoding.ts';
import { SourceLines } from './code-frame.ts';
import type { Mistake } from './mistakes.ts';

/** Bytes of a text file as text: UTF-8, or UTF-16 where a byte order mark says so (YAML 1.2.2 section 5.2). */
export function decodeText(bytes: Uint8Array): { readonly text: string } | { readonly mistake: Mistake } {
  const { label, isUnmarked } = textEncoding(bytes);
  if (isUnmarked) {
    const position = new SourceLines('').positionOf({ start: 0, end: 0 });
    return { mistake: { kind: 'encoding', encoding: 'UTF-16', isUnmarked: true, position } };
  }
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes) };
  } catch {
    const encoding = label === 'utf-8' ? 'UTF-8' : 'UTF-16';
    const start = readableStart(bytes, label);
    const position = new SourceLines(start).positionOf({ start: start.length, end: start.length });
    return { mistake: { kind: 'encoding', encoding, position } };
  }
}

/** The text before the first byte that is none, found by halving: the decoder does not say where it stopped. */
function readableStart(bytes: Uint8Array, label: string): string {
  let readable = 0;
  let unreadable = bytes.length;
  while (readable < unreadable) {
    const middle = Math.ceil((readable + unreadable) / 2);
    if (decodesTo(bytes, middle, label) === undefined) unreadable = middle - 1;
    else readable = middle;
  }
  return decodesTo(bytes, readable, label) ?? '';
}

function decodesTo(bytes: Uint8Array, end: number, label: string): string | undefined {
  try {
    // As a stream: a character that is cut off at the end is no mistake.
    return new TextDecoder(label, { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
  } catch {
    return undefined;
  }
}
