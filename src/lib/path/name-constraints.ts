import { attributeType } from '../asn1/oids.ts';
import { hostOfDomain } from '../names/a-labels.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { NameConstraints } from '../x509/extensions.ts';
import type { GeneralName } from '../x509/general-name.ts';
import { attributeValues } from '../x509/name.ts';
import { isUtf8Mailbox, utf8MailboxText } from '../x509/utf8-mailbox.ts';
import { isHostName, isPresentedHostName } from '../names/host-name.ts';
import { parseMailbox, parseUtf8Mailbox } from '../names/mailbox.ts';
import { parseServiceName } from '../names/service-name.ts';
import { nameForm, Subtrees } from './subtrees.ts';
import { uriHost } from '../names/uri-host.ts';

/** A nameConstraints extension made ready for lookups. */
export interface ConstraintSet {
  readonly permitted: Subtrees;
  readonly excluded: Subtrees;
}

export function constraintSet(value: NameConstraints, leadingDot: 'reject' | 'subdomains'): ConstraintSet {
  return {
    permitted: new Subtrees(value.permittedSubtrees, leadingDot),
    excluded: new Subtrees(value.excludedSubtrees, leadingDot),
  };
}

/**
 * How a name breaks a constraint:
 * - `excluded`: it lies, or with a wildcard could lie, in an excluded subtree
 * - `not-permitted`: names of its form are constrained, and it lies in no permitted subtree
 * - `malformed`: names of its form are constrained, and it is not what its form demands
 * - `not-comparable`: it is constrained in a way nobody can apply, so that RFC 5280 4.2.1.10 wants a refusal
 */
export type ConstraintBreach = 'excluded' | 'not-permitted' | 'malformed' | 'not-comparable';

export interface FoundBreach {
  readonly name: GeneralName;
  readonly breach: ConstraintBreach;
}

/** The first name of a certificate that breaks a set, or undefined (RFC 5280 6.1.3 (b), (c)). */
export function findBreach(names: readonly GeneralName[], set: ConstraintSet): FoundBreach | undefined {
  for (const name of names) {
    const breach = breachOf(nameForm(name), () => locate(name), set) ?? breachOfInner(name, set);
    if (breach) return { name, breach };
  }
  return undefined;
}

/** What a lookup costs, in comparisons: labels, RDNs and prefixes are looked up one by one. */
const lookup = 16;

/**
 * How many comparisons names and constraints of a set make if each is held against each. They are looked up, which takes
 * much less; but what is this large is no honest certificate, and everybody else refuses it.
 */
export function countComparisons(
  names: readonly GeneralName[],
  { permitted, excluded }: ConstraintSet,
): number {
  const ofForm = (form: string): number =>
    (permitted.counts.get(form) ?? 0) + (excluded.counts.get(form) ?? 0);
  let comparisons = 0;
  for (const name of names) {
    const inner = innerForm(name);
    comparisons += ofForm(nameForm(name)) + (inner === undefined ? 0 : ofForm(inner));
  }
  return Math.max(comparisons, names.length * lookup);
}

/**
 * The names of a certificate that constraints look at: its subject unless empty, its alternative names, and
 * where it has none the mail addresses in its subject (RFC 5280 4.2.1.10).
 */
export function constrainedNames(
  { subject }: Certificate,
  alternatives: readonly GeneralName[] | undefined,
): readonly GeneralName[] {
  const names: GeneralName[] = subject.rdns.length > 0 ? [{ kind: 'directoryName', value: subject }] : [];
  if (alternatives) return [...names, ...alternatives];
  const mail = attributeValues(subject, attributeType.emailAddress);
  return [...names, ...mail.map((value): GeneralName => ({ kind: 'rfc822Name', value }))];
}

/**
 * The form whose constraints bind a part of the name besides its own: dNSName constraints the domain in an SRVName or
 * XmppAddr (RFC 9525 7.6), rfc822Name constraints an SmtpUTF8Mailbox (RFC 9598 section 6).
 */
