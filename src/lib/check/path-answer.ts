import { equal, toHex } from '../bytes.ts';
import { oidName } from '../asn1/oids.ts';
import type { TlsPurpose } from '../path/appliance.ts';
import { isExpired } from '../path/checks.ts';
import type { PlacedCertificate } from '../path/path-facts.ts';
import { keyWeakness } from '../path/strength.ts';
import { usageRefusals } from '../path/usage-refusals.ts';
import type { PathAspect } from '../rules/path/aspect-facts.ts';
import type { JudgedPath } from '../rules/path/facts.ts';
import type {
  BrokenPath,
  PathAnswer,
  PathEnd,
  PathFault,
  UncheckedReason,
  UsageRefusal,
} from '../rules/chain/facts.ts';
import type { PathError } from '../validation/judge-path.ts';
import type { JudgedFacts } from '../validation/validate-path.ts';
import { printName } from '../x509/name.ts';

/** What a chain is said to be, and the path on which that rests. */
export interface PathFound {
  readonly answer: PathAnswer;
  readonly path: JudgedPath;
}

/**
 * One answer from all paths that were looked at, the most useful first. A path whose signatures cannot be checked might
 * be good: as long as there is one, no other is called broken.
 */
export function answerFrom(judged: readonly JudgedFacts[]): PathFound {
  const found = judged.map((each) => ({ each, faults: faultsOfPath(each) }));
  const chosen =
    found.find(({ faults }) => faults.length === 0) ??
    found.find(({ faults }) => faults.every(({ aspect }) => openAspects.has(aspect))) ??
    found[0]!;
  return { answer: answerOf(chosen.each, chosen.faults), path: chosen.each.facts };
}

const openAspects: ReadonlySet<PathAspect> = new Set<PathAspect>([
  'search-limit',
  'signature-not-checked',
  'malformed-open',
]);

/** Dates, revocation, strength and usages of the certificate itself are judged apart: each fault counts once. */
function faultsOfPath({ facts, errors }: JudgedFacts): PathError[] {
  const unread = new Set(
    errors.filter(({ aspect }) => aspect === 'malformed-open').map(({ position }) => position),
  );
  return errors.filter(({ aspect, position }) => {
    if (unread.has(position) && aspectsOfExtensions.has(aspect)) return false;
    if (aspect === 'usage' || aspect === 'name') return false;
    if (position !== 0) return true;
    if (aspect === 'strength') return isKeyWorthless(facts);
    return aspect !== 'dates' && aspect !== 'revocation' && aspect !== 'revocation-unknown';
  });
}

/** What an extension says that could not be read here, nobody knows. */
const aspectsOfExtensions: ReadonlySet<PathAspect> = new Set<PathAspect>([
  'not-a-ca',
  'path-length',
  'name-constraints',
  'policy',
]);

/** Size and hash are for the rules on the certificate; with such an exponent nobody is who he says he is. */
const isKeyWorthless = ({ certificates: [leaf] }: JudgedPath): boolean =>
  keyWeakness(leaf!.facts.certificate.publicKey, 0) === 'bad-exponent';

function answerOf({ facts }: JudgedFacts, faults: readonly PathError[]): PathAnswer {
  if (faults.some(({ aspect }) => aspect === 'issuer-missing')) return issuerMissing(facts);
  const [fault] = faults.filter(({ aspect }) => !openAspects.has(aspect));
  if (fault) return broken(facts, fault);
  const [open] = faults;
  if (open) {
    return { result: 'not checked', why: whyOpen(open.aspect), because: open.finding.message };
  }
  return trusted(facts);
}

function whyOpen(aspect: PathAspect): UncheckedReason {
  if (aspect === 'malformed-open') return 'malformed';
  return aspect === 'search-limit' ? 'search-limit' : 'signature';
}

const nameOf = ({ facts }: PlacedCertificate): string => printName(facts.certificate.subject);

