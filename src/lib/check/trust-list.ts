import type { Finding, Location, Subject } from '../findings/finding.ts';
import type { Question } from '../findings/question.ts';
import { run } from '../findings/rule.ts';
import type { PathAnswer } from '../rules/chain/facts.ts';
import { dayText } from '../rules/cert/facts.ts';
import type { NeededVerification, RestsOnList, TrustListFacts } from '../rules/trust/facts.ts';
import type { TrustStoreKind } from '../trust/reachable-entries.ts';
import { trustRules } from '../rules/trust/index.ts';
import { guessRole, type GuessedRole } from '../product/certificate-role.ts';
import { gatherTrustFacts, type JudgedEntry, type TrustEntry, type TrustFacts } from '../trust/facts.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { Crl } from '../x509/crl.ts';
import { fingerprint } from '../x509/fingerprint.ts';
import { printName } from '../x509/name.ts';
import type { OcspResponse } from '../x509/ocsp.ts';
import { webCryptoVerifier, type SignatureVerifier } from '../x509/signature.ts';
import { SignatureChecks } from '../x509/signature-checks.ts';
import { isRoot, placesIn, placesOn, statusOfLeaf } from './chain-judge.ts';
import { hasEvidence, ListSearch, type GivenEvidence } from './list-search.ts';

/** A certificate that the list is to verify: the other side's, Unified CM's, IM and Presence's. */
export interface NeededCertificate {
  readonly certificate: Certificate;
  readonly place: Location;
}

export interface CheckTrustListOptions {
  readonly at: Date;
  /** How its reader searches the list; default: expressway. */
  readonly store?: TrustStoreKind;
  /** Key of the cluster whose list it is. */
  readonly cluster?: string;
  /** FQDN of the peer whose list alone it is. */
  readonly peer?: string;
  readonly needs?: readonly NeededCertificate[];
  /** Certificates beside the list: what issued one of them is a CA. */
  readonly atHand?: readonly Certificate[];
  /** Whose verdicts rest on the list. */
  readonly rests?: readonly RestsOnList[];
  /** Evidence of revocation, for the entries and for what is needed; nothing is ever fetched. */
  readonly crls?: readonly Crl[];
  readonly ocspResponses?: readonly OcspResponse[];
  readonly verifier?: SignatureVerifier;
}

/** What is to be said of a trusted-CA list. */
export interface TrustListCheck {
  readonly findings: readonly Finding[];
  /** What was asked of the list, in the order given. */
  readonly needs: readonly NeededVerification[];
  readonly entries: TrustFacts['entries'];
  /** Numbers of the entries that are revoked, as far as evidence was given. */
  readonly revoked: readonly number[];
  readonly notChecked: readonly Question[];
}

/**
 * Audits a trusted-CA list: entries that hide each other, entries that fail or are of no use, and whether it can
 * verify what it needs to.
 *
 * @param entries in the order of the file: an Expressway takes the first that fits
 * @throws TypeError where `at` is not a date
 */
export async function checkTrustList(
  entries: readonly TrustEntry[],
  options: CheckTrustListOptions,
): Promise<TrustListCheck> {
  const { verifier = webCryptoVerifier(), store = 'expressway' } = options;
  const evidence = { crls: options.crls ?? [], ocspResponses: options.ocspResponses ?? [] };
  const at = options.at.getTime();
  if (Number.isNaN(at)) throw new TypeError('at is not a valid date');
  const { needs: needed = [], atHand = [], rests = [] } = options;
  const roles = await rolesOf(needed);
  const list = await gatherTrustFacts(entries, {
    ...{ verifier, roles },
    atHand: [...atHand, ...needed.map(({ certificate }) => certificate)],
  });
  const search = new ListSearch(
    entries.map(({ certificate }) => certificate),
    store,
    { time: at, checks: new SignatureChecks(verifier), evidence },
  );
  const needs = await verifyNeeds(search, needed, entries, at);
  const revocation = await statusesOf(list.entries, search, evidence);
  const subject = subjectOf(entries, options);
  const findings = run(trustRules, { list, subject, store, needs, revocation, rests, at });
  return {
    findings,
    needs,
    entries: list.entries,
    revoked: revocation.flatMap(({ entry, status }) => (status.status === 'revoked' ? [entry.entry] : [])),
    notChecked: [
      ...list.entries
        .filter(({ isSelfSigned }) => isSelfSigned === 'not checked')
        .map(({ entry }) => ({
          what: `whether entry ${entry} is self-signed`,
          why: 'its algorithm cannot be verified here',
        })),
      ...revocationQuestions([
        ...revocation.map(({ entry, status }) => [`entry ${entry.entry}`, status] as const),
        ...needs.map(({ name, revocation: status }) => [name, status] as const),
      ]),
    ],
  };
}

