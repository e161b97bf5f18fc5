import type { Finding } from '../findings/finding.ts';
import { groupOf, groupsOfPeer } from '../services/finding-groups.ts';
import type { ServiceVerdict } from '../services/verdict.ts';

/** The findings a verdict rests on, in their order; it names their codes alone. */
export function findingsBehind(
  { service, peer, cluster, because }: ServiceVerdict,
  findings: readonly Finding[],
): Finding[] {
  if (because.length === 0) return [];
  const groups = groupsOfPeer(peer, cluster);
  return findings.filter(
    (finding) =>
      because.includes(finding.code) && groups.includes(groupOf(finding)) && isNeeded(finding, service),
  );
}

/** A name says itself which services need it. */
function isNeeded({ params: { neededFor } }: Finding, service: ServiceVerdict['service']): boolean {
  return !Array.isArray(neededFor) || (neededFor as readonly unknown[]).includes(service);
}
