import { AttemptRefusedError, type DialbackError, type DialbackState } from 'expcert';
import type { StreamJudgement, StreamPair } from 'expcert/node';
import type { Connection } from './connection.ts';
import { judge } from './judge.ts';
import type { Pair } from './initiate.ts';
import { dialbackErrorText, dialbackText } from './markup.ts';
import { askAuthoritative } from './outbound-dialback.ts';
import { canonical, type Site } from './site.ts';
import { keyOf, notAuthenticated, pairOf } from './stanza.ts';
import { StreamFault, Undeliverable } from './stream-fault.ts';
import { textOf, type Element } from './xml.ts';

/** Questions of one stream that may be under way at once. */
const mostQuestions = 10;

interface StreamFacts extends Pick<StreamPair, 'local' | 'remote' | 'tls'> {
  /** Of the stream, which keys are made with. */
  readonly id: string;
}

/** Told of a pair whose stanzas may go both ways on a stream that the other side has opened. */
export type Adopt = (pair: Pair, connection: Connection) => void;

/** The pairs of domains that may use an inbound stream, and the receiving server's part of dialback. */
export class Pairs {
  readonly #connection: Connection;
  readonly #site: Site;
  readonly #stream: StreamFacts;
  readonly #adopt: Adopt;
  #goesBothWays = false;
  readonly #accepted = new Set<string>();
  readonly #asked = new Set<string>();

  constructor(connection: Connection, site: Site, stream: StreamFacts, adopt: Adopt) {
    this.#connection = connection;
    this.#site = site;
    this.#stream = stream;
    this.#adopt = adopt;
  }

  get isEmpty(): boolean {
    return this.#accepted.size === 0;
  }

  /** XEP-0288: asked for before the first pair is accepted, for all that will be. */
  goBothWays(): void {
    if (this.isEmpty) this.#goesBothWays = true;
    else this.#site.onEvent({ kind: 'unsolicited', what: 'bidi' });
  }

  accept(judgement: StreamJudgement): void {
    const { local, remote } = judgement.pair;
    this.#accepted.add(keyOf({ local, remote }));
    this.#connection.trust(judgement);
    this.#site.onEvent({ kind: 'opened', id: this.#connection.id, direction: 'in', local, remote });
    if (this.#goesBothWays) this.#adopt({ local, remote }, this.#connection);
  }

  /** `<db:result>` asks to be believed. The answer takes a while, and other pairs need not wait for it. */
  ask(request: Element): void {
    const { from = '', to = '' } = request.attributes;
    const pair = keyOf({ local: canonical(to), remote: canonical(from) });
    // Whoever asks twice gets one answer.
    if (this.#asked.has(pair)) return;
    if (this.#asked.size >= mostQuestions) throw new StreamFault('resource-constraint', 'too many questions');
    this.#asked.add(pair);
    this.#find(from, to, textOf(request).trim())
      .catch((error: unknown) => this.#connection.fail(error))
      .finally(() => this.#asked.delete(pair));
  }

  async #find(from: string, to: string, key: string): Promise<void> {
    const { id, tls, ...first } = this.#stream;
    const [local, remote] = [canonical(to), canonical(from)];
    const isFurtherPair = local !== first.local || remote !== first.remote;
    const pair: StreamPair = { id: this.#connection.id, direction: 'in', local, remote, tls, isFurtherPair };
    let judgement = await judge(this.#site, pair);
    if (judgement.decision.verdict === 'do dialback') {
      const answer = await this.#consult({ local, remote, id, key });
      judgement = await judge(this.#site, { ...pair, ...answer });
    }
    const { verdict, wire } = judgement.decision;
    const answer = (type: string, content = '') =>
      this.#connection.send(dialbackText('result', { from: to, to: from, type }, content));
    if (verdict === 'accept') {
      this.accept(judgement);
      answer('valid');
    } else if (wire.kind === 'db:result' && wire.type === 'error') {
      answer('error', dialbackErrorText(wire.condition));
    } else if (wire.kind === 'stream error') {
      throw new StreamFault(wire.condition, wire.text);
    } else {
      answer('invalid');
      if (this.isEmpty) await this.#connection.close();
    }
  }

  async #consult(
    question: Parameters<typeof askAuthoritative>[1],
  ): Promise<{ dialback: DialbackState; dialbackError?: DialbackError }> {
    try {
      const ask = () => askAuthoritative(this.#site, question);
      return { dialback: (await this.#site.questions.run(question.remote, ask)) ? 'valid' : 'invalid' };
    } catch (error) {
      if (error instanceof AttemptRefusedError) return { dialback: 'error' };
      if (!(error instanceof Undeliverable)) throw error;
      return { dialback: 'error', dialbackError: dialbackErrorOf(error.condition) };
    }
  }

  /** Stanzas of accepted pairs alone. */
  deliver(stanza: Element): void {
    const pair = pairOf(stanza);
    if (this.isEmpty) throw new StreamFault('not-authorized', 'authentication comes first');
    if (!this.#accepted.has(keyOf(pair))) throw notAuthenticated();
    this.#site.deliver(stanza);
  }
}

const dialbackErrors: readonly string[] = ['remote-connection-failed', 'remote-server-not-found'];

const dialbackErrorOf = (condition: string): DialbackError =>
  dialbackErrors.includes(condition) ? (condition as DialbackError) : 'remote-server-timeout';

/** The authoritative server's part: is this key one of ours? */
export async function answerVerification(question: Element, { secrets, policy, now }: Site): Promise<string> {
  const { from = '', to = '', id = '' } = question.attributes;
  const originating = canonical(to);
  const answer = { from: to, to: from, id };
  if (secrets === undefined || !policy.localDomains.has(originating))
    return dialbackText('verify', { ...answer, type: 'error' }, dialbackErrorText('item-not-found'));
  const stream = { receiving: canonical(from), originating, streamId: id };
  const isOurs = await secrets.isKey(textOf(question).trim(), stream, new Date(now()));
  return dialbackText('verify', { ...answer, type: isOurs ? 'valid' : 'invalid' });
}
