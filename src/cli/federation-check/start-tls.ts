import type { ClearStream } from '../../lib/node/index.ts';
import { readXmlStream, type XmlElement, type XmlStream } from './xml-stream.ts';

const streams = 'http://etherx.jabber.org/streams';
const tls = 'urn:ietf:params:xml:ns:xmpp-tls';
const streamErrors = 'urn:ietf:params:xml:ns:xmpp-streams';

export type StartTlsFault =
  /** `condition` says why: `host-unknown`, `not-authorized`, … */
  | { readonly kind: 'stream error'; readonly condition: string; readonly text: string }
  /** Features came, STARTTLS was not among them, and asking for it led to nothing. */
  | { readonly kind: 'not offered' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'closed' }
  /** Something came in clear behind the answer to STARTTLS. */
  | { readonly kind: 'injected' }
  | { readonly kind: 'not XMPP'; readonly found: string };

/** STARTTLS did not come about. */
export class StartTlsError extends Error {
  override readonly name = 'StartTlsError';
  readonly fault: StartTlsFault;

  constructor(fault: StartTlsFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

/** What became known on the way, also where the way came to an end. */
export interface StartTlsProgress {
  isOffered?: boolean;
}

/**
 * Stream header and STARTTLS as the initiating server has them (RFC 6120 section 5.4), up to where TLS begins. Somebody on
 * the way can take the offer out of the features, so TLS is asked for without one, too (RFC 7590 section 3.1).
 */
export async function startTls(
  stream: ClearStream,
  { to, from }: { readonly to: string; readonly from: string },
  progress: StartTlsProgress,
): Promise<void> {
  stream.send(
    `<?xml version='1.0'?><stream:stream xmlns='jabber:server' xmlns:stream='${streams}' ` +
      `xmlns:db='jabber:server:dialback' from='${from}' to='${to}' version='1.0'>`,
  );
  const elements = readXmlStream(() => stream.receive());
  const header = await next(elements);
  if (header.name !== `${streams} stream`) fail({ kind: 'not XMPP', found: header.name.trim() });
  const features = await next(elements);
  if (features.name !== `${streams} features`) fail({ kind: 'not XMPP', found: features.name.trim() });
  const isOffered = features.children.some(({ name }) => name === `${tls} starttls`);
  progress.isOffered = isOffered;
  stream.send(`<starttls xmlns='${tls}'/>`);
  const answer = isOffered ? await next(elements) : await elements.next();
  if (!isOffered && answer?.name !== `${tls} proceed`) fail({ kind: 'not offered' });
  if (!answer) fail({ kind: 'closed' });
  if (answer.name === `${tls} failure`) fail({ kind: 'refused' });
  if (answer.name !== `${tls} proceed`) fail({ kind: 'not XMPP', found: answer.name.trim() });
  if (elements.hasMore()) fail({ kind: 'injected' });
}

async function next(elements: XmlStream): Promise<XmlElement> {
  const element = await elements.next();
  if (!element) fail({ kind: 'closed' });
  if (element.name === `${streams} error`) fail(streamError(element));
  return element;
}

function streamError({ children }: XmlElement): StartTlsFault {
  const of = children.filter(({ name }) => name.startsWith(`${streamErrors} `));
  const words = of.map(({ name, text }) => [name.slice(streamErrors.length + 1), text] as const);
  const condition = words.find(([word]) => word !== 'text')?.[0] ?? 'undefined-condition';
  return { kind: 'stream error', condition, text: words.find(([word]) => word === 'text')?.[1] ?? '' };
}

function fail(fault: StartTlsFault): never {
  throw new StartTlsError(fault);
}
