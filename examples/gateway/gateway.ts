import { createServer, type Server, type Socket } from 'node:net';
import { routeTo } from 'expcert';
import { Connection } from './connection.ts';
import { receiveStream } from './inbound.ts';
import type { Pair } from './initiate.ts';
import { elementText } from './markup.ts';
import { openStream, type OutboundStream } from './outbound.ts';
import { domainOf, type Site } from './site.ts';
import { keyOf } from './stanza.ts';
import { Undeliverable } from './stream-fault.ts';
import type { Element } from './xml.ts';

export interface ListenOptions {
  readonly host: string;
  /** Default: 5269, with STARTTLS. */
  readonly port?: number;
  /** For `_xmpps-server`. Default: none. */
  readonly directTlsPort?: number;
}

export interface Gateway {
  /** Opens a stream to the stanza's domain where there is none; rejects with Undeliverable. */
  send(stanza: Element): Promise<void>;
  /** Streams that are open, or on their way. */
  readonly streams: { readonly inbound: number; readonly outbound: number };
  /** Takes no more connections, tells all streams, and ends them. */
  close(): Promise<void>;
}

export async function startGateway(
  site: Site,
  { host, port = 5269, directTlsPort }: ListenOptions,
): Promise<Gateway> {
  const inbound = new Set<Connection>();
  const outbound = new Map<string, OutboundStream>();
  /** Streams that the other side has opened, and offered for our stanzas. */
  const adopted = new Map<string, Connection>();
  let isClosed = false;
  const receive = (isDirectTls: boolean) => (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const place = site.places.take(address);
    if (!place) {
      socket.on('error', () => {}).destroy();
      site.onEvent({ kind: 'turned away', address });
      return;
    }
    socket.once('close', place.free);
    const connection = new Connection(socket, site, 'in', place.prove);
    inbound.add(connection);
    const own = new Set<string>();
    const adopt = (pair: Pair): void => {
      own.add(keyOf(pair));
      adopted.set(keyOf(pair), connection);
    };
    void receiveStream(connection, site, isDirectTls, adopt).finally(() => {
      inbound.delete(connection);
      for (const key of own) if (adopted.get(key) === connection) adopted.delete(key);
    });
  };
  const listeners = [await listen(receive(false), host, port)];
  if (directTlsPort !== undefined) listeners.push(await listen(receive(true), host, directTlsPort));

  function streamFor(pair: Pair): OutboundStream {
    const key = keyOf(pair);
    const known = outbound.get(key);
    if (known) return known;
    const stream = openStream(site, pair);
    outbound.set(key, stream);
    void stream.ended.then(() => outbound.delete(key));
    return stream;
  }

  /** Where the administrator has said where a domain is, nothing goes another way. */
  function adoptedFor(pair: Pair): Connection | undefined {
    const isRouted = routeTo(pair.remote, site.policy.privacy).by === 'static routes';
    const connection = isRouted ? undefined : adopted.get(keyOf(pair));
    return connection?.isOver ? undefined : connection;
  }

  return {
    async send(stanza) {
      const { from = '', to = '' } = stanza.attributes;
      const pair = { local: domainOf(from), remote: domainOf(to) };
      const { local } = pair;
      if (isClosed) throw new Undeliverable('service-unavailable', 'the gateway is being stopped');
      if (!site.policy.localDomains.has(local)) throw new Undeliverable('not-allowed', `${local} is not ours`);
      const way = outbound.has(keyOf(pair)) ? undefined : adoptedFor(pair);
      if (way) way.send(elementText(stanza));
      else await streamFor(pair).send(stanza);
    },
    get streams() {
      return { inbound: inbound.size, outbound: outbound.size };
    },
    async close() {
      const stopped = listeners.map((listener) => new Promise((resolve) => listener.close(resolve)));
      isClosed = true;
      await Promise.all([...site.connections].map((connection) => connection.shutDown()));
      await Promise.all(stopped);
    },
  };
}

async function listen(receive: (socket: Socket) => void, host: string, port: number): Promise<Server> {
  const server = createServer(receive);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}
