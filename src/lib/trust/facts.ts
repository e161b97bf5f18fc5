import { attributeType } from '../asn1/oids.ts';
import type { Armour } from '../formats/armour.ts';
import { holderOf, issuersAmong } from '../x509/ca-or-server.ts';
import type { Certificate } from '../x509/certificate.ts';
import { fingerprint } from '../x509/fingerprint.ts';
import { attributeValues, nameKey } from '../x509/name.ts';
import { isSelfSigned } from '../x509/self-signed.ts';
import { prepareForComparison } from '../x509/string-preparation.ts';
import { webCryptoVerifier, type SignatureVerifier } from '../x509/signature.ts';
import { guessRole, type GuessedRole } from '../product/certificate-role.ts';

/** One certificate of a trusted-CA list. */
export interface TrustEntry {
  readonly certificate: Certificate;
  /** Path as given. */
  readonly file: string;
  /** Number in the list, from 1. */
  readonly entry: number;
  /** First line, where the file is text. */
  readonly line?: number;
  /** How its PEM block is written; absent where it stands in none. */
  readonly armour?: Armour;
  /** What stands above the certificate in the file. */
  readonly comment?: string;
}

/** What can be said of an entry by itself. */
export interface JudgedEntry extends TrustEntry {
  /** SHA-256 over the certificate. */
  readonly fingerprint: string;
  /** Its issuer is its subject and its own key signed it; `not checked`: the algorithm is not known here. */
  readonly isSelfSigned: boolean | 'not checked';
  /** It identifies a server, not a CA; a self-signed server certificate is both to some products. */
  readonly isServer: boolean;
  readonly role: GuessedRole | undefined;
  readonly commonNames: readonly string[];
  /** Its subject, as certificates are searched for by it. */
  readonly subjectKey: string;
}

/** Different certificates that share something; every certificate once, in the order of the list. */
export interface Namesakes {
  /** As the first of them writes it. */
  readonly commonName: string;
  readonly entries: readonly JudgedEntry[];
}

/** A trusted-CA list, in the order in which an Expressway searches it. */
export interface TrustFacts {
  readonly entries: readonly JudgedEntry[];
  /** The same certificate at two or more places. */
  readonly repeated: readonly (readonly JudgedEntry[])[];
  /** Different certificates with one CN; letter case, blanks and string types aside (RFC 5280 7.1). */
  readonly namesakes: readonly Namesakes[];
  /** Different certificates with one whole subject. */
  readonly sameSubject: readonly (readonly JudgedEntry[])[];
}

export interface TrustFactsOptions {
  /** Roles of servers by the SHA-256 fingerprint of their certificates, for entries that say nothing of theirs. */
  readonly roles?: ReadonlyMap<string, GuessedRole>;
  /** Certificates beside the list: what issued one of them is a CA. */
  readonly atHand?: readonly Certificate[];
  readonly verifier?: SignatureVerifier;
}

/** Verifies what claims to be self-signed, takes fingerprints and groups the entries. Cost grows with their number. */
export async function gatherTrustFacts(
  list: readonly TrustEntry[],
  options: TrustFactsOptions = {},
): Promise<TrustFacts> {
  const { verifier = webCryptoVerifier(), roles = new Map() } = options;
  const hasIssued = issuersAmong([...list.map(({ certificate }) => certificate), ...(options.atHand ?? [])]);
  const entries: JudgedEntry[] = [];
  for (const entry of list) entries.push(await judge(entry, hasIssued, { verifier, roles }));
  const byFingerprint = groupBy(entries, (entry) => [entry.fingerprint]);
  const once = byFingerprint.map(([first]) => first!);
  return {
    entries,
    repeated: byFingerprint.filter((group) => group.length > 1),
    namesakes: groupBy(once, ({ commonNames }) => commonNames.map(prepareForComparison))
      .filter((group) => group.length > 1)
      .map((group) => ({ commonName: sharedName(group), entries: group })),
    sameSubject: groupBy(once, ({ subjectKey }) => [subjectKey]).filter((group) => group.length > 1),
  };
}

async function judge(
  entry: TrustEntry,
  hasIssued: (certificate: Certificate) => boolean,
  { verifier, roles }: Required<Omit<TrustFactsOptions, 'atHand'>>,
): Promise<JudgedEntry> {
  const { certificate, file, comment } = entry;
  const commonNames = attributeValues(certificate.subject, attributeType.commonName).filter(
    (name) => name.trim() !== '',
  );
  const sha256 = await fingerprint(certificate.der, 'SHA-256');
  const server = holderOf(certificate, hasIssued(certificate)) === 'server';
  return {
    ...entry,
    fingerprint: sha256,
    isSelfSigned: await isSelfSigned(certificate, verifier),
    isServer: server,
    role: guessRole(comment, file, commonNames) ?? (server ? roles.get(sha256) : undefined),
    commonNames,
    subjectKey: nameKey(certificate.subject),
  };
}

/** Members with a common key, the groups in the order of their first members. */
function groupBy<T>(members: readonly T[], keysOf: (member: T) => readonly string[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const member of members) {
    for (const key of new Set(keysOf(member))) {
      const group = groups.get(key);
      if (group) group.push(member);
      else groups.set(key, [member]);
    }
  }
  return [...groups.values()];
}

/** The first member's spelling of the CN that all of them have. */
function sharedName([first, second]: readonly JudgedEntry[]): string {
  const others = new Set(second!.commonNames.map(prepareForComparison));
  return first!.commonNames.find((name) => others.has(prepareForComparison(name)))!;
}
