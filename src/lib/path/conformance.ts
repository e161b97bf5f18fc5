import type { ExtensionName } from '../x509/extensions.ts';
import type { GeneralName } from '../x509/general-name.ts';
import { isPresentedHostName } from '../names/host-name.ts';
import type { CertificateFacts } from './facts.ts';
import { parseIpAddress } from '../names/parse-ip-address.ts';
import { parseMailbox } from '../names/mailbox.ts';
import type { PathProfile } from './options.ts';
import { isOnCurve } from '../x509/curve-point.ts';
import { earlyTimesOfCertificate } from '../x509/early-times.ts';
import { uriHost } from '../names/uri-host.ts';

/** RFC 5280 4.1.2.2: positive and at most 20 octets. */
export function isProperSerialNumber(octets: Uint8Array): boolean {
  const isPositive = octets[0]! < 0x80 && octets.some((octet) => octet !== 0);
  return isPositive && octets.length <= 20;
}

/** Does basicConstraints claim a CA? */
export function claimsCa({ extensions }: CertificateFacts): boolean {
  return extensions.basicConstraints?.value.ca === true;
}

/** RFC 5280 4.2.1.1. (Versions 1 and 2 know no extensions.) */
export function lacksAuthorityKeyIdentifier({ certificate, extensions }: CertificateFacts): boolean {
  return certificate.version === 3 && extensions.authorityKeyIdentifier?.value.keyIdentifier === undefined;
}

/** RFC 5280 4.2.1.2: every CA certificate has one. */
export function lacksSubjectKeyIdentifier(facts: CertificateFacts): boolean {
  return claimsCa(facts) && facts.extensions.subjectKeyIdentifier === undefined;
}

const mustBeCritical: readonly ExtensionName[] = ['nameConstraints', 'policyConstraints', 'inhibitAnyPolicy'];
const mustNotBeCritical: readonly ExtensionName[] = [
  'authorityKeyIdentifier',
  'subjectKeyIdentifier',
  'subjectDirectoryAttributes',
  'freshestCRL',
  'authorityInfoAccess',
  'subjectInfoAccess',
];
/** In addition, by the tables of the Baseline Requirements 7.1.2. */
const mustNotBeCriticalOnTheWeb: readonly ExtensionName[] = [
  'extKeyUsage',
  'certificatePolicies',
  'cRLDistributionPoints',
];

export interface WrongCriticality {
  readonly extension: ExtensionName;
  readonly critical: boolean;
}

/** Extensions whose critical flag is not what RFC 5280 4.2 (or, for `webpki`, the Baseline Requirements) demands. */
export function wrongCriticality(facts: CertificateFacts, profile: PathProfile): WrongCriticality[] {
  const wrong: WrongCriticality[] = [];
  for (const { name, critical } of facts.certificate.extensions) {
    const wanted = name && wantedCriticality(name, facts, profile);
    if (wanted !== undefined && wanted !== critical) wrong.push({ extension: name!, critical });
  }
  return wrong;
}

function wantedCriticality(
  name: ExtensionName,
  facts: CertificateFacts,
  profile: PathProfile,
): boolean | undefined {
  const isEmptySubject = facts.certificate.subject.rdns.length === 0;
  if (name === 'subjectAltName' && isEmptySubject) return true;
  if (name === 'basicConstraints' && claimsCa(facts)) return true;
  if (mustNotBeCritical.includes(name)) return false;
  if (profile === 'rfc5280') return mustBeCritical.includes(name) ? true : undefined;
  if (name === 'subjectAltName' || mustNotBeCriticalOnTheWeb.includes(name)) return false;
  // Baseline Requirements 7.1.2.10.8 let nameConstraints be non-critical, for applications that do not know it.
  return name !== 'nameConstraints' && mustBeCritical.includes(name) ? true : undefined;
}

