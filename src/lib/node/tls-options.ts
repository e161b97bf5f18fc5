import { constants } from 'node:crypto';
import {
  createSecureContext,
  type ConnectionOptions,
  type SecureContext,
  type SecureContextOptions,
  type TLSSocketOptions,
} from 'node:tls';
import { toALabels } from '../index.ts';
import type { OwnCertificate } from './own-certificate.ts';

/** XEP-0368 section 3; with STARTTLS Prosody and ejabberd send it too. */
export const alpnProtocols = ['xmpp-server'];

export const tlsLimits: SecureContextOptions = {
  minVersion: 'TLSv1.2',
  // No resumption, whichever side asks for it, and no renegotiation: the chain that was judged stays the one presented.
  secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
};

/**
 * A context for acceptTls() and initiateTls(): TLS 1.2 at least, no resumption, no renegotiation, no list of CAs sent.
 * Making one takes milliseconds: keep it.
 *
 * @param own undefined: for outbound connections that present no certificate
 */
export function gatewayContext(own?: OwnCertificate): SecureContext {
  return createSecureContext({
    ...tlsLimits,
    ...(own && { cert: own.certificates, key: own.key }),
    // Nobody is trusted in the handshake, and nobody is told whom we would trust.
    ca: [],
  });
}

/** What to present to a server name of the handshake, of direct TLS, where it comes first; undefined refuses it. */
export type ContextChoice = (serverName: string | undefined) => SecureContext | undefined;

/**
 * For `new TLSSocket(socket, …)` on the receiving side: asks for a certificate and takes whatever comes, for verifyPeer()
 * to judge. acceptTls() uses them. OpenSSL verifies what comes all the same, on the event loop, and node:tls knows no way
 * to forbid it or to bound it: 80 KB of RSA keys with exponents of thousands of bits cost it 0.3 s.
 */
export function acceptOptions(context: SecureContext | ContextChoice): TLSSocketOptions {
  const options = {
    isServer: true,
    requestCert: true,
    rejectUnauthorized: false,
    ALPNProtocols: alpnProtocols,
  };
  if (typeof context !== 'function') return { ...options, secureContext: context };
  return {
    ...options,
    // Without a certificate, no handshake comes about.
    secureContext: context(undefined) ?? gatewayContext(),
    SNICallback(serverName, done) {
      const chosen = context(serverName);
      if (chosen) done(null, chosen);
      else done(new Error(`no certificate for server name ${serverName}`));
    },
  };
}

/** What node:tls takes and @types/node leaves out. */
export type GatewayConnectionOptions = ConnectionOptions & Pick<TLSSocketOptions, 'requestOCSP'>;

/**
 * For `tls.connect({ socket, … })` on the initiating side: takes whatever certificate comes, for verifyPeer() to judge.
 * initiateTls() uses them.
 *
 * @param domain whom we connect to: `to` of the stream header
 */
export function initiateOptions(domain: string, context: SecureContext): GatewayConnectionOptions {
  return {
    servername: serverName(domain),
    secureContext: context,
    rejectUnauthorized: false,
    requestOCSP: true,
    ALPNProtocols: alpnProtocols,
  };
}

/** As A-labels; TypeError for what is no domain. */
export function serverName(domain: string): string {
  const parsed = toALabels(domain);
  if ('name' in parsed) return parsed.name;
  throw new TypeError(`${JSON.stringify(domain)} ${parsed.text}`);
}