function issuerMissing({ candidate, certificates }: JudgedPath): PathAnswer {
  const top = certificates[candidate.certificates.length - 1]!;
  return {
    result: 'issuer missing',
    missingIssuer: printName(top.facts.certificate.issuer),
    of: nameOf(top),
  };
}

function broken(facts: JudgedPath, { aspect, position = 0, finding }: PathError): BrokenPath {
  const placed = facts.certificates[position]!;
  const about = { because: finding.message, subject: nameOf(placed), position };
  if (aspect !== 'issuer-key' && aspect !== 'signature') {
    return { result: 'broken', fault: faultOf(aspect, placed, facts.options.time), ...about };
  }
  const { wantedKey, foundKeys } = keysAt(facts, position);
  const isOtherKey = wantedKey === undefined || !foundKeys.includes(wantedKey);
  if (!isOtherKey) return { result: 'broken', fault: 'other', ...about };
  return { result: 'broken', fault: 'other-key', ...about, ...(wantedKey && { wantedKey }), foundKeys };
}

function faultOf(aspect: PathAspect, { facts }: PlacedCertificate, time: number): PathFault {
  if (aspect === 'dates') return isExpired(facts, time) ? 'expired' : 'not-yet-valid';
  if (aspect === 'revocation') return 'revoked';
  return sameNamed.find((fault) => fault === aspect) ?? 'other';
}

const sameNamed = [
  'not-a-ca',
  'path-length',
  'name-constraints',
  'critical-extension',
  'malformed',
  'strength',
  'policy',
] as const satisfies readonly (PathFault & PathAspect)[];

/** The key identifier that a certificate names, and those of the CAs with the name of its issuer. */
function keysAt({ candidate: { certificates, issuer, namesakes = [] } }: JudgedPath, position: number) {
  const above = certificates[position + 1] ?? issuer;
  const wanted = certificates[position]!.extensions.authorityKeyIdentifier?.value.keyIdentifier;
  const foundKeys = (above ? [above] : namesakes).flatMap(({ extensions }) => {
    const key = extensions.subjectKeyIdentifier?.value;
    return key ? [toHex(key)] : [];
  });
  return { wantedKey: wanted && toHex(wanted), foundKeys };
}

function trusted(facts: JudgedPath): PathAnswer {
  const chain = eachOnce(facts.certificates);
  return {
    result: 'trusted',
    path: chain.map(nameOf),
    ends: firstEnd(chain),
    refusedAs: { ...refusal(facts, 'server'), ...refusal(facts, 'client') },
  };
}

/** A certificate that is trusted itself stands in its path as anchor too. */
const eachOnce = (placed: readonly PlacedCertificate[]): PlacedCertificate[] =>
  placed.filter(
    ({ facts, position }) =>
      position !== 1 || !equal(facts.certificate.der, placed[0]!.facts.certificate.der),
  );

function firstEnd(chain: readonly PlacedCertificate[]): PathEnd {
  const [first] = [...chain].sort((a, b) => notAfterOf(a) - notAfterOf(b));
  return { notAfter: notAfterOf(first!), subject: nameOf(first!), position: first!.position };
}

const notAfterOf = ({ facts }: PlacedCertificate): number => facts.certificate.notAfter;

function refusal({ certificates }: JudgedPath, purpose: TlsPurpose): { [P in TlsPurpose]?: UsageRefusal } {
  const [first] = usageRefusals(certificates, purpose);
  if (!first) return {};
  const { placed, by } = first;
  const { extKeyUsage, keyUsage, netscapeCertType } = placed.facts.extensions;
  const found = {
    'extended key usage': extKeyUsage?.value.map((id) => oidName(id) ?? id),
    'key usage': keyUsage?.value,
    'certificate type': netscapeCertType?.value,
  }[by];
  return {
    [purpose]: { subject: nameOf(placed), position: placed.position, kind: by, found: found ?? [] },
  };
}
