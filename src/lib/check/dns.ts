import type { Deployment } from '../deployment/model.ts';
import type { ObservedDns } from '../dns/observed.ts';
import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import { dnsRules } from '../rules/dns/index.ts';

/**
 * Judges what a resolver answered about the records of a deployment.
 *
 * @returns findings of area `dns/`, in the order of the rules; none means that everything asked about is as it should be.
 */
export function checkDns(deployment: Deployment, observed: ObservedDns): Finding[] {
  return run(dnsRules, { deployment, observed });
}
