import { attributeType, oidName } from '../asn1/oids.ts';
import { isSameKey } from '../csr/same-key.ts';
import type { Recognised } from '../formats/recognised.ts';
import type { PeerPlan } from '../plan/plan.ts';
import { altNameText } from '../san/required.ts';
import { serialHex } from '../x509/certificate.ts';
import { findExtension } from '../x509/extensions.ts';
import { expresswayNotation, printGeneralName } from '../x509/general-name.ts';
import { printName, sameName, type Name } from '../x509/name.ts';
import { publicKeyText } from '../x509/public-key.ts';
import { signatureAlgorithm } from '../x509/signature-algorithm.ts';

/** What can be compared: a certificate, or a request for one. */
export type Comparable = Extract<Recognised, { kind: 'certificate' | 'certificate-request' }>;

/** Members of two lists. */
export type Difference = {
  readonly same: readonly string[];
  readonly lost: readonly string[];
  readonly gained: readonly string[];
};

/** A single value on both sides. */
export type Change = { readonly before: string; readonly after: string };

/** What became of the first in the second, as plain data. */
export type Comparison = {
  /** Nothing below differs. Serial number and validity are not looked at: a renewed certificate may be the same. */
  readonly isSame: boolean;
  readonly isSameKey: boolean;
  readonly key: Change;
  /** Attributes besides those that both have: `O=Example Corp`. */
  readonly subject: Difference;
  /** Names as `DNS:example.com`, letter case aside. */
  readonly names: Difference;
  /** undefined: one of the two names no usage at all, which restricts nothing. */
  readonly extendedKeyUsage: Difference | undefined;
  readonly keyUsage: Difference | undefined;
  /** Between two certificates only. */
  readonly issuer: Change | undefined;
  readonly signatureAlgorithm: Change | undefined;
  readonly validity: Change | undefined;
  readonly serial: Change | undefined;
};

/** Compares a request with its certificate, or an old certificate with a new one. */
export function compareThings(a: Comparable, b: Comparable): Comparison {
  const [before, after] = [contentOf(a), contentOf(b)];
  const isKeyTheSame = isSameKey(before.publicKey, after.publicKey);
  const names = difference(namesOf(before), namesOf(after));
  const subject = difference(attributesOf(before.subject), attributesOf(after.subject));
  const extendedKeyUsage = usageDifference(extendedUsagesOf(before), extendedUsagesOf(after));
  const keyUsage = usageDifference(keyUsagesOf(before), keyUsagesOf(after));
  const pair = a.kind === 'certificate' && b.kind === 'certificate' ? certificateChanges(a, b) : undefined;
  const isSame =
    isKeyTheSame &&
    (pair?.isSame ?? true) &&
    [subject, names, extendedKeyUsage, keyUsage].every((each) => !each || isWithoutDifference(each));
  return {
    isSame,
    isSameKey: isKeyTheSame,
    key: { before: publicKeyText(before.publicKey), after: publicKeyText(after.publicKey) },
    subject,
    names,
    extendedKeyUsage,
    keyUsage,
    issuer: pair?.issuer,
    signatureAlgorithm: pair?.signatureAlgorithm,
    validity: pair?.validity,
    serial: pair?.serial,
  };
}

const isWithoutDifference = ({ lost, gained }: Difference): boolean => lost.length + gained.length === 0;

type Content = Pick<
  Extract<Comparable, { kind: 'certificate' }>['certificate'],
  'subject' | 'publicKey' | 'extensions'
>;

const contentOf = (thing: Comparable): Content =>
  thing.kind === 'certificate' ? thing.certificate : thing.request;

type CertificateThing = Extract<Comparable, { kind: 'certificate' }>;

function certificateChanges({ certificate: a }: CertificateThing, { certificate: b }: CertificateThing) {
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
  const validity = (each: typeof a): string => `${day(each.notBefore)} to ${day(each.notAfter)}`;
  const algorithm = (each: typeof a): string => signatureAlgorithm(each.signatureAlgorithm).name;
  const isIssuerTheSame = sameName(a.issuer, b.issuer);
  return {
    isSame: isIssuerTheSame && algorithm(a) === algorithm(b),
    issuer: { before: printName(a.issuer), after: printName(b.issuer) },
    signatureAlgorithm: { before: algorithm(a), after: algorithm(b) },
    validity: { before: validity(a), after: validity(b) },
    serial: { before: serialHex(a.serialNumber), after: serialHex(b.serialNumber) },
  };
}

const namesOf = ({ extensions }: Content): string[] =>
  (findExtension(extensions, 'subjectAltName')?.value ?? []).map(
    (name) => expresswayNotation(name) ?? printGeneralName(name),
  );

const extendedUsagesOf = ({ extensions }: Content): string[] | undefined =>
  findExtension(extensions, 'extKeyUsage')?.value.map((id) => oidName(id) ?? id);

