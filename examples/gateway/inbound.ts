import { randomUUID } from 'node:crypto';
import { policyTowards, type TlsState } from 'expcert';
import { PeerRefusedError, PeerTlsError, type AcceptOptions, type JudgedPeer, type StreamJudgement } from 'expcert/node';
import type { Connection } from './connection.ts';
import { answerVerification, Pairs, type Adopt } from './inbound-dialback.ts';
import { admitted, judge, refusedBeforeTls } from './judge.ts';
import { featuresText, xmlns, type Features } from './markup.ts';
import { canonical, domainOf, type Site } from './site.ts';
import { faultOf, StreamFault } from './stream-fault.ts';
import { textOf, type Element } from './xml.ts';

/** A header of the other side: its names as we compare them, the id we give the stream, and the header we answer with. */
interface Greeting {
  readonly local: string;
  readonly remote: string;
  readonly id: string;
  readonly answer: Readonly<Record<string, string | undefined>>;
}

/** How a stream stands once it is settled whether there is TLS. */
interface Beginning {
  readonly tls: JudgedPeer | Exclude<TlsState, 'up'>;
  /** The header that came over TLS; what was said before TLS is forgotten. Without TLS the first one holds. */
  readonly greeting: Greeting;
  /** What came instead of <starttls/>. */
  readonly next?: Element;
}

/**
 * Receives one stream, from its first octet to its end. The order of the steps is the README's. `adopt` is called for each pair
 * that our stanzas may take it for, too.
 */
export async function receiveStream(
  connection: Connection,
  site: Site,
  isDirectTls: boolean,
  adopt: Adopt,
): Promise<void> {
  try {
    const beginning = isDirectTls ? await directTls(connection, site) : await startTls(connection, site);
    if (beginning) await conduct(connection, site, beginning, adopt);
    await connection.close();
  } catch (error) {
    connection.fail(error);
  }
}

function directTls(connection: Connection, site: Site): Promise<Beginning> {
  const [first] = site.policy.localDomains;
  // Who sends no server name gets the first domain's certificate.
  const context = (serverName: string | undefined) => site.contexts.contextFor(serverName ?? first);
  return overTls(connection, site, context);
}

/** Over TLS nothing at all is sent until the peer has been judged, by the names it gives there. */
async function overTls(
  connection: Connection,
  site: Site,
  context: AcceptOptions['context'],
  agree?: string,
): Promise<Beginning> {
  const { guard, timeouts } = site;
  let greeting: Greeting | undefined;
  const options: AcceptOptions = {
    ...{ context, timeout: timeouts.handshake, headerTimeout: timeouts.header, id: connection.id },
    async readHeader(receive) {
      connection.phase = 'header';
      return (greeting = greetingOf(await connection.headerBefore(receive)));
    },
    farewell: (error) =>
      connection.farewell(
        error instanceof PeerRefusedError ? faultOf(error.judgement.decision) : slowOr(error),
        greeting?.answer,
      ),
  };
  const tls = await admitted(site, connection.encrypt((socket) => guard.accept(socket, options), agree));
  return { tls, greeting: greeting! };
}

const slowOr = (error: unknown): unknown =>
  error instanceof PeerTlsError && error.code === 'timeout'
    ? new StreamFault('connection-timeout', error.message)
    : error;

/** Everything before TLS. undefined: the peer has closed the stream. */
async function startTls(connection: Connection, site: Site): Promise<Beginning | undefined> {
  const greeting = greetingOf(await connection.header(), site.policy.stream.securityMode !== 'No TLS');
  const { securityMode } = policyTowards(site.policy, greeting.remote).stream;
  connection.open(greeting.answer);
  const { local, remote } = greeting;
  const names = { id: connection.id, direction: 'in', local, remote } as const;
  const refusal = refusedBeforeTls(site, names);
  if (refusal) throw faultOf(refusal);
  if (securityMode === 'No TLS') return { tls: 'not used', greeting };
  const isOptional = securityMode === 'TLS optional';
  connection.send(
    featuresText({ ...none, startTls: isOptional ? 'optional' : 'required', dialback: isOptional }),
  );
  const next = await connection.element('startTls');
  if (!next) return undefined;
  if (next.name !== 'starttls' || next.xmlns !== xmlns.tls)
    return { tls: 'not-offered', greeting, next };
  const context = site.contexts.contextFor(greeting.local);
  if (!context) throw new StreamFault('host-unknown', 'there is no certificate for this domain');
  try {
    return await overTls(connection, site, context, `<proceed xmlns='${xmlns.tls}'/>`);
  } catch (error) {
    if (error instanceof PeerTlsError && connection.phase === 'handshake') await judge(site, { ...names, tls: 'failed' });
    throw error;
  }
}

