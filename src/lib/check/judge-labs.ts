import { policyId } from '../asn1/oids.ts';
import type { Finding, Location } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import { dayText } from '../rules/trust/facts.ts';
import { labRules } from '../rules/trust/index.ts';
import { findExtension } from '../x509/extensions.ts';
import { printName } from '../x509/name.ts';
import type { Inventory } from './inventory.ts';

/** Judges what the CA of a lab has issued, itself included: by the policy that stands in all of it. */
export function judgeLabs({ found }: Pick<Inventory, 'found'>): Finding[] {
  const placesOf = new Map<string, [Location, ...Location[]]>();
  const ofLabs = found.filter(({ issued: { certificate } }) =>
    findExtension(certificate.extensions, 'certificatePolicies')?.value.some(
      ({ id }) => id === policyId.expcertLab,
    ),
  );
  for (const { issued, place } of ofLabs) {
    const places = placesOf.get(issued.fingerprint);
    if (places) places.push(place);
    else placesOf.set(issued.fingerprint, [place]);
  }
  const met = [...placesOf].map(([fingerprint, locations]) => {
    const { certificate } = ofLabs.find(({ issued }) => issued.fingerprint === fingerprint)!.issued;
    return {
      subject: printName(certificate.subject),
      notAfter: dayText(certificate.notAfter),
      isCa: findExtension(certificate.extensions, 'basicConstraints')?.value.ca === true,
      locations,
    };
  });
  return run(labRules, { met });
}
