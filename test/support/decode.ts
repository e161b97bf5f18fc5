import { expect } from 'vitest';
import { DecodeError } from '../../src/lib/errors.ts';

/** Bytes from hex; blanks are allowed. */
export function hex(text: string): Uint8Array<ArrayBuffer> {
  const digits = text.replace(/\s+/g, '');
  if (!/^([0-9a-f]{2})*$/i.test(digits)) throw new TypeError(`not hex: "${text}"`);
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** The DecodeError that this must end with. */
export function caught(read: () => unknown): DecodeError {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(DecodeError);
    return error as DecodeError;
  }
  throw new Error('expected a DecodeError, nothing was thrown');
}
