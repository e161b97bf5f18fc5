import { constants } from 'node:crypto';
import {
  createSecureContext,
  type ConnectionOptions,
  type SecureContext,
  type SecureContextOptions,
  type TLSSocketOptions,
} from 'node:tls';
import { oneOf, settingsWith } from '../public/settings.ts';
import { toALabels } from '../index.ts';
import { anOwnCertificate, requireContext } from './arguments.ts';
import type { OwnCertificate } from './own-certificate.ts';

/** XEP-0368 section 3; with STARTTLS Prosody and ejabberd send it too. */
export const alpnProtocols = ['xmpp-server'];

/** Versions and ciphers of TLS. */
export interface TlsSettings {
  /** Default: TLSv1.2. */
  readonly minVersion?: 'TLSv1.2' | 'TLSv1.3';
  /**
   * `forward secret`: authenticated encryption (AEAD) with a key exchange of which nobody can read later (RFC 9325 section
   * 4.2). `all of OpenSSL`: its default list, for partners with nothing better. Default: forward secret.
   */
  readonly ciphers?: 'forward secret' | 'all of OpenSSL';
}

export const tlsChecks = settingsWith<TlsSettings>({
  minVersion: oneOf('TLSv1.2', 'TLSv1.3'),
  ciphers: oneOf('forward secret', 'all of OpenSSL'),
});

const forwardSecret = [
  ...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'],
  ...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
  ...['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
  ...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
].join(':');

export const tlsLimits = ({
  minVersion = 'TLSv1.2',
  ciphers = 'forward secret',
}: TlsSettings = {}): SecureContextOptions => ({
  minVersion,
  ...(ciphers === 'forward secret' && { ciphers: forwardSecret }),
  // No resumption, whichever side asks for it, and no renegotiation: the chain that was judged stays the one presented.
  secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
});

/**
 * A context for acceptTls() and initiateTls(): by default TLS 1.2 at least with forward secrecy and AEAD, no resumption, no
 * renegotiation, no list of CAs sent. Making one takes milliseconds: keep it. node:tls cannot staple an OCSP response to a
 * connection that was taken over from a listener: certificates that promise one (must-staple) are of no use here.
 *
 * @param own undefined: for outbound connections that present no certificate
 * @throws TypeError for settings that make no sense
 * @see RFC 9325 section 4.2
 */
export function gatewayContext(own?: OwnCertificate, settings?: TlsSettings): SecureContext {
  if (own !== undefined) anOwnCertificate('own', own);
  if (settings !== undefined) tlsChecks('settings', settings);
  return createSecureContext({
    ...tlsLimits(settings),
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
  if (typeof context !== 'function') requireContext('context', context);
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
  const servername = serverName(domain);
  requireContext('context', context);
  return {
    servername,
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