/** Of whom the evidence that was given says nothing. */
function revocationQuestions(
  statuses: readonly (readonly [of: string, status: RevocationStatus | undefined])[],
): Question[] {
  const open = statuses.filter(([, status]) => status?.status === 'unknown').map(([of]) => of);
  if (open.length === 0) return [];
  const [named, rest] = [open.slice(0, 3), open.length - 3];
  const what = `revocation of ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return [{ what, why: 'no revocation list given is usable for it' }];
}

function subjectOf([first]: readonly TrustEntry[], { cluster, peer }: CheckTrustListOptions): Subject {
  return {
    ...(cluster !== undefined && { cluster }),
    ...(peer !== undefined && { peer }),
    ...(first && { file: first.file }),
  };
}

/** By fingerprint, from the names of the files of those that say a role. */
async function rolesOf(needs: readonly NeededCertificate[]): Promise<ReadonlyMap<string, GuessedRole>> {
  const roles = new Map<string, GuessedRole>();
  for (const { certificate, place } of needs) {
    const role = guessRole(undefined, place.file);
    if (role) roles.set(await fingerprint(certificate.der, 'SHA-256'), role);
  }
  return roles;
}

async function verifyNeeds(
  search: ListSearch,
  needs: readonly NeededCertificate[],
  entries: readonly TrustEntry[],
  at: number,
): Promise<NeededVerification[]> {
  const places = placesIn(entries.map(({ certificate }) => certificate));
  const verified: NeededVerification[] = [];
  for (const { certificate, place } of needs) {
    const { answer, path } = await search.find(certificate);
    const fault = faultOf(answer) ?? dateFault(certificate, at);
    const isVerified = answer.result === 'trusted' && fault === undefined;
    verified.push({
      name: printName(certificate.subject),
      place,
      canBeVerified: isVerified ? 'yes' : answer.result === 'not checked' ? 'unknown' : 'no',
      missingIssuer: answer.result === 'issuer missing' ? answer.missingIssuer : undefined,
      fault,
      ...(answer.result === 'not checked' && { open: answer.because }),
      verifiedBy: isVerified ? placesOn(path, places).map((place) => entries[place]!.entry) : [],
      revocation: statusOfLeaf(path),
    });
  }
  return verified;
}

/** What is asked of a list is to verify servers: a CA that rules that out is as bad as one with another fault. */
function faultOf(answer: PathAnswer): string | undefined {
  if (answer.result === 'broken') return answer.because;
  const refusal = answer.result === 'trusted' ? answer.refusedAs.server : undefined;
  if (!refusal) return undefined;
  if (refusal.position === 0)
    return `the certificate itself is for no server by its ${refusal.kind} (${refusal.found.join(', ')})`;
  return `the CA certificate "${refusal.subject}" rules out servers by its ${refusal.kind} (${refusal.found.join(', ')})`;
}

/** The dates of what a list is to verify: those of its CAs are found on the way. */
function dateFault({ notBefore, notAfter }: Certificate, at: number): string | undefined {
  if (at >= notAfter + 1000) return `it ended on ${dayText(notAfter)}`;
  return at < notBefore ? `it begins on ${dayText(notBefore)}` : undefined;
}

/** Roots cannot be revoked by a list of their own: they are left out. */
async function statusesOf(
  entries: readonly JudgedEntry[],
  search: ListSearch,
  evidence: GivenEvidence,
): Promise<TrustListFacts['revocation']> {
  const statuses = [];
  for (const entry of hasEvidence(evidence) ? entries : []) {
    if (isRoot(entry.certificate)) continue;
    const status = statusOfLeaf((await search.find(entry.certificate)).path);
    if (status) statuses.push({ entry, status });
  }
  return statuses;
}
