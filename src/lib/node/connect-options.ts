import type { ConnectionOptions, PeerCertificate } from 'node:tls';
import { matchIdentity, readCertificate, writePem, type FederationPolicy, type PeerTrust } from '../index.ts';
import type { OwnCertificate } from './own-certificate.ts';
import { alpnProtocols, serverName, tlsLimits } from './tls-options.ts';

export interface ConnectQuestion {
  /** The domain that the certificate must be for, as a DNS name: OpenSSL holds no other kind against name constraints. */
  readonly domain: string;
  readonly trust: PeerTrust;
  readonly own?: OwnCertificate;
}

/**
 * For `tls.connect(…)` of plain clients, which ask nobody afterwards: OpenSSL must find the chain good with the trusted
 * CAs given, and then our own name rules must, too. Stricter than verifyPeer(), never less strict: only certificates for
 * serverAuth with a DNS name, and where revocation is checked, a current list of every CA.
 *
 * Add host and port, and no session.
 *
 * @throws TypeError where the policy asks for revocation lists and there are none
 */
export function connectOptions(
  policy: FederationPolicy,
  { domain, trust, own }: ConnectQuestion,
): ConnectionOptions {
  const name = serverName(domain);
  const crls = revocationLists(policy, trust);
  return {
    ...tlsLimits,
    servername: name,
    ALPNProtocols: alpnProtocols,
    rejectUnauthorized: true,
    ca: trust.anchors.map(({ der }) => writePem('CERTIFICATE', der)),
    ...(crls.length > 0 && { crl: [...crls] }),
    ...(own && { cert: own.certificates, key: own.key }),
    // The host's name that node:tls hands over is not looked at: it may come from DNS.
    checkServerIdentity: (_, certificate) => identityError(certificate, name),
  };
}

function revocationLists(
  { certificates: { revocationCheck } }: FederationPolicy,
  { crls }: PeerTrust,
): readonly string[] {
  if (revocationCheck === 'off') return [];
  if (revocationCheck === 'always' && crls.length === 0)
    throw new TypeError('the policy has every certificate looked up, and no revocation list is loaded');
  return crls.map(({ der }) => writePem('X509 CRL', der));
}

/** At once: node:tls takes a promise for an error. */
function identityError({ raw }: PeerCertificate, name: string): Error | undefined {
  try {
    const isNamed = matchIdentity(readCertificate(raw), { kind: 'dns', name });
    return isNamed ? undefined : new Error(`the certificate does not name ${name} in its subjectAltName`);
  } catch (error) {
    // OpenSSL reads more leniently; what is thrown here would end the process.
    return error as Error;
  }
}
