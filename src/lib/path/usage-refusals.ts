import { purposeRefusedInCa, purposeRefusedInLeaf, type RefusedBy, type TlsPurpose } from './appliance.ts';
import type { PlacedCertificate } from './path-facts.ts';

/** Certificates of a path that rule a purpose out for an appliance, from the leaf up. */
export function usageRefusals(
  certificates: readonly PlacedCertificate[],
  purpose: TlsPurpose,
): { readonly placed: PlacedCertificate; readonly by: RefusedBy }[] {
  return certificates.flatMap((placed) => {
    const { facts, role, issues } = placed;
    if (role !== 'leaf' && !issues) return [];
    const by = role === 'leaf' ? purposeRefusedInLeaf(facts, purpose) : purposeRefusedInCa(facts, purpose);
    return by ? [{ placed, by }] : [];
  });
}
