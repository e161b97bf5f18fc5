import { createServer, type Server, type Socket } from 'node:net';
import { Connection } from './connection.ts';
import { receiveStream } from './inbound.ts';
import { openStream, type OutboundStream } from './outbound.ts';
import { domainOf, type Site } from './site.ts';
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
    void receiveStream(connection, site, isDirectTls).finally(() => inbound.delete(connection));
  };
  const listeners = [await listen(receive(false), host, port)];
  if (directTlsPort !== undefined) listeners.push(await listen(receive(true), host, directTlsPort));

  function streamFor(local: string, remote: string): OutboundStream {
    const pair = `${local} ${remote}`;
    const known = outbound.get(pair);
    if (known) return known;
    const stream = openStream(site, { local, remote });
    outbound.set(pair, stream);
    void stream.ended.then(() => outbound.delete(pair));
    return stream;
  }

  return {
    async send(stanza) {
      const { from = '', to = '' } = stanza.attributes;
      const local = domainOf(from);
      if (isClosed) throw new Undeliverable('service-unavailable', 'the gateway is being stopped');
      if (!site.policy.localDomains.has(local)) throw new Undeliverable('not-allowed', `${local} is not ours`);
      await streamFor(local, domainOf(to)).send(stanza);
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