const keyUsagesOf = ({ extensions }: Content): readonly string[] | undefined =>
  findExtension(extensions, 'keyUsage')?.value;

/** `O=Example Corp` for each attribute, in the order of the name. */
const attributesOf = ({ rdns }: Name): string[] =>
  rdns.flat().map(({ type, value }) => `${shortTypes.get(type) ?? oidName(type) ?? type}=${value}`);

const shortTypes: ReadonlyMap<string, string> = new Map([
  [attributeType.commonName, 'CN'],
  [attributeType.countryName, 'C'],
  [attributeType.stateOrProvinceName, 'ST'],
  [attributeType.localityName, 'L'],
  [attributeType.organizationName, 'O'],
  [attributeType.organizationalUnitName, 'OU'],
]);

function usageDifference(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): Difference | undefined {
  return a && b && difference(a, b);
}

/** Each member once, letter case aside. */
function difference(a: readonly string[], b: readonly string[]): Difference {
  const keys = (list: readonly string[]) => new Map(list.map((each) => [each.toLowerCase(), each] as const));
  const [before, after] = [keys(a), keys(b)];
  return {
    same: [...before].filter(([key]) => after.has(key)).map(([, text]) => text),
    lost: [...before].filter(([key]) => !after.has(key)).map(([, text]) => text),
    gained: [...after].filter(([key]) => !before.has(key)).map(([, text]) => text),
  };
}

/**
 * What two sides have in common and what only one has. Certificates are paired with certificates and requests with
 * requests before one is paired with the other; by key, then by the names that nobody else shares as many of.
 */
export interface Pairing {
  readonly pairs: readonly (readonly [Comparable, Comparable])[];
  readonly onlyBefore: readonly Comparable[];
  readonly onlyAfter: readonly Comparable[];
}

export function pairThings(before: readonly Comparable[], after: readonly Comparable[]): Pairing {
  const free = new Set(after);
  const partners = new Map<Comparable, Comparable>();
  const take = (thing: Comparable, partner: Comparable | undefined): void => {
    if (!partner) return;
    partners.set(thing, partner);
    free.delete(partner);
  };
  const open = (): Comparable[] => before.filter((thing) => !partners.has(thing));
  const bothWays: Choice = (thing, others) => {
    const best = mostAlike(thing, others);
    const rivals = best ? open().filter((each) => each.kind === thing.kind) : [];
    return best && mostAlike(best, rivals) === thing ? best : undefined;
  };
  const steps: readonly (readonly [isLike: typeof isSameKind, choose: Choice])[] = [
    [isSameKind, withSameKey],
    [isSameKind, bothWays],
    [isOfAnyKind, withSameKey],
    [isSameKind, mostAlike],
    [isOfAnyKind, mostAlike],
  ];
  for (const [isLike, choose] of steps) {
    for (const thing of open()) {
      const others = [...free].filter((other) => isLike(thing, other));
      take(thing, choose(thing, others));
    }
  }
  const [first, second] = [before[0], [...free][0]];
  // One thing on each side: the caller has paired them.
  if (before.length === 1 && after.length === 1 && first && second) take(first, second);
  return {
    pairs: before.flatMap((thing) => (partners.has(thing) ? [[thing, partners.get(thing)!] as const] : [])),
    onlyBefore: before.filter((thing) => !partners.has(thing)),
    onlyAfter: after.filter((thing) => free.has(thing)),
  };
}

const isSameKind = (a: Comparable, b: Comparable): boolean => a.kind === b.kind;

const isOfAnyKind = (): boolean => true;

type Choice = (thing: Comparable, others: readonly Comparable[]) => Comparable | undefined;

const withSameKey: Choice = (thing, others) => {
  const { publicKey } = contentOf(thing);
  return others.find((other) => isSameKey(contentOf(other).publicKey, publicKey));
};

/** Of those that share the first name or the CN, the one with the most names in common. */
function mostAlike(thing: Comparable, others: readonly Comparable[]): Comparable | undefined {
  const wanted = identitiesOf(thing);
  const alike = others
    .map((other) => ({ other, shared: identitiesOf(other).filter((name) => wanted.includes(name)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared);
  return alike[0]?.other;
}

function identitiesOf(thing: Comparable): string[] {
  const content = contentOf(thing);
  return [...attributesOf(content.subject).filter((each) => each.startsWith('CN=')), ...namesOf(content)].map(
    (each) => each.toLowerCase(),
  );
}

/** Services that need a name, by the plan of the peer that has the most of these names: `mra`. */
export function neededFor(name: string, peers: readonly PeerPlan[]): readonly string[] {
  const planned = peers.flatMap(({ names }) =>
    names.filter((each) => altNameText(each).toLowerCase() === name.toLowerCase()),
  );
  return [...new Set(planned.flatMap(({ reasons }) => reasons.flatMap((reason) => reason.neededFor)))];
}
