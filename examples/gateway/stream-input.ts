import { streamReader, type ReaderLimits, type StreamPart, type StreamReader } from './xml.ts';

/** What has come, for one who takes one part after the other. */
export class StreamInput {
  #reader: StreamReader;
  readonly #parts: StreamPart[] = [];
  #wake: () => void = () => {};
  #end: Error | 'closed' | undefined;
  /** Has the other side ended its stream? */
  hasPeerClosed = false;

  constructor(limits: ReaderLimits) {
    this.#reader = streamReader(limits);
  }

  get isOver(): boolean {
    return this.#end !== undefined;
  }

  get hasParts(): boolean {
    return this.#parts.length > 0;
  }

  /** Is there nothing behind the last part that was taken? */
  get isEmpty(): boolean {
    return !this.hasParts && this.#reader.isAtEnd();
  }

  /** Throws StreamFault for what is no stream; gives whether there is something to take. */
  read(bytes: Uint8Array): boolean {
    this.#parts.push(...this.#reader.read(bytes));
    if (!this.hasParts) return false;
    this.hasPeerClosed = this.#parts.at(-1)!.kind === 'closed';
    this.#wake();
    return true;
  }

  /** Waits for the next part. undefined: the stream has been closed in good order; throws what has ended it otherwise. */
  async take(): Promise<StreamPart | undefined> {
    while (!this.hasParts && !this.isOver) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    if (this.#end instanceof Error) throw this.#end;
    return this.isOver ? undefined : this.#parts.shift();
  }

  limit(limits: ReaderLimits): void {
    this.#reader.limit(limits);
  }

  /** A new stream begins; nothing is left of the one before. */
  restart(limits: ReaderLimits): void {
    this.#reader = streamReader(limits);
    this.#parts.length = 0;
  }

  end(why: Error | 'closed'): void {
    this.#end = why;
    this.#wake();
  }
}
