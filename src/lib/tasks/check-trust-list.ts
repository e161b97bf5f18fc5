import type { Finding, Location, Subject } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import type { NeededVerification, TrustStoreKind } from '../rules/trust/facts.ts';
import { trustRules } from '../rules/trust/index.ts';
import { gatherTrustFacts, type TrustEntry, type TrustFacts } from '../trust/facts.ts';
import type { Certificate } from '../x509/certificate.ts';
import { printName } from '../x509/name.ts';
import { webCryptoVerifier, type SignatureVerifier } from '../x509/signature.ts';
import { answerOf, isRoot } from './chain-facts.ts';
import { PathValidator } from './validate-path.ts';

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
  readonly needs?: readonly NeededCertificate[];
  readonly verifier?: SignatureVerifier;
  readonly crypto?: Crypto;
}

export interface TrustListCheck {
  readonly findings: readonly Finding[];
  /** What was asked of the list, in the order given. */
  readonly needs: readonly NeededVerification[];
  readonly entries: TrustFacts['entries'];
  readonly notChecked: readonly string[];
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
  const { crypto = globalThis.crypto, verifier = webCryptoVerifier(crypto), store = 'expressway' } = options;
  const at = options.at.getTime();
  if (Number.isNaN(at)) throw new TypeError('at is not a valid date');
  const list = await gatherTrustFacts(entries, { crypto, verifier });
  const needs = await verifyNeeds(entries, options.needs ?? [], at, verifier);
  const findings = run(trustRules, { list, subject: subjectOf(entries, options), store, needs, at });
  return {
    findings,
    needs,
    entries: list.entries,
    notChecked: list.entries
      .filter(({ isSelfSigned }) => isSelfSigned === 'not checked')
      .map(({ entry }) => `whether entry ${entry} is self-signed (its algorithm cannot be verified here)`),
  };
}

function subjectOf([first]: readonly TrustEntry[], { cluster }: CheckTrustListOptions): Subject {
  return { ...(cluster !== undefined && { cluster }), ...(first && { file: first.file }) };
}

/** An Expressway starts from roots: an intermediate counts as long as its root is in the list too. */
async function verifyNeeds(
  entries: readonly TrustEntry[],
  needs: readonly NeededCertificate[],
  time: number,
  verifier: SignatureVerifier,
): Promise<NeededVerification[]> {
  const certificates = entries.map(({ certificate }) => certificate);
  const validator = new PathValidator(
    {
      anchors: certificates.filter(isRoot),
      intermediates: certificates.filter((certificate) => !isRoot(certificate)),
      verifier,
    },
    { time, purpose: 'any', conformance: false },
  );
  const verified: NeededVerification[] = [];
  for (const { certificate, place } of needs) {
    const answer = answerOf(await validator.validate(certificate));
    verified.push({
      name: printName(certificate.subject),
      place,
      canBeVerified: answer.result === 'trusted' ? 'yes' : answer.result === 'not checked' ? 'unknown' : 'no',
      missingIssuer: answer.result === 'issuer missing' ? answer.missingIssuer : undefined,
    });
  }
  return verified;
}
