import { constants } from 'node:crypto';
import {
  createSecureContext,
  type ConnectionOptions,
  type SecureContext,
  type TLSSocketOptions,
} from 'node:tls';
import type { FederationPolicy, PeerTrust } from '../index.ts';

/** XEP-0368 section 3; harmless with STARTTLS, and what Prosody and ejabberd send. */
const alpnProtocols = ['xmpp-server'];

/** No resumption, whichever side asks for it, and no renegotiation: a chain that was judged stays the one presented. */
const secureOptions = constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION;

/** A certificate with its key, as node:tls takes them. */
export interface OwnCertificate {
  /** PEM: the certificate, then the CA certificates above it, without the root. */
  readonly certificates: string;
  /** PEM, not encrypted. */
  readonly key: string;
}

/**
 * A context for acceptTls() and initiateTls(): TLS 1.2 at least, no resumption, no renegotiation, no list of CAs sent.
 * Making one takes milliseconds: keep it.
 *
 * @param own undefined: for outbound connections that present no certificate
 */
export function gatewayContext(own?: OwnCertificate): SecureContext {
  return createSecureContext({
    ...(own && { cert: own.certificates, key: own.key }),
    // Nobody is trusted in the handshake, and nobody is told whom we would trust.
    ca: [],
    minVersion: 'TLSv1.2',
    secureOptions,
  });
}

/** The context to present for the server name of the handshake; undefined refuses. Of direct TLS, where it comes first. */
export type ContextChoice = (serverName: string | undefined) => SecureContext | undefined;

/**
 * For `new TLSSocket(socket, …)` on the receiving side: asks for a certificate and takes whatever comes, for verifyPeer()
 * to judge. acceptTls() uses them.
 */
export function acceptOptions(context: SecureContext | ContextChoice): TLSSocketOptions {
  throw new Error('not yet');
}

/**
 * For `tls.connect({ socket, … })` on the initiating side: takes whatever certificate comes, for verifyPeer() to judge.
 * initiateTls() uses them.
 *
 * @param domain whom we connect to: `to` of the stream header
 */
export function initiateOptions(domain: string, context: SecureContext): ConnectionOptions {
  throw new Error('not yet');
}

export interface ConnectQuestion {
  /** The domain that the certificate must be for, as a DNS name: OpenSSL holds no other kind against name constraints. */
  readonly domain: string;
  readonly trust: PeerTrust;
  readonly own?: OwnCertificate;
}

/**
 * For `tls.connect(…)` of plain clients, which ask nobody afterwards: OpenSSL must find the chain good with the trusted
 * CAs given, and then our own name rules must, too. Stricter than verifyPeer(), never less strict.
 */
export function connectOptions(policy: FederationPolicy, question: ConnectQuestion): ConnectionOptions {
  throw new Error('not yet');
}