/** Everything after that. */
async function conduct(
  connection: Connection,
  site: Site,
  { tls, greeting, next }: Beginning,
  adopt: Adopt,
): Promise<void> {
  const { local, remote, id, answer } = greeting;
  const names = { local, remote };
  connection.expectProof();
  const judgement =
    typeof tls === 'string'
      ? await judge(site, { id: connection.id, direction: 'in', ...names, tls })
      : tls.judgement;
  if (judgement.decision.verdict === 'reject') throw faultOf(judgement.decision);
  if (typeof tls !== 'string') connection.open(answer);
  const external = judgement.decision.verdict === 'accept' && judgement;
  const dialback = site.secrets !== undefined;
  const bidi = typeof tls !== 'string';
  if (!next) connection.send(featuresText({ startTls: undefined, external: external !== false, dialback, bidi }));
  const pairs = new Pairs(connection, site, { ...names, id, tls }, adopt);
  for (let element = next; ; element = undefined) {
    element ??= await connection.element(pairs.isEmpty ? 'authentication' : 'inactivity');
    if (!element) return;
    if (element.xmlns === xmlns.dialback) await takeDialback(element, connection, site, pairs);
    else if (element.xmlns === xmlns.bidi && bidi) pairs.goBothWays();
    else if (element.xmlns === xmlns.sasl) await takeSasl(element, connection, external, pairs);
    else pairs.deliver(element);
  }
}

async function takeDialback(element: Element, connection: Connection, site: Site, pairs: Pairs): Promise<void> {
  const isQuestion = element.attributes['type'] === undefined;
  if (isQuestion && element.name === 'result') pairs.ask(element);
  else if (isQuestion && element.name === 'verify') connection.send(await answerVerification(element, site));
  // An answer on a stream that the other side has opened: nobody has asked (XEP-0220 3.1).
  else site.onEvent({ kind: 'unsolicited', what: `db:${element.name}` });
}

/** SASL EXTERNAL: the certificate has been judged already. */
async function takeSasl(
  element: Element,
  connection: Connection,
  judgement: StreamJudgement | false,
  pairs: Pairs,
): Promise<void> {
  if (!judgement || !isOwnName(element, judgement.pair.remote))
    return connection.send(`<failure xmlns='${xmlns.sasl}'><not-authorized/></failure>`);
  const names = judgement.pair;
  connection.send(`<success xmlns='${xmlns.sasl}'/>`);
  connection.restart(true);
  const { local, remote, answer } = greetingOf(await connection.header());
  connection.open(answer);
  if (remote !== names.remote || local !== names.local)
    throw new StreamFault('not-authorized', 'the names have changed after authentication');
  pairs.accept(judgement);
  connection.send(featuresText(none));
}

const none: Features = { startTls: undefined, external: false, dialback: false, bidi: false };

/** Before TLS a peer may leave open who it is. */
function greetingOf({ name, xmlns: uri, attributes: { from, to } }: Element, isBeforeTls = false): Greeting {
  if (name !== 'stream' || uri !== xmlns.stream) throw new StreamFault('invalid-namespace', 'this is no stream');
  if (!to || (!from && !isBeforeTls))
    throw new StreamFault('improper-addressing', 'a stream says from whom and to whom it is');
  const id = randomUUID();
  return { local: canonical(to), remote: canonical(from ?? ''), id, answer: { from: to, to: from, id } };
}

/** XEP-0178: the authorisation identity may be left out, and is the peer's own name where it is not. */
function isOwnName(auth: Element, remote: string): boolean {
  if (auth.name !== 'auth' || auth.attributes['mechanism'] !== 'EXTERNAL') return false;
  const text = textOf(auth).trim();
  if (text === '' || text === '=') return true;
  return domainOf(Buffer.from(text, 'base64').toString()) === remote;
}
