import type { Occurrence } from '../../findings/rule.ts';
import type { Detail } from '../../findings/finding.ts';
import type { PathFacts, PlacedCertificate } from '../../path/path-facts.ts';
import type { CrlBreach, PlacedRevocationStatus, UnusableEvidence } from '../../revocation/status.ts';
import { serialHex } from '../../x509/certificate.ts';
import { printName } from '../../x509/name.ts';

/** What rules of this area judge: a candidate path, and where it was looked up the status of its certificates. */
export interface JudgedPath extends PathFacts {
  /** undefined: not looked up, because it was not asked for or the path is bad anyway. */
  readonly revocation: readonly PlacedRevocationStatus[] | undefined;
}

/** Values by which a person recognises a certificate of the path. */
export type CertificateDetail = {
  readonly role: 'leaf' | 'intermediate' | 'anchor';
  /** Counted from the leaf, 0. */
  readonly position: number;
  /** Subject, RFC 4514 text. */
  readonly certificate: string;
  readonly serialNumber: string;
};

export function detailOf({ facts, role, position }: PlacedCertificate): CertificateDetail {
  const { subject, serialNumber } = facts.certificate;
  return { role, position, certificate: printName(subject), serialNumber: serialHex(serialNumber) };
}

const roleTexts = {
  leaf: 'the certificate',
  intermediate: 'the CA certificate',
  anchor: 'the trusted CA certificate',
};

/** `the CA certificate "CN=…"`; a certificate without subject is known by its serial number. */
export function named({ role, certificate, serialNumber }: CertificateDetail): string {
  return `${roleTexts[role]} ${certificate === '' ? `with serial number ${serialNumber}` : `"${certificate}"`}`;
}

/** An occurrence that says which certificate, and what else there is to say. */
export function at<D extends Detail>(
  placed: PlacedCertificate,
  detail: D,
): Occurrence<CertificateDetail & D> {
  return { subject: {}, detail: { ...detailOf(placed), ...detail } };
}

/** One occurrence for each certificate of which this is true. */
export function each(
  { certificates }: PathFacts,
  isHit: (placed: PlacedCertificate) => boolean,
): Occurrence<CertificateDetail>[] {
  const hits: Occurrence<CertificateDetail>[] = [];
  for (const placed of certificates) if (isHit(placed)) hits.push({ subject: {}, detail: detailOf(placed) });
  return hits;
}

/** The same where certificates are to keep the profile of RFC 5280 section 4. */
export const eachWithConformance: typeof each = (facts, isHit) =>
  facts.options.conformance ? each(facts, isHit) : [];

/** The same where they are to keep the Baseline Requirements. */
export const eachOnTheWeb: typeof each = (facts, isHit) =>
  facts.options.profile === 'webpki' ? each(facts, isHit) : [];

/** Values of which there may be thousands: the first of them, and how many there are. */
export type Some = { readonly shown: readonly string[]; readonly count: number };

const maxShown = 20;

export function some<Item>(items: readonly Item[], print: (item: Item) => string): Some {
  return { shown: items.slice(0, maxShown).map(print), count: items.length };
}

export function textOf({ shown, count }: Some): string {
  const more = count > shown.length ? ` and ${count - shown.length} more` : '';
  return shown.join(', ') + more;
}

/** A moment as findings show it: `2026-11-22 20:51:07Z`. */
export function momentText(time: number): string {
  return new Date(time)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
}

/** Certificates whose status is not known, with what was found out. */
export function* unknownStatuses(
  revocation: JudgedPath['revocation'],
  certificates: readonly PlacedCertificate[],
): Iterable<Occurrence<CertificateDetail & { why: string; unusable: readonly string[] }>> {
  for (const status of revocation ?? []) {
    if (status.status !== 'unknown') continue;
    const unusable = status.unusable.map(unusableText);
    yield at(certificates[status.position]!, { why: unknownTexts[status.why], unusable });
  }
}

const unknownTexts = {
  'no-evidence': 'no usable revocation list or OCSP response covers it',
  'reasons-not-covered': 'the lists found cover only some reasons for revocation',
  'not-its-issuer': 'it was not issued by the CA that is said to be its issuer',
  'staple-missing':
    'it promises an OCSP response in every handshake (TLS feature status_request), and none came',
};

/** With the section of RFC 5280. */
const breachTexts: Readonly<Record<CrlBreach, string>> = {
  'version-1': 'version 1, section 5.1.2.1',
  'entries-empty': 'an empty list of entries, section 5.1.2.6',
  'authority-key-identifier-missing': 'no authority key identifier, section 5.2.1',
  'number-missing': 'no CRL number, section 5.2.3',
  'number-too-long': 'a CRL number of more than 20 octets, section 5.2.3',
  'scope-empty': 'an empty issuing distribution point, section 5.2.5',
  'criticality-wrong': 'an extension with the wrong critical flag, section 5.2',
};

/** Why a list or response did not count. */
export function unusableText(evidence: UnusableEvidence): string {
  if (evidence.kind === 'crl') {
    const breaches = evidence.breaches?.map((breach) => breachTexts[breach]) ?? [];
    const why = breaches.length > 0 ? ` (${breaches.join(', ')})` : '';
    return `list of "${evidence.issuer}": ${evidence.problem}${why}`;
  }
  const { responder, problem } = evidence;
  return `OCSP response${responder === undefined ? '' : ` of "${responder}"`}: ${problem}`;
}
