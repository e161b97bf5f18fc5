import type { Deployment } from '../deployment/model.ts';
import { isFederationOnImp } from '../deployment/services-in-use.ts';
import { federationPolicy } from '../federation/policy.ts';
import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import { federationSettingsRules } from '../rules/federation/index.ts';

/**
 * Judges the federation settings of a deployment: what contradicts itself, what contradicts what partners have declared,
 * and what weakens the federation.
 *
 * @returns findings of area `federation/`, in the order of the rules; none where there is no block `federation`, and none
 *   where IM and Presence terminates federation: the settings take effect on no Expressway then.
 */
export function checkFederation(deployment: Deployment): Finding[] {
  const { federation: settings } = deployment;
  const policy = federationPolicy(deployment);
  if (!settings || !policy || isFederationOnImp(deployment)) return [];
  return run(federationSettingsRules, { deployment, settings, policy });
}