function innerForm(name: GeneralName): 'dNSName' | 'rfc822Name' | undefined {
  if (name.kind === 'srvName' || name.kind === 'xmppAddr') return 'dNSName';
  return isUtf8Mailbox(name) ? 'rfc822Name' : undefined;
}

function breachOfInner(name: GeneralName, set: ConstraintSet): ConstraintBreach | undefined {
  const form = innerForm(name);
  return form && breachOf(form, () => locateInner(name), set);
}

function locateInner(name: GeneralName): LocatedName | ConstraintBreach {
  switch (name.kind) {
    case 'srvName':
      // Expressway's have two labels of the service; both are left out.
      return locateHost(name.value.toLowerCase().replace(/^(?:_[^.]*\.)+/, ''));
    case 'xmppAddr':
      return locateHost(hostOfDomain(jidDomain(name.value)) ?? '');
    default:
      return locateUtf8Mailbox(isUtf8Mailbox(name) ? utf8MailboxText(name) : undefined);
  }
}

/** Domain part of a JID (RFC 7622 3.1), in U-labels where it has any. */
function jidDomain(jid: string): string {
  const bare = jid.split('/', 1)[0]!;
  return bare.slice(bare.indexOf('@') + 1);
}

function locateUtf8Mailbox(text: string | undefined): LocatedName | ConstraintBreach {
  const mailbox = text === undefined ? undefined : parseUtf8Mailbox(text);
  return mailbox ? exactly((s) => s.containsMailbox(mailbox)) : 'malformed';
}

function breachOf(
  form: string,
  find: () => LocatedName | ConstraintBreach,
  { permitted, excluded }: ConstraintSet,
): ConstraintBreach | undefined {
  const isPermittedSome = permitted.counts.has(form);
  if (!isPermittedSome && !excluded.counts.has(form)) return undefined;
  if (permitted.withDistances.has(form) || excluded.withDistances.has(form)) return 'not-comparable';
  const position = find();
  if (typeof position === 'string') return position;
  if (position.touches(excluded)) return 'excluded';
  return isPermittedSome && !position.isWithin(permitted) ? 'not-permitted' : undefined;
}

/** A name ready to be looked up. */
interface LocatedName {
  /** Does it lie in the subtrees, or could it? */
  touches(subtrees: Subtrees): boolean;
  isWithin(subtrees: Subtrees): boolean;
}

const exactly = (isWithin: (subtrees: Subtrees) => boolean): LocatedName => ({ touches: isWithin, isWithin });

function locate(name: GeneralName): LocatedName | ConstraintBreach {
  switch (name.kind) {
    case 'dNSName':
      return locateHost(name.value.toLowerCase());
    case 'srvName':
      return locateService(name.value);
    case 'rfc822Name': {
      const mailbox = parseMailbox(name.value);
      return mailbox ? exactly((s) => s.containsMailbox(mailbox)) : 'malformed';
    }
    case 'uniformResourceIdentifier': {
      const host = uriHost(name.value);
      // Without a host name there is nothing to compare (RFC 5280 4.2.1.10).
      return host !== undefined && isHostName(host)
        ? exactly((s) => s.containsUriHost(host))
        : 'not-comparable';
    }
    case 'iPAddress':
      return exactly((s) => s.containsAddress(name.value));
    case 'directoryName':
      return exactly((s) => s.containsDirectoryName(name.value));
    default:
      return 'not-comparable';
  }
}

function locateHost(host: string): LocatedName | ConstraintBreach {
  if (!isPresentedHostName(host)) return 'malformed';
  return { touches: (s) => s.touchesHost(host), isWithin: (s) => s.containsHost(host) };
}

/** RFC 4985 section 4. */
function locateService(text: string): LocatedName | ConstraintBreach {
  const name = parseServiceName(text);
  if (!name || name.service === '' || !isPresentedHostName(name.host)) return 'malformed';
  return { touches: (s) => s.touchesService(name), isWithin: (s) => s.containsService(name) };
}
