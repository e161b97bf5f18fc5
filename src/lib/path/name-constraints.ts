import { attributeType } from '../asn1/oids.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { NameConstraints } from '../x509/extensions.ts';
import type { GeneralName } from '../x509/general-name.ts';
import { attributeValues } from '../x509/name.ts';
import { isHostName, isPresentedHostName } from '../names/host-name.ts';
import { parseMailbox } from '../names/mailbox.ts';
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
    for (const aspect of aspects(name)) {
      const breach = breachOf(aspect, set);
      if (breach) return { name, breach };
    }
  }
  return undefined;
}

/** How many comparisons names and constraints of a set make if each is held against each; at least one a name. */
export function countComparisons(
  names: readonly GeneralName[],
  { permitted, excluded }: ConstraintSet,
): number {
  let comparisons = 0;
  for (const name of names) {
    for (const aspect of aspects(name)) {
      const form = nameForm(aspect);
      comparisons += (permitted.counts.get(form) ?? 0) + (excluded.counts.get(form) ?? 0);
    }
  }
  return Math.max(comparisons, names.length);
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
 * dNSName constraints also bind the domain inside an SRVName or XmppAddr (RFC 9525 7.6). Expressway's SRVName has two
 * labels of the service, `_collab-edge._tls.`; both are left out.
 */
function aspects(name: GeneralName): readonly GeneralName[] {
  if (name.kind === 'srvName')
    return [name, { kind: 'dNSName', value: name.value.replace(/^(?:_[^.]*\.)+/, '') }];
  if (name.kind === 'xmppAddr') return [name, { kind: 'dNSName', value: jidDomain(name.value) }];
  return [name];
}

/** Domain part of a JID (RFC 7622 3.1). */
function jidDomain(jid: string): string {
  const bare = jid.split('/', 1)[0]!;
  return bare.slice(bare.indexOf('@') + 1);
}

function breachOf(name: GeneralName, { permitted, excluded }: ConstraintSet): ConstraintBreach | undefined {
  const form = nameForm(name);
  const isPermittedSome = permitted.counts.has(form);
  if (!isPermittedSome && !excluded.counts.has(form)) return undefined;
  if (permitted.withDistances.has(form) || excluded.withDistances.has(form)) return 'not-comparable';
  const position = locate(name);
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
    case 'dNSName': {
      const host = name.value.toLowerCase();
      if (!isPresentedHostName(host)) return 'malformed';
      return { touches: (s) => s.touchesHost(host), isWithin: (s) => s.containsHost(host) };
    }
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
