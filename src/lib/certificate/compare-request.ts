import type { RequestFacts } from '../csr/facts.ts';
import { isSameKey } from '../csr/same-key.ts';
import type { RequestedName } from '../csr/build.ts';
import { nameKey, printName } from '../x509/name.ts';
import { printGeneralName } from '../x509/general-name.ts';
import type { IssuedCertificate } from './issued-certificate.ts';

/** What a CA made of a request. */
export interface RequestComparison {
  readonly hasSameKey: boolean;
  /** Names of the request that the certificate does not have, letter case aside. */
  readonly lostNames: readonly RequestedName[];
  readonly gainedNames: readonly RequestedName[];
  /** The same for names of other forms, as text. */
  readonly lostOtherNames: readonly string[];
  readonly gainedOtherNames: readonly string[];
  /** Extended key usages; none where one of the two names no usage at all. */
  readonly lostUsages: readonly string[];
  readonly gainedUsages: readonly string[];
  /** RFC 4514 text of both, where they are not the same name. */
  readonly subjects: { readonly request: string; readonly certificate: string } | undefined;
  readonly requestedCommonNames: readonly string[];
  /** The CA took the key alone, and names somebody else: neither the subject nor one name is that of the request. */
  readonly hasNothingOfIt: boolean;
}

export function compareWithRequest(issued: IssuedCertificate, request: RequestFacts): RequestComparison {
  const { subject } = issued.certificate;
  const requested = request.request.subject;
  const otherNames = issued.otherNames.map(printGeneralName);
  const otherRequested = request.otherNames.map(printGeneralName);
  const hasSameKey = isSameKey(issued.certificate.publicKey, request.request.publicKey);
  const gainedNames = without(issued.names, request.names, textOf);
  const isSameSubject = nameKey(subject) === nameKey(requested);
  return {
    hasSameKey,
    lostNames: namesLeftOut(request.names, issued),
    gainedNames,
    lostOtherNames: without(otherRequested, otherNames, String),
    gainedOtherNames: without(otherNames, otherRequested, String),
    lostUsages: usagesWithout(request.extendedKeyUsage, issued.extendedKeyUsage),
    gainedUsages: usagesWithout(issued.extendedKeyUsage, request.extendedKeyUsage),
    subjects: isSameSubject ? undefined : { request: printName(requested), certificate: printName(subject) },
    requestedCommonNames: request.commonNames,
    hasNothingOfIt: hasSameKey && !isSameSubject && issued.names.every(isAmong(gainedNames)),
  };
}

/** Names asked for that the certificate does not have, letter case aside. */
export const namesLeftOut = (
  asked: readonly RequestedName[],
  { names }: Pick<IssuedCertificate, 'names'>,
): RequestedName[] => without(asked, names, textOf);

const isAmong =
  (names: readonly RequestedName[]) =>
  (name: RequestedName): boolean =>
    names.some((each) => textOf(each).toLowerCase() === textOf(name).toLowerCase());

const textOf = ({ type, value }: RequestedName): string => `${type}:${value}`;

/** Members of the first list that the second lacks, each once. */
function without<T>(list: readonly T[], other: readonly T[], textOf: (member: T) => string): T[] {
  const keyOf = (member: T) => textOf(member).toLowerCase();
  const there = new Set(other.map(keyOf));
  return [...new Map(list.map((member) => [keyOf(member), member])).entries()]
    .filter(([key]) => !there.has(key))
    .map(([, member]) => member);
}

function usagesWithout(
  usages: readonly string[] | undefined,
  other: readonly string[] | undefined,
): readonly string[] {
  return usages && other ? without(usages, other, String) : [];
}
