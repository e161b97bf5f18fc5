import { createHash } from 'node:crypto';
import type { ConnectionOptions, PeerCertificate } from 'node:tls';
import { requirePolicy } from '../public/argument.ts';
import { aText, settingsWith } from '../public/settings.ts';
import {
  matchIdentity,
  namesOf,
  privacyOf,
  readCertificate,
  writePem,
  type Certificate,
  policyTowards,
  type FederationPolicy,
  type PolicyTowards,
  type PeerTrust,
} from '../index.ts';
import { anOwnCertificate, aTrust } from './arguments.ts';
import type { OwnCertificate } from './own-certificate.ts';
import { alpnProtocols, serverName, tlsLimits } from './tls-options.ts';

type CertificatePolicy = PolicyTowards['certificates'];

/** Whom a plain client connects to, and what is trusted. */
export interface ConnectQuestion {
  /** The domain that the certificate must be for, as a DNS name: OpenSSL holds no other kind against name constraints. */
  readonly domain: string;
  readonly trust: PeerTrust;
  readonly own?: OwnCertificate;
}

const questionChecks = settingsWith<ConnectQuestion>(
  { domain: aText, trust: aTrust, own: anOwnCertificate },
  'domain',
  'trust',
);

/**
 * For `tls.connect(…)` of plain clients, which ask nobody afterwards: OpenSSL must find the chain good with the trusted
 * CAs given, and then our own rules for the certificate must, too. Stricter than verifyPeer() in this: only certificates for
 * serverAuth with a DNS name, and where revocation is checked, a current list of every CA.
 *
 * Add host and port, and no session.
 *
 * @throws TypeError where the policy does not federate with the domain; where it asks for revocation lists and there are
 *   none; where there is evidence that OpenSSL cannot look at, such as OCSP responses; and where it takes no
 *   certificates for serverAuth from servers, since OpenSSL takes no others
 */
export function connectOptions(policy: FederationPolicy, question: ConnectQuestion): ConnectionOptions {
  requirePolicy(policy);
  questionChecks('question', question);
  const { domain, trust, own } = question;
  const name = serverName(domain);
  if (!privacyOf(name, policy.privacy).isAllowed)
    throw new TypeError(`the policy does not federate with ${name}`);
  const { certificates } = policyTowards(policy, name);
  const crls = revocationLists(certificates, trust);
  const { usages } = certificates;
  if (!usages.outbound.includes('serverAuth'))
    throw new TypeError('the policy takes no server certificates for serverAuth, and node:tls no others');
  return {
    ...tlsLimits(),
    servername: name,
    ALPNProtocols: alpnProtocols,
    rejectUnauthorized: true,
    ca: (trust.binding.own(name) ?? trust.binding.unbound).map(({ der }) => writePem('CERTIFICATE', der)),
    ...(crls.length > 0 && { crl: [...crls] }),
    ...(own && { cert: own.certificates, key: own.key }),
    // The host's name that node:tls hands over is not looked at: it may come from DNS.
    checkServerIdentity: (_, certificate) => leafError(certificate, name, certificates),
  };
}

function revocationLists(
  { revocationCheck }: CertificatePolicy,
  { crls, hasOcspResponses }: PeerTrust,
): readonly string[] {
  if (revocationCheck === 'off') return [];
  if (hasOcspResponses)
    throw new TypeError('node:tls looks at no OCSP responses: load revocation lists, or ask verifyPeer()');
  if (revocationCheck === 'always' && crls.length === 0)
    throw new TypeError('the policy has every certificate looked up, and no revocation list is loaded');
  return crls.map(({ der }) => writePem('X509 CRL', der));
}

/** At once: node:tls takes a promise for an error. */
function leafError({ raw }: PeerCertificate, name: string, policy: CertificatePolicy): Error | undefined {
  try {
    const problem = leafProblem(readCertificate(raw), name, policy);
    return problem === undefined ? undefined : new Error(problem);
  } catch (error) {
    // OpenSSL reads more leniently; what is thrown here would end the process.
    return error as Error;
  }
}

function leafProblem(
  certificate: Certificate,
  name: string,
  { minRsaBits, pins }: CertificatePolicy,
): string | undefined {
  const { publicKey, extensions, faults } = certificate;
  if (faults.length > 0)
    return `the certificate is malformed in a part: ${faults[0]!.field}: ${faults[0]!.what}`;
  if (!matchIdentity(certificate, { kind: 'dns', name }) || isTopLevelWildcard(certificate, name))
    return `the certificate does not name ${name} in its subjectAltName`;
  if (publicKey.kind === 'rsa' && publicKey.bits < minRsaBits)
    return `the certificate has an RSA key of ${publicKey.bits} bits; at least ${minRsaBits} are asked for`;
  const key = createHash('sha256').update(publicKey.der).digest('hex');
  if (pins.length > 0 && !pins.includes(key)) return `the public key ${key} is not pinned for ${name}`;
  const isCa = extensions.some(
    ({ name: kind, value }) => kind === 'basicConstraints' && (value as { ca?: boolean }).ca === true,
  );
  return isCa ? 'the certificate is that of a CA' : undefined;
}

/** `*.example` would stand for every domain of a registry. */
const isTopLevelWildcard = (certificate: Certificate, name: string): boolean =>
  name.split('.').length === 2 &&
  !namesOf(certificate).some(({ type, value }) => type === 'DNS' && value.toLowerCase() === name);
