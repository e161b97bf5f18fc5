import type { DeclaredName, SipFederation } from '../deployment/model.ts';

/** Exactly one label below: Microsoft's servers take no target above the SIP domain, beside it, or deeper. */
export function isTargetOf(target: string, domain: string): boolean {
  const lower = target.toLowerCase();
  return lower.slice(lower.indexOf('.') + 1) === domain.toLowerCase();
}

/** The target of the SRV record of a SIP domain: the one that the file names where it fits, else by custom. */
export const targetOf = (domain: DeclaredName, target: DeclaredName | undefined): DeclaredName =>
  target && isTargetOf(target.name, domain.name)
    ? target
    : { ...domain, name: `sip.${domain.name}`, written: `sip.${domain.written}` };

/** Names by which partners in SIP federation connect; what the file says is among them, fit or not. */
export function sipTargets({ domains, target }: SipFederation): DeclaredName[] {
  const targets = domains.map((domain) => targetOf(domain, target));
  return target && !targets.includes(target) ? [target, ...targets] : targets;
}
