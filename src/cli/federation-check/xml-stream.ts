import { SaxesParser, type SaxesTagNS } from 'saxes';

/** An element of a stream, whole; of the stream itself its opening tag alone. */
export interface XmlElement {
  /** `http://etherx.jabber.org/streams features` */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** What came is not what XMPP allows on a stream (RFC 6120 section 11). */
export class XmlFault extends Error {
  override readonly name = 'XmlFault';
}

export interface XmlStream {
  /** The opening tag of the stream, then each element in it; undefined: the other side has closed. */
  next(): Promise<XmlElement | undefined>;
  /** Has anything come that no element was made of? */
  hasMore(): boolean;
}

/** More than features, errors and answers have. */
const deepest = 10;

/** @param receive what comes next; how much it may be is for others to watch over */
export function readXmlStream(receive: () => Promise<Uint8Array | undefined>): XmlStream {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const ready: XmlElement[] = [];
  let characters = 0;
  let endOfLast = 0;
  const parser = streamParser((element, end) => {
    ready.push(element);
    endOfLast = end;
  });
  return {
    async next() {
      while (ready.length === 0) {
        const bytes = await receive();
        if (!bytes) return undefined;
        const text = decoded(decoder, bytes);
        characters += text.length;
        parser.write(text);
      }
      return ready.shift();
    },
    hasMore: () => ready.length > 0 || characters > endOfLast,
  };
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

function streamParser(onElement: (element: XmlElement, end: number) => void): SaxesParser<{ xmlns: true }> {
  const parser = new SaxesParser({ xmlns: true });
  const open: OpenElement[] = [];
  parser.on('opentag', (tag) => {
    const element = { ...openElement(tag), children: [], text: '' };
    open.push(element);
    if (open.length > deepest) throw new XmlFault('elements in elements, deeper than any answer goes');
    if (open.length === 1) onElement(element, parser.position);
  });
  parser.on('text', (text) => {
    const current = open.at(-1);
    // Between the elements of a stream only blanks are allowed, and they say nothing.
    if (current && open.length > 1) current.text += text;
  });
  parser.on('closetag', () => {
    const element = open.pop()!;
    const parent = open.at(-1);
    if (open.length === 1) onElement(element, parser.position);
    else parent?.children.push(element);
  });
  parser.on('error', ({ message }) => {
    throw new XmlFault(message);
  });
  for (const forbidden of ['doctype', 'processinginstruction', 'comment', 'cdata'] as const) {
    parser.on(forbidden, () => {
      throw new XmlFault(`a ${forbidden}, which has no place in a stream`);
    });
  }
  return parser;
}

function openElement({ uri, local, attributes }: SaxesTagNS): Pick<OpenElement, 'name' | 'attributes'> {
  const values = Object.entries(attributes).map(([name, { value }]) => [name, value] as const);
  return { name: `${uri} ${local}`, attributes: Object.fromEntries(values) };
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    throw new XmlFault('not UTF-8');
  }
}
