import type { Occurrence } from '../../findings/rule.ts';
import type { PlacedCertificate } from '../../path/path-facts.ts';
import type { Fault } from '../../x509/certificate.ts';
import { faultText } from '../../x509/fault-text.ts';
import { at, some, type CertificateDetail, type JudgedPath, type Some } from './facts.ts';

export type MalformedDetail = CertificateDetail & { readonly faults: Some };

/** One occurrence for each certificate that has such faults. */
export function* malformed(
  facts: JudgedPath,
  faultsOf: (placed: PlacedCertificate) => readonly Fault[],
): Iterable<Occurrence<MalformedDetail>> {
  for (const placed of withAnchor(facts)) {
    const faults = faultsOf(placed);
    if (faults.length > 0) yield at(placed, { faults: some(faults, faultText) });
  }
}

/** Of an anchor that counts as name and key no extension counts, but its name and its key must be read without doubt. */
function withAnchor({ certificates, candidate, options }: JudgedPath): readonly PlacedCertificate[] {
  const { end, issuer } = candidate;
  if (end !== 'anchor' || !issuer || options.anchors === 'certificate') return certificates;
  return [...certificates, { facts: issuer, role: 'anchor', position: certificates.length, issues: true }];
}
