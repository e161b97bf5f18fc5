import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, TLSSocket, type ConnectionOptions } from 'node:tls';
import { onTestFinished } from 'vitest';
import { headerText } from '../../../examples/gateway/markup.ts';
import type { Identity } from './authority.ts';
import { until } from './until.ts';

/** The other end of a connection, which says what the test makes it say. */
export interface ScriptedPeer {
  readonly socket: Socket;
  /** Everything that has come since the start, or since TLS. */
  readonly received: string;
  readonly isClosed: boolean;
  send(text: string | Uint8Array): void;
  /** Waits until this has come, and gives everything up to there. */
  expect(text: string): Promise<string>;
  /** Waits until the other side has closed, and gives everything that came. */
  closed(): Promise<string>;
  /** Opens a stream. */
  open(from: string | undefined, to: string | undefined): void;
  /** TLS as a client, on this connection. */
  secure(identity: Identity | undefined, options?: ConnectionOptions): Promise<void>;
  /** TLS as a server. */
  secureAsServer(identity: Identity): Promise<void>;
}

export async function connectPeer(host: string, port = 5269): Promise<ScriptedPeer> {
  const socket = connect(port, host);
  await once(socket, 'connect');
  return scriptedPeer(socket);
}

/** A server for the length of a test that hands every connection to a script. A script's error ends its connection alone. */
export async function listenAsPeer(
  host: string,
  script: (peer: ScriptedPeer) => Promise<void> | void,
  port = 5269,
): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    void (async () => script(scriptedPeer(socket)))().catch(() => socket.destroy());
  });
  server.listen(port, host);
  await once(server, 'listening');
  onTestFinished(async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  });
}

export function scriptedPeer(first: Socket): ScriptedPeer {
  let socket = first;
  let received = '';
  let isClosed = false;
  const read = (data: Buffer) => void (received += data.toString('latin1'));
  const attach = (next: Socket) => {
    socket = next;
    received = '';
    next.on('data', read);
    next.on('close', () => (isClosed = true));
    next.on('error', () => {});
  };
  attach(first);
  const upgrade = async (next: TLSSocket, event: string) => {
    attach(next);
    await once(next, event);
  };
  return {
    get socket() {
      return socket;
    },
    get received() {
      return received;
    },
    get isClosed() {
      return isClosed;
    },
    send: (text) => void socket.write(text),
    async expect(text) {
      await until(
        `"${text}"`,
        () => {
          if (received.includes(text)) return true;
          if (isClosed) throw new Error(`closed without "${text}", but with ${received}`);
          return undefined;
        },
        received,
      );
      return received;
    },
    async closed() {
      await until('end of the connection', () => isClosed || undefined, received);
      return received;
    },
    open: (from, to) => void socket.write(headerText({ from, to })),
    async secure(identity, options = {}) {
      socket.off('data', read);
      const own = identity && { cert: identity.chain, key: identity.key };
      const tls = connectTls({
        socket,
        rejectUnauthorized: false,
        ALPNProtocols: ['xmpp-server'],
        ...own,
        ...options,
      });
      await upgrade(tls, 'secureConnect');
    },
    async secureAsServer({ chain, key }) {
      socket.off('data', read);
      const secureContext = createSecureContext({ cert: chain, key });
      await upgrade(
        new TLSSocket(socket, {
          isServer: true,
          requestCert: true,
          rejectUnauthorized: false,
          secureContext,
        }),
        'secure',
      );
    },
  };
}

const startTls = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";

/** A stream up to the header after TLS; before it another name can be pretended. */
export async function secureStream(
  host: string,
  names: { readonly from: string | undefined; readonly to: string; readonly pretended?: string | undefined },
  identity: Identity | undefined,
  options: ConnectionOptions = {},
): Promise<ScriptedPeer> {
  const peer = await connectPeer(host);
  peer.open('pretended' in names ? names.pretended : names.from, names.to);
  await peer.expect('</stream:features>');
  peer.send(startTls);
  await peer.expect('<proceed');
  await peer.secure(identity, options);
  peer.open(names.from, names.to);
  return peer;
}

/** The receiving server's side of a stream up to the features after TLS; gives what the other side has said in its header. */
export async function acceptStream(
  peer: ScriptedPeer,
  identity: Identity,
  id = 'peer-stream',
  features = `<dialback xmlns='urn:xmpp:features:dialback'/>`,
): Promise<void> {
  await peer.expect('>');
  await greetAs(peer, id, `<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>`);
  await peer.expect('<starttls');
  peer.send("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
  await peer.secureAsServer(identity);
  await greetAs(peer, id, features);
}

export async function greetAs(peer: ScriptedPeer, id: string, features: string): Promise<void> {
  const header = await peer.expect("version='1.0'>");
  const [, from, to] = /from='([^']*)' to='([^']*)'/.exec(header)!;
  peer.send(headerText({ from: to, to: from, id }));
  peer.send(`<stream:features>${features}</stream:features>`);
}
