import { once, type EventEmitter } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Server } from 'node:tls';
import { onTestFinished } from 'vitest';

/** Two ends of a TCP connection over loopback; both are gone when the test is over. */
export interface SocketPair {
  /** The end that has been accepted. */
  readonly near: Socket;
  /** The end that has connected. */
  readonly far: Socket;
}

export async function socketPair(): Promise<SocketPair> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const far = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [[near]] = (await Promise.all([once(server, 'connection'), once(far, 'connect')])) as [
    [Socket],
    unknown,
  ];
  server.close();
  for (const socket of [near, far]) {
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
  }
  return { near, far };
}

/** A server on loopback that hands each connection to `serve`; returns its port. */
export async function serveOnLoopback(serve: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

/** Hands a connection to a TLS server, as those do who speak something else first; @types/node does not know of it. */
export const beginTls = (server: Server, socket: Socket): void =>
  void (server as EventEmitter).emit('connection', socket);
