import { extensionId } from '../asn1/oids.ts';
import type { Crl } from '../x509/crl.ts';
import { findExtension, type ExtensionName, type IssuingDistributionPoint } from '../x509/extensions.ts';
import { noRevokedCertificates } from '../x509/revoked-certificates.ts';
import type { CrlBreach, CrlProblem } from './status.ts';

const processedInLists: ReadonlySet<string> = new Set([
  extensionId.authorityKeyIdentifier,
  extensionId.issuerAltName,
  extensionId.cRLNumber,
  extensionId.deltaCRLIndicator,
  extensionId.issuingDistributionPoint,
  extensionId.freshestCRL,
  extensionId.authorityInfoAccess,
]);

const processedInEntries: ReadonlySet<string> = new Set([
  extensionId.cRLReason,
  extensionId.holdInstructionCode,
  extensionId.invalidityDate,
  extensionId.certificateIssuer,
]);

/** RFC 5280 5.2, 5.3: a list with a critical extension that is not processed shows no certificate to be good. */
export function hasUnknownCriticalExtension({ extensions, revoked }: Crl): boolean {
  if (extensions.some(({ id, critical }) => critical && !processedInLists.has(id))) return true;
  return [...revoked.criticalExtensions].some((id) => !processedInEntries.has(id));
}

/** What keeps the list from being one of a conforming CA; nearly always empty. */
export function crlBreaches(crl: Crl): CrlBreach[] {
  const { version, extensions } = crl;
  const breaks: Readonly<Record<CrlBreach, boolean>> = {
    'version-1': version === 1,
    'entries-empty': hasEmptyEntries(crl),
    'authority-key-identifier-missing': !findExtension(extensions, 'authorityKeyIdentifier'),
    'number-missing': !findExtension(extensions, 'cRLNumber'),
    'number-too-long': numbers.some((name) => isTooLong(findExtension(extensions, name)?.value)),
    'scope-empty': isEmptyScope(findExtension(extensions, 'issuingDistributionPoint')?.value),
    'criticality-wrong': extensions.some(({ name, critical }) => isWrong(name, critical)),
  };
  return (Object.keys(breaks) as CrlBreach[]).filter((breach) => breaks[breach]);
}

const mustBeCritical: readonly (ExtensionName | undefined)[] = [
  'issuingDistributionPoint',
  'deltaCRLIndicator',
];
const mustNotBeCritical: readonly (ExtensionName | undefined)[] = [
  'authorityKeyIdentifier',
  'cRLNumber',
  'freshestCRL',
];

const isWrong = (name: ExtensionName | undefined, critical: boolean): boolean =>
  (critical ? mustNotBeCritical : mustBeCritical).includes(name);

const hasEmptyEntries = ({ revoked }: Crl): boolean =>
  revoked.count === 0 && revoked !== noRevokedCertificates;

const numbers = ['cRLNumber', 'deltaCRLIndicator'] as const;

/** In 20 octets there is room for 159 bits and the sign. */
const isTooLong = (number: bigint | undefined): boolean => number !== undefined && number >> 159n !== 0n;

function isEmptyScope(scope: IssuingDistributionPoint | undefined): boolean {
  if (!scope) return false;
  const { distributionPoint, onlySomeReasons, ...flags } = scope;
  return !distributionPoint && !onlySomeReasons && !Object.values(flags).includes(true);
}

/** RFC 5280 5.1.2.4, 5.1.2.5: is this the time of the list? Both ends belong to it. */
export function timeProblem({ thisUpdate, nextUpdate }: Crl, time: number): CrlProblem | undefined {
  if (time < thisUpdate) return 'not-yet-valid';
  if (nextUpdate === undefined) return 'no-next-update';
  return Math.floor(time / 1000) * 1000 > nextUpdate ? 'outdated' : undefined;
}
