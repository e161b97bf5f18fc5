import { isPresentedHostName } from '../names/host-name.ts';
import { findBreach } from '../path/name-constraints.ts';
import type { PlacedCertificate } from '../path/path-facts.ts';
import { printName } from '../x509/name.ts';
import type { PresentedName } from './presented-names.ts';

/** DNS names, SRVNames and XmppAddrs are held against dNSName constraints by path/. */
const beyondConstraints = /^(?:uri|cn):/;

/**
 * A name that matches by a form which the CA's name constraints do not speak of, while they forbid its domain as a DNS
 * name (RFC 9525 7.6): SIP URIs and CNs.
 *
 * @param certificates of the path, leaf first, with the anchor
 */
export function findConstraintBypass(
  names: readonly PresentedName[],
  certificates: readonly PlacedCertificate[],
): { readonly name: string; readonly ca: string } | undefined {
  for (const { name, verdict, domain } of names) {
    if (!beyondConstraints.test(name)) continue;
    if (verdict !== 'matches' || domain === undefined || !isPresentedHostName(domain)) continue;
    for (const { facts, issues } of certificates) {
      const set = issues ? facts.constraints : undefined;
      if (set && findBreach([{ kind: 'dNSName', value: domain }], set))
        return { name, ca: printName(facts.certificate.subject) };
    }
  }
  return undefined;
}
