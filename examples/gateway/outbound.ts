import type { StreamJudgement } from 'expcert/node';
import type { Connection } from './connection.ts';
import { asUndeliverable, greet, initiate, peerError, type InitiatedStream, type Pair } from './initiate.ts';
import { judge } from './judge.ts';
import { dialbackText, elementText, xmlns } from './markup.ts';
import { canonical, type Site } from './site.ts';
import { keyOf, notAuthenticated, pairOf } from './stanza.ts';
import { Undeliverable } from './stream-fault.ts';
import { childOf, textOf, type Element } from './xml.ts';

/** A stream for the stanzas of one pair of domains; it is opened at once, and ends by itself. */
export interface OutboundStream {
  /** Resolves as soon as the stanza is on its way; rejects with Undeliverable. */
  send(stanza: Element): Promise<void>;
  close(): Promise<void>;
  /** Resolves when the stream has ended, whatever its end. */
  readonly ended: Promise<void>;
}

export function openStream(site: Site, pair: Pair): OutboundStream {
  const ready = establish(site, pair);
  const ended = ready.then((opened) => listen(opened, site, pair)).catch(() => undefined);
  return {
    async send(stanza) {
      const { connection } = await ready;
      if (connection.isOver) throw new Undeliverable('remote-connection-failed', 'the stream has ended');
      connection.send(elementText(stanza));
    },
    close: () => ready.then(({ connection }) => connection.close()).catch(() => undefined),
    ended,
  };
}

/** A stream whose own pair is accepted. */
interface Opened {
  readonly connection: Connection;
  /** Stanzas of the pair come on it, too. */
  readonly goesBothWays: boolean;
}

async function establish(site: Site, pair: Pair): Promise<Opened> {
  const stream = await initiate(site, pair);
  const { connection } = stream;
  try {
    const goesBothWays = askForBothWays(stream);
    const judgement =
      (await authenticateByCertificate(stream, pair)) ?? (await authenticateByDialback(stream, site, pair));
    connection.trust(judgement);
    site.onEvent({ kind: 'opened', id: connection.id, direction: 'out', ...pair });
    return { connection, goesBothWays };
  } catch (error) {
    if (error instanceof Undeliverable) void connection.close();
    else connection.fail(error);
    throw asUndeliverable(error);
  }
}

/**
 * XEP-0288, where it is offered: asked for before we say who we are. What comes back on the stream comes from the other
 * server, so its certificate must have been verified; that DNS has led us to it, which is enough for dialback, is not.
 */
function askForBothWays({ connection, tls, judgement, features }: InitiatedStream): boolean {
  const isVerified = typeof tls !== 'string' && judgement.report?.state === 'ok';
  const isOffered = features.children.some((each) => typeof each !== 'string' && each.xmlns === xmlns.bidiFeature);
  if (isVerified && isOffered) connection.send(`<bidi xmlns='${xmlns.bidi}'/>`);
  return isVerified && isOffered;
}

/** SASL EXTERNAL, where the policy has it and the other side offers it. undefined: dialback is still to be tried. */
async function authenticateByCertificate(
  { connection, judgement, features }: InitiatedStream,
  pair: Pair,
): Promise<StreamJudgement | undefined> {
  const mechanisms = childOf(features, 'mechanisms')?.children ?? [];
  const isOffered = mechanisms.some((each) => typeof each !== 'string' && textOf(each) === 'EXTERNAL');
  if (judgement.decision.verdict !== 'accept' || !isOffered) return undefined;
  const identity = Buffer.from(pair.local).toString('base64');
  connection.send(`<auth xmlns='${xmlns.sasl}' mechanism='EXTERNAL'>${identity}</auth>`);
  const answer = await connection.element('authentication');
  if (answer?.xmlns !== xmlns.sasl || answer.name !== 'success') return refusedBy(answer);
  connection.restart(true);
  await greet(connection, pair);
  return judgement;
}

/** After <failure/> the stream is still there, for dialback. */
function refusedBy(answer: Element | undefined): undefined {
  if (answer?.name === 'failure') return undefined;
  throw answer ? peerError(answer) : new Undeliverable('remote-connection-failed', 'the stream was closed');
}

/** The originating server's part of dialback (XEP-0220 2.1). */
async function authenticateByDialback(
  { connection, id, tls }: InitiatedStream,
  site: Site,
  pair: Pair,
): Promise<StreamJudgement> {
  if (site.secrets === undefined) throw new Undeliverable('remote-server-not-found', 'there is no dialback secret');
  const { local, remote } = pair;
  const key = await site.secrets.key({ receiving: remote, originating: local, streamId: id });
  connection.send(dialbackText('result', { from: local, to: remote }, key));
  for (;;) {
    const answer = await connection.element('authentication');
    if (!answer) throw new Undeliverable('remote-connection-failed', 'the stream was closed');
    if (answer.name === 'error' && answer.xmlns === xmlns.stream) throw peerError(answer);
    const { from = '', to = '', type } = answer.attributes;
    const isOurs = answer.xmlns === xmlns.dialback && answer.name === 'result' && type !== undefined;
    if (!isOurs || canonical(from) !== remote || canonical(to) !== local) {
      site.onEvent({ kind: 'unsolicited', what: answer.name });
      continue;
    }
    const dialback = type === 'valid' || type === 'invalid' ? type : 'error';
    const judgement = await judge(site, { id: connection.id, direction: 'out', ...pair, tls, dialback });
    if (judgement.decision.verdict === 'accept' && dialback === 'valid') return judgement;
    throw new Undeliverable('remote-server-not-found', `dialback: ${type}`);
  }
}

/** Unless the stream goes both ways, what comes on it is its end, or nothing that we have asked for. */
async function listen({ connection, goesBothWays }: Opened, site: Site, pair: Pair): Promise<void> {
  try {
    for (;;) {
      const element = await connection.element('inactivity');
      if (!element) break;
      if (element.name === 'error' && element.xmlns === xmlns.stream) break;
      if (!goesBothWays || element.xmlns !== xmlns.server) {
        site.onEvent({ kind: 'unsolicited', what: element.name });
        continue;
      }
      if (keyOf(pairOf(element)) !== keyOf(pair)) throw notAuthenticated();
      site.deliver(element);
    }
    await connection.close();
  } catch (error) {
    connection.fail(error);
  }
}
