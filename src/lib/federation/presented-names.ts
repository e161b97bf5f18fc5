import { attributeType } from '../asn1/oids.ts';
import { isTooLongForName } from '../names/dns-name.ts';
import { hostNameMatches, isPresentedHostName, wildcardParent } from '../names/host-name.ts';
import type { Certificate } from '../x509/certificate.ts';
import { findExtension } from '../x509/extensions.ts';
import { printGeneralName, type GeneralName } from '../x509/general-name.ts';
import { attributeValues, escapeInvisible } from '../x509/name.ts';
import { toALabels } from '../names/a-labels.ts';
import type { AcceptedNames } from './policy.ts';

/** What a name of the certificate says about the domain, and where it says nothing, why. */
export type NameVerdict =
  | 'matches'
  | 'another name'
  /** RFC 9525 6.3: such a name is ignored. */
  | 'malformed'
  | 'wildcard stands for one label only'
  | 'wildcard is no whole first label'
  | 'wildcard has no place here'
  | 'wildcard covers a top-level domain'
  | 'another service'
  | 'names a user'
  | 'kind of name is switched off'
  | 'kind of name does not count'
  | 'CN does not count'
  | 'CN does not count beside other names'
  | 'one of several CNs';

/** A name of a federated server's certificate, and whether it counts. */
export interface PresentedName {
  /** `dns:…`, `srv:…`, `xmpp:…`, and for the subject `cn:…`. */
  readonly name: string;
  readonly verdict: NameVerdict;
  /** The domain in it, for a name that matches; wildcards are kept. */
  readonly domain?: string;
}

/** Names of a certificate, taken apart once. */
export interface CertificateNames {
  readonly alternatives: readonly GeneralName[];
  /** Is there a subjectAltName extension at all? */
  readonly hasAlternatives: boolean;
  readonly commonNames: readonly string[];
}

export function namesOf({ subject, extensions }: Certificate): CertificateNames {
  const extension = findExtension(extensions, 'subjectAltName');
  return {
    alternatives: extension?.value ?? [],
    hasAlternatives: extension !== undefined,
    commonNames: attributeValues(subject, attributeType.commonName),
  };
}

/**
 * Which names make the certificate one of an XMPP domain (RFC 6120 13.7.1.2, RFC 9525 section 6)? Every name is there,
 * in the order of the certificate, those of the subject last.
 *
 * @param domain from toALabels()
 */
export function judgeXmppNames(
  names: CertificateNames,
  domain: string,
  accepted: AcceptedNames,
): PresentedName[] {
  return [
    ...names.alternatives.map((name) => ({
      name: printGeneralName(name),
      ...xmppVerdict(name, domain, accepted),
    })),
    ...names.commonNames.map((cn) => ({
      name: commonNameText(cn),
      ...commonNameVerdict(cn, names, domain, accepted.commonName),
    })),
  ];
}

export type Judged = Omit<PresentedName, 'name'>;

export const commonNameText = (cn: string): string => `cn:${escapeInvisible(cn)}`;

function xmppVerdict(name: GeneralName, domain: string, accepted: AcceptedNames): Judged {
  switch (name.kind) {
    case 'dNSName':
      return hostVerdict(name.value, domain);
    case 'srvName':
      return serviceVerdict(name.value, domain, accepted.clientService);
    case 'xmppAddr':
      return accepted.xmppAddress
        ? addressVerdict(name.value, domain)
        : { verdict: 'kind of name is switched off' };
    default:
      return { verdict: 'kind of name does not count' };
  }
}

function hostVerdict(presented: string, domain: string): Judged {
  if (isTooLongForName(presented)) return { verdict: 'malformed' };
  if (!isPresentedHostName(presented)) {
    const isOddWildcard = presented.includes('*') && isPresentedHostName(presented.replaceAll('*', 'x'));
    return { verdict: isOddWildcard ? 'wildcard is no whole first label' : 'malformed' };
  }
  const parent = wildcardParent(presented)?.toLowerCase();
  if (parent !== undefined && !parent.includes('.')) return { verdict: 'wildcard covers a top-level domain' };
  if (hostNameMatches(presented, domain)) return { verdict: 'matches', domain: presented.toLowerCase() };
  const isNear = parent !== undefined && (domain === parent || domain.endsWith(`.${parent}`));
  return { verdict: isNear ? 'wildcard stands for one label only' : 'another name' };
}

/** SRVName (RFC 4985): service and name are one pair (RFC 9525 6.5). */
function serviceVerdict(presented: string, domain: string, isClientAccepted: boolean): Judged {
  if (isTooLongForName(presented)) return { verdict: 'malformed' };
  const dot = presented.indexOf('.');
  if (!presented.startsWith('_') || dot < 0) return { verdict: 'malformed' };
  const service = presented.slice(0, dot).toLowerCase();
  const isOurs = service === '_xmpp-server' || (isClientAccepted && service === '_xmpp-client');
  return isOurs ? hostVerdict(presented.slice(dot + 1), domain) : { verdict: 'another service' };
}

/** XmppAddr of a server: a domain, in Unicode or not, and nothing else (RFC 6120 13.7.1.4). */
function addressVerdict(presented: string, domain: string): Judged {
  if (isTooLongForName(presented)) return { verdict: 'malformed' };
  if (/[@/]/.test(presented)) return { verdict: 'names a user' };
  if (presented.includes('*')) return { verdict: 'wildcard has no place here' };
  const parsed = toALabels(presented);
  if (!('name' in parsed)) return { verdict: 'malformed' };
  return parsed.name === domain ? { verdict: 'matches', domain } : { verdict: 'another name' };
}

/** RFC 9525 section 2: never. RFC 6125 6.4.4: as a last resort, where no alternative name could have said it. */
function commonNameVerdict(
  cn: string,
  { alternatives, commonNames }: CertificateNames,
  domain: string,
  isAccepted: boolean,
): Judged {
  const host = hostVerdict(cn, domain);
  if (!isAccepted) return { verdict: 'CN does not count' };
  if (commonNames.length > 1) return { verdict: 'one of several CNs' };
  if (alternatives.some(({ kind }) => identifierKinds.includes(kind)))
    return { verdict: 'CN does not count beside other names' };
  return host;
}

const identifierKinds: readonly GeneralName['kind'][] = [
  'dNSName',
  'srvName',
  'xmppAddr',
  'uniformResourceIdentifier',
];

/** Would the CN have matched? For those who wonder why it did not. */
export const isCommonNameOf = ({ commonNames }: CertificateNames, domain: string): boolean =>
  commonNames.some((cn) => isPresentedHostName(cn) && hostNameMatches(cn, domain));
