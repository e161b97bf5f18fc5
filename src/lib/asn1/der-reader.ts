import { DecodeError, type DecodeErrorCode } from '../errors.ts';
import { missingText } from './ber.ts';
import { tag, tagName } from './tags.ts';

/** Nesting no certificate, request or CRL in the field comes near; deeper input is an attack. */
export const maxDepth = 64;
/** Elements one input may hold; a CRL of two million entries stays below it. */
export const maxElements = 12_000_000;

/** Deviations that are kept; a list of entries may repeat one endlessly. */
const maxDeviations = 100;

/** Faults that are kept: a certificate that has more is no slip of a CA, and is not read at all. */
const maxFaults = 100;

/**
 * A breach of DER that leaves the meaning clear and that certificates in use are known to have. It is read and
 * noted, so that it can be judged; see docs/divergences.md for the list.
 */
export interface Deviation {
  readonly code: DecodeErrorCode;
  readonly what: string;
  readonly offset: number;
  /** Field path, as in DecodeError. */
  readonly field: string;
}

/**
 * A breach of a rule that is confined to one part of a thing: the rest is read all the same, for people to look at. Who
 * judges must not rely on the part, and no standard lets him accept the thing.
 */
export interface Fault extends Deviation {
  /** A field of the certificate (`subject`), or the dotted object identifier of an extension. */
  readonly part: string;
  /** Could the part be read in spite of it? Otherwise its octets are all there is. */
  readonly isRead: boolean;
}

/** `1 byte`, `2 bytes` */
export const octetsText = (count: number): string => `${count} ${count === 1 ? 'byte' : 'bytes'}`;

/** What all readers over one input share. */
interface Input {
  elementsLeft: number;
  readonly deviations: Deviation[];
  /** undefined: none is taken. */
  readonly faults: Fault[] | undefined;
  /** Is it a list, which may repeat a fault endlessly? Those beyond the limit are not kept. */
  readonly isList: boolean;
  /** What is being read. */
  part: string;
}

/**
 * A cursor over DER (X.690 section 10): definite, minimal lengths only, no bytes left over, bounded depth
 * and element count. It copies nothing; results are views into the input.
 *
 * `field` names are the standard's own, so that an error can say where: `tbsCertificate.serialNumber`.
 */
export class DerReader {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Offset of the next element. */
  at: number;
  readonly field: string;
  readonly #parent: DerReader | undefined;
  readonly #depth: number;
  readonly #input: Input;

  private constructor(
    bytes: Uint8Array,
    start: number,
    end: number,
    field: string,
    parent: DerReader | undefined,
    depth: number,
    input: Input,
  ) {
    this.bytes = bytes;
    this.start = start;
    this.at = start;
    this.end = end;
    this.field = field;
    this.#parent = parent;
    this.#depth = depth;
    this.#input = input;
  }

  /** Over a whole input, whose outermost structure is called `field` in errors. */
  static over(bytes: Uint8Array, field = '', elements = maxElements): DerReader {
    return DerReader.#over(bytes, field, elements, undefined, false);
  }

  /** The same, and faults that are confined to a part are kept, not thrown. */
  static keepingFaults(bytes: Uint8Array, isList = false): DerReader {
    return DerReader.#over(bytes, '', maxElements, [], isList);
  }

