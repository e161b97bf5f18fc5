import type { Detail } from '../../findings/finding.ts';
import type { RuleBearing } from '../../findings/rule.ts';
import { isFqdn } from '../../names/fqdn.ts';
import { isOfKind, useKinds, type CertificateUse, type UseKind } from '../../product/certificate-role.ts';
import { dayText, type NodeCertificateFacts } from './facts.ts';

/** An Expressway meets it for sure, and cannot do without it. */
export const isMet = ({ uses }: NodeCertificateFacts): boolean =>
  uses.some(({ effect }) => effect === 'fails');

/** Expressways may meet it, or can do without it. */
export const isPerhapsMet = (facts: NodeCertificateFacts): boolean => facts.uses.length > 0 && !isMet(facts);

/** Whoever connects compares the name of the node with those in the certificate. */
export function hasFqdn({ issued: { names, commonNames } }: NodeCertificateFacts): boolean {
  const texts = names.length > 0 ? names.map(({ value }) => value) : commonNames;
  return texts.some(isFqdn);
}

/** One of these nodes, as the Expressway-C calls it, is among its names. */
export function isCalledAfter(
  { issued: { names, commonNames } }: Pick<NodeCertificateFacts, 'issued'>,
  nodes: readonly string[],
): boolean {
  const texts = (names.length > 0 ? names.map(({ value }) => value) : commonNames).map((text) =>
    text.toLowerCase(),
  );
  return nodes
    .map((node) => node.toLowerCase())
    .some((node) => texts.includes(node) || texts.includes(node.replace(/^[^.]+/, '*')));
}

/** `expired on 2026-11-01`; undefined: it is in date, or has not begun. */
export function endText({ issued, at }: NodeCertificateFacts): string | undefined {
  const { notAfter } = issued.certificate;
  return at < notAfter + 1000 ? undefined : `expired on ${dayText(notAfter)}`;
}

/** `is not valid before 2026-12-01`; undefined: it has begun. */
export const beginText = ({ issued: { certificate }, at }: NodeCertificateFacts): string | undefined =>
  at < certificate.notBefore ? `is not valid before ${dayText(certificate.notBefore)}` : undefined;

/** `is revoked since 2026-11-01 (keyCompromise)`; undefined where nobody says so. */
export const revocationText = ({ revocation }: NodeCertificateFacts): string | undefined =>
  revocation?.status === 'revoked'
    ? `is revoked since ${dayText(revocation.since)} (${revocation.reason})`
    : undefined;

type NodeBearing = RuleBearing<NodeCertificateFacts, Detail>;
type NodeBearings = readonly [NodeBearing, ...NodeBearing[]];

/** On the trust that each use of the certificate asks for, in the services of the use: as hard as the use is. */
export const asUsed: NodeBearings = bearings(({ requirement, services }, effect) => ({
  requirement,
  services,
  effect,
  when: ({ uses }) => uses.some((use) => use.effect === effect && isOfKind({ requirement, services })(use)),
}));

/** The same where the fault leaves it open at worst. */
export const openAsUsed: NodeBearings = bearings((kind, effect) =>
  effect === 'fails' ? [] : { ...kind, effect, when: ({ uses }) => uses.some(isOfKind(kind)) },
);

function bearings(
  of: (kind: UseKind, effect: CertificateUse['effect']) => NodeBearing | readonly NodeBearing[],
): NodeBearings {
  const [first, ...others] = useKinds.flatMap((kind) => [of(kind, 'fails'), of(kind, 'not known')].flat());
  return [first!, ...others];
}
