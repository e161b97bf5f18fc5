import { isTooLongForName } from '../names/dns-name.ts';
import { isHostName } from '../names/host-name.ts';
import { printGeneralName, type GeneralName } from '../x509/general-name.ts';
import { commonNameText, type CertificateNames, type Judged, type PresentedName } from './presented-names.ts';

/**
 * Which names make the certificate one of a SIP domain (RFC 5922 section 7)? A URI `sip:domain` or a DNS name, without
 * wildcards; the CN only where there are no alternative names at all.
 *
 * @param domain from toALabels()
 */
export function judgeSipNames(names: CertificateNames, domain: string): PresentedName[] {
  return [
    ...names.alternatives.map((name) => ({ name: printGeneralName(name), ...sipVerdict(name, domain) })),
    ...names.commonNames.map((cn) => ({ name: commonNameText(cn), ...commonNameVerdict(cn, names, domain) })),
  ];
}

function sipVerdict(name: GeneralName, domain: string): Judged {
  switch (name.kind) {
    case 'uniformResourceIdentifier':
      return uriVerdict(name.value, domain);
    case 'dNSName':
      return hostVerdict(name.value, domain);
    default:
      return { verdict: 'kind of name does not count' };
  }
}

/** RFC 5922 7.1: scheme `sip` and no other, and no user part. Ports and parameters are no part of a domain. */
function uriVerdict(uri: string, domain: string): Judged {
  if (isTooLongForName(uri)) return { verdict: 'malformed' };
  const [scheme = '', ...rest] = uri.split(':');
  if (scheme.toLowerCase() !== 'sip') return { verdict: 'kind of name does not count' };
  const host = rest.join(':');
  return host.includes('@') ? { verdict: 'names a user' } : hostVerdict(host, domain);
}

/** RFC 5922 7.2: compared whole. */
function hostVerdict(presented: string, domain: string): Judged {
  if (presented.includes('*')) return { verdict: 'wildcard has no place here' };
  if (!isHostName(presented)) return { verdict: 'malformed' };
  return presented.toLowerCase() === domain ? { verdict: 'matches', domain } : { verdict: 'another name' };
}

function commonNameVerdict(
  cn: string,
  { hasAlternatives, commonNames }: CertificateNames,
  domain: string,
): Judged {
  if (hasAlternatives) return { verdict: 'CN does not count beside other names' };
  return commonNames.length > 1 ? { verdict: 'one of several CNs' } : hostVerdict(cn, domain);
}

/**
 * Is the certificate's one CN the configured "TLS Peer Subject", letter for letter? So IM and Presence tells its SIP
 * federation peers apart.
 */
export function judgePeerSubject(names: CertificateNames, peerSubject: string): PresentedName[] {
  return [
    ...names.alternatives.map((name) => ({
      name: printGeneralName(name),
      verdict: 'kind of name does not count' as const,
    })),
    ...names.commonNames.map((cn) => ({
      name: commonNameText(cn),
      ...subjectVerdict(cn, names.commonNames, peerSubject),
    })),
  ];
}

function subjectVerdict(cn: string, commonNames: readonly string[], peerSubject: string): Judged {
  if (commonNames.length > 1) return { verdict: 'one of several CNs' };
  if (cn !== peerSubject) return { verdict: 'another name' };
  return { verdict: 'matches', ...(isHostName(cn) && { domain: cn.toLowerCase() }) };
}
