import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { JudgedPeer, Receive, StreamJudgement, StreamWatch } from 'expcert/node';
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
  /** One for all until the other side has proven who it is, however often it says something meanwhile. */
  #proof: NodeJS.Timeout | undefined;
  readonly #onProven: () => void;
  readonly #watches: StreamWatch[] = [];
  /** From <proceed/> until the guard hands out the TLS socket, nobody here may write. */
  #isShaking = false;
  phase = 'start';
  /** Joins what is told of it. */
  readonly id = randomUUID();

  constructor(socket: Socket, site: Site, direction: 'in' | 'out', onProven = () => {}) {
    this.#socket = socket;
    this.#site = site;
    this.#direction = direction;
    this.#onProven = onProven;
    this.#input = new StreamInput(site.limits.unauthenticated);
    this.#listen(socket);
    site.connections.add(this);
    socket.once('close', () => site.connections.delete(this));
  }

  get isOver(): boolean {
    return this.#input.isOver;
  }

  async header(phase: keyof Timeouts = 'header'): Promise<Element> {
    return headerIn(await this.#next(phase));
  }

  /** The one that comes over TLS, before there is a verdict. */
  async headerBefore(receive: Receive): Promise<Element> {
    this.expectProof();
    while (!this.#input.hasParts) {
      const bytes = await receive();
      if (!bytes) throw new Hangup('the connection was closed');
      this.#input.read(bytes);
    }
    return headerIn(await this.#input.take());
  }

  /** What is said over TLS to one who is refused. */
  farewell(error: unknown, attributes: Readonly<Record<string, string | undefined>> = {}): string | undefined {
    const ending = endingOf(error);
    return ending instanceof Hangup ? undefined : headerText(attributes) + errorText(ending.condition, ending.message);
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
  async encrypt(handshake: (socket: Socket) => Promise<JudgedPeer>, agree = ''): Promise<JudgedPeer> {
    this.phase = 'handshake';
    const socket = this.#socket;
    if (!this.#input.isEmpty || socket.readableLength > 0)
      throw new Hangup('something came in the clear behind STARTTLS');
    socket.off('data', this.#read);
    if (agree !== '') socket.write(agree);
    this.restart();
    this.#isShaking = true;
    const peer = await handshake(socket);
    this.#isShaking = false;
    this.#listen(peer.socket);
    this.expectProof();
    return peer;
  }

  /** A new stream on the same connection. */
  restart(isAuthenticated = false): void {
    const { authenticated, unauthenticated } = this.#site.limits;
    this.#input.restart(isAuthenticated ? authenticated : unauthenticated);
    this.#hasHeader = false;
  }

  /** It is settled whether there is TLS: from here on runs the time to prove a first identity. */
  expectProof(): void {
    this.#proof ??= setTimeout(() => this.#expire('authentication'), this.#site.timeouts.authentication);
  }

  /** The peer is known now, and may say more, for as long as what was found out about it holds (RFC 6120 13.7.2.3). */
  trust(judgement: StreamJudgement): void {
    if (this.isOver) return;
    clearTimeout(this.#proof);
    this.#onProven();
    this.#input.limit(this.#site.limits.authenticated);
    const end = (ending: { readonly condition: string; readonly text: string }) =>
      this.fail(new StreamFault(ending.condition, ending.text));
    this.#watches.push(this.#site.guard.watch(judgement, end));
  }

  /** Ends in good order: our </stream:stream>, then theirs. */
  async close(): Promise<void> {
    if (this.isOver) return;
    this.send(this.#hasHeader ? footerText : '');
    this.#finish('closed', 'closed');
    await this.#closed();
  }

  /** Ends because the gateway does. */
  async shutDown(): Promise<void> {
    this.fail(new StreamFault('system-shutdown', 'the gateway is being stopped'));
    await this.#closed();
  }

  async #closed(): Promise<void> {
    if (!this.#socket.closed) await once(this.#socket, 'close').catch(() => undefined);
  }

  /** Ends because of what went wrong: with a stream error, or without a word. */
  fail(error: unknown): void {
    if (this.isOver) return;
    const ending = endingOf(error);
    const why = ending instanceof Hangup ? ending.message : `${ending.condition}: ${ending.message}`;
    // In the middle of a handshake there is no stream to end.
    if (ending instanceof Hangup || this.#isShaking) {
      this.#finish(ending, why);
      this.#socket.destroy();
      return;
    }
    if (!this.#hasHeader) this.open({});
    this.send(errorText(ending.condition, ending.message));
    this.#finish(ending, why);
  }

  async #next(phase: keyof Timeouts): Promise<StreamPart | undefined> {
    this.phase = phase;
    if (phase !== 'authentication')
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
    clearTimeout(this.#proof);
    for (const watch of this.#watches) watch.stop();
    // The other side gets a moment to read why, and to say goodbye; what else it says is thrown away.
    this.#socket.resume();
    if (this.#input.hasPeerClosed) this.#socket.end();
    const impatience = setTimeout(() => this.#socket.destroy(), this.#site.timeouts.closing);
    this.#socket.once('close', () => clearTimeout(impatience));
    const { id, phase } = this;
    this.#site.onEvent({ kind: 'closed', id, direction: this.#direction, phase, why });
  }
}

function headerIn(part: StreamPart | undefined): Element {
  if (part?.kind !== 'opened') throw new Hangup('no stream header came');
  return part.header;
}
