import { attributeType } from '../asn1/oids.ts';
import type { GeneralSubtree, NameConstraints } from '../x509/extensions.ts';
import { malformedText, type GeneralName } from '../x509/general-name.ts';
import { attributeValues } from '../x509/name.ts';
import type { CertificateFacts } from './facts.ts';
import type { ConstraintBreach, FoundBreach } from './name-constraints.ts';
import { nameForm } from './subtrees.ts';

/*
 * Name constraints as OpenSSL 3.0 applies them: names are compared as text, a wildcard is a label like others, a
 * leading dot means everything below. test/interop/appliance-openssl.test.ts holds it to the program.
 */

/** The first name that breaks the constraints. Cost: names times constraints of their form. */
export function findBreachAsAppliance(
  facts: CertificateFacts,
  constraints: NameConstraints,
  isLeaf: boolean,
): FoundBreach | undefined {
  const oddMail = mailInOtherString(facts);
  if (oddMail) return { name: oddMail, breach: 'malformed' };
  for (const name of comparedNames(facts, isLeaf)) {
    const breach = breachOf(name, constraints);
    if (breach) return { name, breach };
  }
  return undefined;
}

export const countApplianceComparisons = (
  facts: CertificateFacts,
  { permittedSubtrees, excludedSubtrees }: NameConstraints,
  isLeaf: boolean,
): number => comparedNames(facts, isLeaf).length * (permittedSubtrees.length + excludedSubtrees.length);

/**
 * The subject with the mail addresses in it, the alternative names; and of a leaf without dNSName each common name
 * that looks like a host name.
 */
function comparedNames({ certificate: { subject }, alternativeNames }: CertificateFacts, isLeaf: boolean) {
  const names: GeneralName[] = subject.rdns.length > 0 ? [{ kind: 'directoryName', value: subject }] : [];
  for (const value of attributeValues(subject, attributeType.emailAddress))
    names.push({ kind: 'rfc822Name', value });
  const alternatives = alternativeNames.map(asOctets);
  names.push(...alternatives);
  if (isLeaf && !alternatives.some(({ kind }) => kind === 'dNSName')) {
    for (const value of attributeValues(subject, attributeType.commonName))
      if (looksLikeHost(value)) names.push({ kind: 'dNSName', value });
  }
  return names;
}

/** OpenSSL compares octets, whether they are of the form or not. */
function asOctets(name: GeneralName): GeneralName {
  if (name.kind !== 'malformed') return name;
  const { form, value } = name;
  return form === 'iPAddress' ? { kind: form, value } : { kind: form, value: malformedText(name) };
}

/** OpenSSL wants mail addresses in a subject as IA5String, whatever the constraints are. */
function mailInOtherString({ certificate: { subject } }: CertificateFacts): GeneralName | undefined {
  const odd = subject.rdns
    .flat()
    .find(({ type, stringType }) => type === attributeType.emailAddress && stringType !== 'IA5String');
  return odd && { kind: 'rfc822Name', value: odd.value };
}

/** Two labels or more of letters, digits, underscores and inner hyphens. */
const looksLikeHost = (text: string): boolean =>
  /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/i.test(text);

function breachOf(name: GeneralName, constraints: NameConstraints): ConstraintBreach | undefined {
  const permitted = ofForm(name, constraints.permittedSubtrees);
  const excluded = ofForm(name, constraints.excludedSubtrees);
  if ([...permitted, ...excluded].some(({ minimum, maximum }) => minimum !== 0 || maximum !== undefined))
    return 'not-comparable';
  let isPermitted = permitted.length === 0;
  for (const { base } of permitted) {
    if (isPermitted) break;
    const match = compare(name, base);
    if (typeof match === 'string') return match;
    isPermitted = match;
  }
  if (!isPermitted) return 'not-permitted';
  for (const { base } of excluded) {
    const match = compare(name, base);
    if (typeof match === 'string') return match;
    if (match) return 'excluded';
  }
  return undefined;
}

const ofForm = (name: GeneralName, subtrees: readonly GeneralSubtree[]): GeneralSubtree[] =>
  subtrees
    .map((subtree) => ({ ...subtree, base: asOctets(subtree.base) }))
    .filter(({ base }) => nameForm(base) === nameForm(name));

type Comparison = boolean | Extract<ConstraintBreach, 'malformed' | 'not-comparable'>;

function compare(name: GeneralName, base: GeneralName): Comparison {
  if (name.kind === 'dNSName' && base.kind === 'dNSName') return isHostWithin(name.value, base.value);
  if (name.kind === 'rfc822Name' && base.kind === 'rfc822Name') return isMailWithin(name.value, base.value);
  if (name.kind === 'uniformResourceIdentifier' && base.kind === 'uniformResourceIdentifier')
    return isUriWithin(name.value, base.value);
  if (name.kind === 'iPAddress' && base.kind === 'iPAddress') return isAddressWithin(name.value, base.value);
  if (name.kind === 'directoryName' && base.kind === 'directoryName')
    return base.value.relativeKeys.every((key, index) => name.value.relativeKeys[index] === key);
  return 'not-comparable';
}

function isHostWithin(name: string, base: string): boolean {
  if (base === '') return true;
  if (name.length < base.length || !endsIn(name, base)) return false;
  return name.length === base.length || base.startsWith('.') || name.at(-base.length - 1) === '.';
}

const endsIn = (text: string, end: string): boolean => text.toLowerCase().endsWith(end.toLowerCase());

function isMailWithin(name: string, base: string): Comparison {
  const nameAt = name.lastIndexOf('@');
  const baseAt = base.lastIndexOf('@');
  if (nameAt < 0) return 'malformed';
  if (baseAt < 0 && base.startsWith('.')) return name.length > base.length && endsIn(name, base);
  if (baseAt > 0 && base.slice(0, baseAt) !== name.slice(0, nameAt)) return false;
  return base.slice(baseAt + 1).toLowerCase() === name.slice(nameAt + 1).toLowerCase();
}

function isUriWithin(uri: string, base: string): Comparison {
  const host = /^[^:]*:\/\/([^:]*)/.exec(uri)?.[1];
  // What looks for a port finds any later colon, too; only without one does a slash end the host.
  const end = uri.replace(/^[^:]*:\/\//, '').includes(':') ? host : host?.split('/', 1)[0];
  if (end === undefined || end === '') return 'malformed';
  if (base.startsWith('.')) return end.length > base.length && endsIn(end, base);
  return end.toLowerCase() === base.toLowerCase();
}

/** Address and mask; the mask may have holes. */
function isAddressWithin(address: Uint8Array, base: Uint8Array): Comparison {
  if (![4, 16].includes(address.length) || ![8, 32].includes(base.length)) return 'malformed';
  if (base.length !== 2 * address.length) return false;
  return address.every(
    (octet, i) => (octet & base[address.length + i]!) === (base[i]! & base[address.length + i]!),
  );
}