  static #over(
    bytes: Uint8Array,
    field: string,
    elementsLeft: number,
    faults: Fault[] | undefined,
    isList: boolean,
  ): DerReader {
    // A subclass such as Node's Buffer would make every view slower and print differently.
    const plain =
      bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    return new DerReader(plain, 0, plain.length, field, undefined, 0, {
      elementsLeft,
      deviations: [],
      faults,
      isList,
      part: '',
    });
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  /** Tag of the next element, or -1 at the end. */
  peek(): number {
    return this.at < this.end ? this.#readTag('') : -1;
  }

  /** The content of the next element, which must have this tag, as a reader of its own. */
  enter(expected: number, field: string): DerReader {
    const contentStart = this.#header(expected, field);
    return this.#child(contentStart, this.#contentEnd, field);
  }

  /** Like enter(), or undefined where the next element has another tag or there is none. */
  enterIf(expected: number, field: string): DerReader | undefined {
    return this.peek() === expected ? this.enter(expected, field) : undefined;
  }

  sequence(field: string): DerReader {
    return this.enter(tag.sequence, field);
  }

  set(field: string): DerReader {
    return this.enter(tag.set, field);
  }

  /** Content octets of the next element, which must have this tag. */
  content(expected: number, field: string): Uint8Array {
    const contentStart = this.#header(expected, field);
    return this.bytes.subarray(contentStart, this.#contentEnd);
  }

  /** The next element whole, header included, whatever its tag. */
  element(field: string): Uint8Array {
    const start = this.at;
    this.#header(undefined, field);
    return this.bytes.subarray(start, this.at);
  }

  /**
   * Passes over the next element, which must have this tag. Returns where its content starts; it ends at `at`.
   * For values that are read in place, without a view.
   */
  skip(expected: number, field: string): number {
    return this.#header(expected, field);
  }

  /** Octets of this reader's content, from its start to its end. */
  get whole(): Uint8Array {
    return this.bytes.subarray(this.start, this.end);
  }

  /** Must be called when a structure has been read: whatever is left over is an error. */
  finish(): void {
    if (this.at < this.end) {
      this.fail('trailing-bytes', `${octetsText(this.end - this.at)} left over`, this.at);
    }
  }

  fail(code: DecodeErrorCode, what: string, offset = this.at, field = ''): never {
    throw new DecodeError(code, what, { offset, field: this.path(field) });
  }

  /** Notes a breach of DER that is read all the same. */
  tolerate(code: DecodeErrorCode, what: string, offset: number, field: string): void {
    const { deviations } = this.#input;
    if (deviations.length < maxDeviations) deviations.push({ code, what, offset, field: this.path(field) });
  }

  /** What was tolerated so far, anywhere in this input. */
  get deviations(): readonly Deviation[] {
    return this.#input.deviations;
  }

  /** From here on faults are those of this part. */
  startPart(part: string): void {
    this.#input.part = part;
  }

  /** A breach that leaves the structure clear: thrown, or where faults are kept noted, and the reading goes on. */
  breach(code: DecodeErrorCode, what: string, offset = this.at, field = '', isRead = true): void {
    const { faults } = this.#input;
    if (!faults) this.fail(code, what, offset, field);
    this.#keep(faults, { code, what, offset, field: this.path(field), part: this.#input.part, isRead });
  }

  /** What `read` gives; undefined where it fails and faults are kept. */
  attempt<Value>(read: () => Value): Value | undefined {
    const { faults } = this.#input;
    if (!faults) return read();
    const kept = faults.length;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      const { code, what, offset = this.at, field = '' } = error;
      // What was read of the part before is of no use.
      faults.length = kept;
      this.#keep(faults, { code, what, offset, field, part: this.#input.part, isRead: false });
      return undefined;
    }
  }

  #keep(faults: Fault[], fault: Fault): void {
    if (faults.length < maxFaults) faults.push(fault);
    else if (!this.#input.isList) this.fail('too-large', `more than ${maxFaults} faults`, fault.offset);
  }

  /** Faults so far, anywhere in this input. */
  get faults(): readonly Fault[] {
    return this.#input.faults ?? [];
  }

  /** Field path from the outermost structure down to `field`. */
  path(field = ''): string {
    const names: string[] = field ? [field] : [];
    for (let reader: DerReader | undefined = this; reader; reader = reader.#parent) {
      if (reader.field) names.unshift(reader.field);
    }
    return names.join('.');
  }

  /** Where the tag and the content of the element last looked at end. */
  #tagEnd = 0;
  #contentEnd = 0;

  #child(start: number, end: number, field: string): DerReader {
    if (this.#depth >= maxDepth) this.fail('too-deep', `nested more than ${maxDepth} deep`, start, field);
    return new DerReader(this.bytes, start, end, field, this, this.#depth + 1, this.#input);
  }

  /** Reads tag and length, moves behind the element, returns where its content starts. */
  #header(expected: number | undefined, field: string): number {
    const offset = this.at;
    if (offset >= this.end) {
      const wanted = expected === undefined ? 'an element' : tagName(expected);
      this.fail('truncated', `expected ${wanted}, found the end`, offset, field);
    }
    const found = this.#readTag(field);
    if (expected !== undefined && found !== expected) {
      this.fail('unexpected-tag', `expected ${tagName(expected)}, found ${tagName(found)}`, offset, field);
    }
    if (--this.#input.elementsLeft < 0) {
      this.fail('too-large', 'more elements than any honest input has', offset, field);
    }
    const contentStart = this.#readLength(this.#tagEnd, field);
    this.at = this.#contentEnd;
    return contentStart;
  }

  #readTag(field: string): number {
    const { bytes, at } = this;
    const first = bytes[at]!;
    this.#tagEnd = at + 1;
    if ((first & 0x1f) !== 0x1f) return first;
    let number = 0;
    let next = at + 1;
    for (;;) {
      const octet = next < this.end ? bytes[next]! : -1;
      if (octet < 0) this.fail('truncated', 'tag number runs past the end', at, field);
      if (number === 0 && octet === 0x80)
        this.fail('non-minimal-length', 'tag number has leading zeros', at, field);
      if (number > 0xffff) this.fail('too-large', 'tag number is out of range', at, field);
      number = number * 128 + (octet & 0x7f);
      next++;
      if (octet < 0x80) break;
    }
    if (number < 0x1f) this.fail('non-minimal-length', 'tag number in long form could be short', at, field);
    this.#tagEnd = next;
    return number * 256 + first;
  }

  #readLength(at: number, field: string): number {
    const { bytes, end } = this;
    if (at >= end) this.fail('truncated', 'length is missing', at, field);
    const first = bytes[at]!;
    let length = first;
    let contentStart = at + 1;
    if (first >= 0x80) {
      const octets = first & 0x7f;
      if (octets === 0) this.fail('indefinite-length', 'indefinite length is not DER', at, field);
      if (octets > 4) this.fail('too-large', `length of ${octets} octets`, at, field);
      contentStart += octets;
      if (contentStart > end) this.fail('truncated', 'length runs past the end', at, field);
      length = 0;
      for (let i = at + 1; i < contentStart; i++) length = length * 256 + bytes[i]!;
      if (length < 0x80 || bytes[at + 1] === 0) {
        this.fail('non-minimal-length', 'length is not in its shortest form', at, field);
      }
    }
    this.#contentEnd = contentStart + length;
    if (this.#contentEnd > end) {
      this.fail('truncated', missingText(this.#contentEnd - end), at, field);
    }
    return contentStart;
  }
}
