import { SaxesParser } from 'saxes';
import { StreamFault } from './stream-fault.ts';

/** An element with everything in it. */
export interface Element {
  readonly name: string;
  readonly xmlns: string;
  /** Those without prefix, and `xml:lang`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

/** What one reader takes, in characters; more is an attack or a defect. */
export interface ReaderLimits {
  readonly element: number;
  readonly depth: number;
  /** Of the whole stream. */
  readonly total: number;
}

/** `opened` is the stream's header, without its content. */
export type StreamPart =
  | { readonly kind: 'opened'; readonly header: Element }
  | { readonly kind: 'element'; readonly element: Element }
  | { readonly kind: 'closed' };

export interface StreamReader {
  /** Throws StreamFault for what is no stream, or too much of one. */
  read(bytes: Uint8Array): readonly StreamPart[];
  /** Is nothing there behind the last complete part? */
  isAtEnd(): boolean;
  limit(limits: ReaderLimits): void;
}

type Growing = Element & { readonly children: (Element | string)[] };

/** Reads one XML stream. It is dropped when the stream restarts, with everything it has learned. */
export function streamReader(limits: ReaderLimits): StreamReader {
  const parser = new SaxesParser({ xmlns: true });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  /** The stream element and what is open below it. */
  const open: Growing[] = [];
  let parts: StreamPart[] = [];
  let written = 0;
  /** Where the last part has ended. */
  let end = 0;

  const restricted = () => {
    throw new StreamFault('restricted-xml', 'comments, processing instructions and DTDs have no place here');
  };
  parser.on('doctype', restricted);
  parser.on('comment', restricted);
  parser.on('processinginstruction', restricted);
  parser.on('error', ({ message }) => {
    throw new StreamFault('not-well-formed', message);
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (open.length > limits.depth) throw new StreamFault('policy-violation', 'elements lie too deep');
    const plain = Object.values(attributes).filter(({ prefix, name }) => prefix === '' || name === 'xml:lang');
    const values = Object.fromEntries(plain.map(({ name, value }) => [name, value]));
    const element: Growing = { name: local, xmlns: uri, attributes: values, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
    if (open.length === 1) finish({ kind: 'opened', header: element });
  });
  parser.on('text', (text) => {
    // White space between stanzas keeps connections alive and means nothing.
    if (open.length > 1) open.at(-1)!.children.push(text);
    else if (text.trim() !== '') throw new StreamFault('bad-format', 'text between elements');
  });
  parser.on('cdata', (text) => void open.at(-1)?.children.push(text));
  parser.on('closetag', () => {
    const element = open.pop()!;
    if (open.length === 0) return finish({ kind: 'closed' });
    if (open.length > 1) return;
    // What has been handed out is not kept.
    open[0]!.children.length = 0;
    finish({ kind: 'element', element });
  });

  function finish(part: StreamPart): void {
    requireRoom(parser.position - end);
    end = parser.position;
    parts.push(part);
  }
  function requireRoom(pending: number): void {
    if (pending > limits.element) throw new StreamFault('policy-violation', 'an element is too long');
  }

  return {
    read(bytes) {
      const text = decode(decoder, bytes);
      written += text.length;
      if (written > limits.total) throw new StreamFault('policy-violation', 'too much before authentication');
      parts = [];
      parser.write(text);
      requireRoom(written - end);
      return parts;
    },
    isAtEnd: () => written === end,
    limit: (changed) => void (limits = changed),
  };
}

function decode(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    throw new StreamFault('unsupported-encoding', 'this is not UTF-8');
  }
}

export const textOf = ({ children }: Element): string =>
  children.filter((child) => typeof child === 'string').join('');

export const childOf = ({ children }: Element, name: string): Element | undefined =>
  children.find((child): child is Element => typeof child !== 'string' && child.name === name);
