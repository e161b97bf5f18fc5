import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { requireObject } from '../public/argument.ts';
import { chainLimits } from '../remote-server/chain.ts';
import { PeerTlsError } from './peer-tls-error.ts';

const captured = new WeakMap<TLSSocket, readonly Uint8Array[]>();

/**
 * The certificates that the other side sent in the handshake: DER, as sent, its own first. Empty: it sent none.
 * It is what verifyPeer() takes.
 *
 * Node takes the chain off the connection when it is first read, so ask straight after the handshake, before anything
 * else looks at the peer's certificate; asked again, this function gives the same answer. Of a chain that is longer
 * than any path it reads just enough for verifyPeer() to see that.
 *
 * @throws PeerTlsError where there is no fresh chain: `session-resumed`, `handshake-unfinished`, `closed`.
 */
export function captureChain(socket: TLSSocket): readonly Uint8Array[] {
  requireObject('socket', socket, 'a TLSSocket', 'destroyed', 'getPeerFinished');
  const known = captured.get(socket);
  if (known) return known;
  requireFreshHandshake(socket);
  const chain = readOnce(socket.getPeerX509Certificate());
  captured.set(socket, chain);
  return chain;
}

/** Of a closed or unfinished connection Node says the same as of a peer without certificate. */
function requireFreshHandshake(socket: TLSSocket): void {
  if (socket.destroyed) throw new PeerTlsError('closed', 'the connection is closed');
  if (!socket.getPeerFinished()) throw new PeerTlsError('handshake-unfinished', 'the handshake is not done');
  if (socket.isSessionReused()) {
    throw new PeerTlsError('session-resumed', 'the session was resumed: no certificate was presented in it');
  }
}

/** `issuerCertificate` of a peer's certificate is not its issuer but the next one as sent. */
function readOnce(first: X509Certificate | undefined): readonly Uint8Array[] {
  const chain: Uint8Array[] = [];
  const seen = new Set<X509Certificate>();
  let bytes = 0;
  for (let next = first; next && !seen.has(next); next = next.issuerCertificate) {
    seen.add(next);
    chain.push(next.raw);
    bytes += next.raw.length;
    if (chain.length > chainLimits.certificates || bytes > chainLimits.bytes) break;
  }
  return chain;
}
