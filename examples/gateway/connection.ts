import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { UnjudgedPeer } from 'expcert/node';
import { callAt } from './call-at.ts';
import { errorText, footerText, headerText } from './markup.ts';
import type { Site, Timeouts } from './site.ts';
import { endingOf, Hangup, StreamFault } from './stream-fault.ts';
import { StreamInput } from './stream-input.ts';
import type { Element, StreamPart } from './xml.ts';

/** A peer that does not read is no reason to keep everything for it. */
const mostUnsent = 1024 * 1024;

/**
 * A TCP connection, then a TLS one, with one XML stream after the other on it. Whoever drives it asks for one part after
 * the other, so nothing is looked at before its turn; nobody waits longer than the phase allows.
 */
export class Connection {
  readonly #site: Site;
  readonly #direction: 'in' | 'out';
  #socket: Socket;
  readonly #input: StreamInput;
  #hasHeader = false;
  #deadline: NodeJS.Timeout | undefined;
  #resetTime = Infinity;
  #cancelReset = () => {};
  phase = 'start';

  constructor(socket: Socket, site: Site, direction: 'in' | 'out') {
    this.#socket = socket;
    this.#site = site;
    this.#direction = direction;
    this.#input = new StreamInput(site.limits.unauthenticated);
    this.#listen(socket);
  }

  get isOver(): boolean {
    return this.#input.isOver;
  }

  async header(phase: keyof Timeouts = 'header'): Promise<Element> {
    const part = await this.#next(phase);
    if (part?.kind !== 'opened') throw new Hangup('no stream header came');
    return part.header;
  }

  /** undefined: the other side has closed the stream, or has been silent for too long after authentication. */
  async element(phase: keyof Timeouts): Promise<Element | undefined> {
    const part = await this.#next(phase);
    return part?.kind === 'element' ? part.element : undefined;
  }

  /** Opens our side of the stream. */
  open(attributes: Readonly<Record<string, string | undefined>>): void {
    this.#hasHeader = true;
    this.send(headerText(attributes));
  }

  send(text: string): void {
    if (this.isOver || this.#socket.destroyed) return;
    this.#socket.write(text);
    // What we send ourselves is activity too.
    if (this.phase === 'inactivity') this.#deadline?.refresh();
    if (this.#socket.writableLength > mostUnsent) this.fail(new Hangup('the peer does not read'));
  }

  /**
   * From here on TLS. What was read before is forgotten, and what came behind <starttls/> or <proceed/> is an attack: it
   * would count as encrypted.
   */
  async encrypt(handshake: (socket: Socket) => Promise<UnjudgedPeer>, agree = ''): Promise<UnjudgedPeer> {
    this.phase = 'handshake';
    const socket = this.#socket;
    if (!this.#input.isEmpty || socket.readableLength > 0)
      throw new Hangup('something came in the clear behind STARTTLS');
    socket.off('data', this.#read);
    if (agree !== '') socket.write(agree);
    const peer = await handshake(socket);
    this.#listen(peer.socket);
    this.restart();
    return peer;
  }

  /** A new stream on the same connection. */
  restart(isAuthenticated = false): void {
    const { authenticated, unauthenticated } = this.#site.limits;
    this.#input.restart(isAuthenticated ? authenticated : unauthenticated);
    this.#hasHeader = false;
  }

  /** The peer is known now, and may say more. */
  trust(): void {
    this.#input.limit(this.#site.limits.authenticated);
  }

  /**
   * Long-lived streams are closed when what was found out about the peer may no longer hold (RFC 6120 13.7.2.3). Of several
   * times the first.
   */
  resetAt(time = Infinity): void {
    if (time >= this.#resetTime || this.isOver) return;
    this.#resetTime = time;
    this.#cancelReset();
    const reset = () => this.fail(new StreamFault('reset', 'the certificate is to be judged anew'));
    this.#cancelReset = callAt(time, this.#site.now, reset);
  }

  /** Ends in good order: our </stream:stream>, then theirs. */
  async close(): Promise<void> {
    if (this.isOver) return;
    // In the middle of a handshake there is no stream to end.
    if (this.phase === 'handshake') return this.fail(new Hangup('the gateway has been closed'));
    this.send(this.#hasHeader ? footerText : '');
    this.#finish('closed', 'closed');
    await once(this.#socket, 'close').catch(() => undefined);
  }

  /** Ends because of what went wrong: with a stream error, or without a word. */
  fail(error: unknown): void {
    if (this.isOver) return;
    const ending = endingOf(error);
    if (ending instanceof Hangup) {
      this.#finish(ending, ending.message);
      this.#socket.destroy();
      return;
    }
    if (!this.#hasHeader) this.open({});
    this.send(errorText(ending.condition, ending.message));
    this.#finish(ending, `${ending.condition}: ${ending.message}`);
  }

  async #next(phase: keyof Timeouts): Promise<StreamPart | undefined> {
    this.phase = phase;
    this.#deadline = setTimeout(() => this.#expire(phase), this.#site.timeouts[phase]);
    if (!this.#input.hasParts) this.#socket.resume();
    try {
      return await this.#input.take();
    } finally {
      clearTimeout(this.#deadline);
      this.#deadline = undefined;
    }
  }

  #expire(phase: keyof Timeouts): void {
    if (phase === 'inactivity') return void this.close();
    this.fail(new StreamFault('connection-timeout', `waited too long for: ${phase}`));
  }

  #listen(socket: Socket): void {
    this.#socket = socket;
    socket.on('data', this.#read);
    socket.on('error', (error) => this.fail(new Hangup(error.message)));
    socket.on('close', () => this.fail(new Hangup('the connection was closed')));
    socket.pause();
  }

  readonly #read = (bytes: Uint8Array): void => {
    if (this.isOver) return;
    try {
      // What else comes waits until this has been dealt with.
      if (this.#input.read(bytes)) this.#socket.pause();
    } catch (error) {
      this.fail(error);
    }
  };

  #finish(end: Error | 'closed', why: string): void {
    this.#input.end(end);
    this.#cancelReset();
    // The other side gets a moment to read why, and to say goodbye; what else it says is thrown away.
    this.#socket.resume();
    if (this.#input.hasPeerClosed) this.#socket.end();
    const impatience = setTimeout(() => this.#socket.destroy(), this.#site.timeouts.closing);
    this.#socket.once('close', () => clearTimeout(impatience));
    this.#site.onEvent({ kind: 'closed', direction: this.#direction, phase: this.phase, why });
  }
}
