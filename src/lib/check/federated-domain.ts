import type { FederationPolicy } from '../federation/policy.ts';
import { privacyOf } from '../federation/privacy.ts';
import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import { federatedDomainRules } from '../rules/federation/index.ts';

/**
 * May this domain federate with us? What its server presents is for verifyPeer() to judge.
 *
 * @param domain from toALabels()
 */
export function checkFederatedDomain(domain: string, { privacy }: FederationPolicy): Finding[] {
  return run(federatedDomainRules, { domain, privacy: privacyOf(domain, privacy) });
}
