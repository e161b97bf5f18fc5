import type { Deployment } from '../deployment/model.ts';
import { isFederationOnImp } from '../deployment/services-in-use.ts';
import type { CaBinding } from '../federation/ca-binding.ts';
import { federationPolicy } from '../federation/policy.ts';
import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import { isNamedLikePublicCa } from '../product/public-cas.ts';
import { federationSettingsRules } from '../rules/federation/index.ts';
import { attributeType } from '../asn1/oids.ts';
import type { Certificate } from '../x509/certificate.ts';
import { attributeValues, printName, sameName } from '../x509/name.ts';

/**
 * Judges the federation settings of a deployment: what contradicts itself, what contradicts what partners have declared,
 * and what weakens the federation.
 *
 * @param binding of the trusted CAs, such as that of a PeerTrust; without it nothing is said about them
 * @returns findings of area `federation/`, in the order of the rules; none where there is no block `federation`, and none
 *   where IM and Presence terminates federation: the settings take effect on no Expressway then.
 */
export function checkFederation(deployment: Deployment, binding?: CaBinding): Finding[] {
  const { federation: settings } = deployment;
  const policy = federationPolicy(deployment);
  if (!settings || !policy || isFederationOnImp(deployment)) return [];
  const cas = binding ? unboundPrivateCas(binding) : [];
  return run(federationSettingsRules, { deployment, settings, policy, unboundPrivateCas: cas });
}

/** Subjects of private CAs that may speak for every domain. */
export const unboundPrivateCas = ({ unbound }: CaBinding): string[] => [
  ...new Set(unbound.filter(isPrivate).map(({ subject }) => printName(subject))),
];

/** Roots alone: who may speak for whom is decided there, and a CA below one is the same organization's. */
const isPrivate = ({ subject, issuer }: Certificate): boolean =>
  sameName(subject, issuer) &&
  !attributeValues(subject, attributeType.organizationName).some(isNamedLikePublicCa);