/** Alternative names that are not what RFC 5280 4.2.1.6 demands of their form. */
export function malformedAlternativeNames({ extensions }: CertificateFacts): GeneralName[] {
  return (extensions.subjectAltName?.value ?? []).filter((name) => !isWellFormed(name));
}

function isWellFormed(name: GeneralName): boolean {
  switch (name.kind) {
    case 'dNSName':
      return isPresentedHostName(name.value);
    case 'rfc822Name':
      return parseMailbox(name.value) !== undefined;
    case 'uniformResourceIdentifier':
      return isAbsoluteUri(name.value);
    case 'malformed':
      return false;
    default:
      return true;
  }
}

/** A scheme and something behind it; a host, where there is one, is a full name or an address. */
function isAbsoluteUri(uri: string): boolean {
  // The characters of RFC 3986 section 2.
  if (!/^[a-z][a-z0-9+.-]*:[\w.~!$&'()*+,;=:@%/?#[\]-]+$/i.test(uri)) return false;
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(uri)) return true;
  const host = uriHost(uri);
  if (host === undefined) return /^[a-z][a-z0-9+.-]*:\/\/\//i.test(uri);
  const address = host.startsWith('[') ? host.slice(1, -1) : host;
  return parseIpAddress(address) !== undefined || isPresentedHostName(host);
}

/** RFC 5280 4.2.1.10, 4.2.1.11: extensions that are there and say nothing. */
export function emptyConstraints({ extensions }: CertificateFacts): ExtensionName[] {
  const { nameConstraints, policyConstraints } = extensions;
  const empty: ExtensionName[] = [];
  if (nameConstraints) {
    const { permittedSubtrees, excludedSubtrees } = nameConstraints.value;
    if (permittedSubtrees.length + excludedSubtrees.length === 0) empty.push('nameConstraints');
  }
  if (policyConstraints) {
    const { requireExplicitPolicy, inhibitPolicyMapping } = policyConstraints.value;
    if (requireExplicitPolicy === undefined && inhibitPolicyMapping === undefined)
      empty.push('policyConstraints');
  }
  return empty;
}

/** RFC 5280 4.2.1.3: a key usage extension without a bit. */
export const hasNoKeyUsage = ({ extensions }: CertificateFacts): boolean =>
  extensions.keyUsage?.value.length === 0;

/** RFC 5280 4.2.1.1: the issuer's own issuer and serial number are there both or not at all. */
export function hasHalfAuthority({ extensions }: CertificateFacts): boolean {
  const authority = extensions.authorityKeyIdentifier?.value;
  return (
    authority !== undefined &&
    (authority.authorityCertIssuer === undefined) !== (authority.authorityCertSerialNumber === undefined)
  );
}

/** RFC 5280 4.2.1.13, 4.2.1.15: extensions with a distribution point that says neither where the list is nor who issues it. */
export function emptyPointsIn({ extensions }: CertificateFacts, profile: PathProfile): ExtensionName[] {
  // OpenSSL does not look into the second.
  const names = [
    'cRLDistributionPoints',
    ...(profile === 'appliance' ? [] : (['freshestCRL'] as const)),
  ] as const;
  return names.filter((name) =>
    extensions[name]?.value.some(({ distributionPoint, cRLIssuer }) => !distributionPoint && !cRLIssuer),
  );
}

/** RFC 5480 2.1.1: the curve of the key is spelt out or left to the issuer, and not named. */
export const hasUnnamedCurve = ({ certificate: { publicKey } }: CertificateFacts): boolean =>
  publicKey.kind === 'ec' && publicKey.curveId === undefined;

/** RFC 5480 2.2: the key is no point of its curve. */
export const isOffCurve = ({ certificate: { publicKey } }: CertificateFacts): boolean =>
  publicKey.kind === 'ec' && publicKey.curve !== undefined && !isOnCurve(publicKey.keyBits, publicKey.curve);

export const earlyTimes = ({ certificate }: CertificateFacts): string[] =>
  earlyTimesOfCertificate(certificate);
