import { toHex } from '../bytes.ts';
import type { DistributionPointName } from '../x509/extensions.ts';
import { printGeneralName, type GeneralName } from '../x509/general-name.ts';
import { relativeNameKey, type Name } from '../x509/name.ts';

/** Joins the keys of RDNs; they cannot hold it. */
const betweenRdns = '\u0001';

const directoryKey = (relativeKeys: readonly string[]): string =>
  `directoryName:${relativeKeys.join(betweenRdns)}`;

export const keyOfName = (name: Name): string => directoryKey(name.relativeKeys);

/** A string that is equal for two names exactly where RFC 5280 7 calls them the same. */
export function keyOfGeneralName(name: GeneralName): string {
  switch (name.kind) {
    case 'directoryName':
      return keyOfName(name.value);
    case 'uniformResourceIdentifier':
      return `uri:${foldSchemeAndHost(name.value)}`;
    case 'dNSName':
      return `dns:${name.value.toLowerCase()}`;
    case 'iPAddress':
      return `ip:${toHex(name.value)}`;
    default:
      return printGeneralName(name);
  }
}

/** RFC 5280 7.4: scheme and host are compared without regard to case, the rest as it is. */
function foldSchemeAndHost(uri: string): string {
  return uri.replace(/^[^/?#]*(?:\/\/[^/?#]*)?/, (part) => part.toLowerCase());
}

/** The names of a distribution point; one that is relative is completed by the CRL issuer's name (4.2.1.13). */
export function keysOfPoint(point: DistributionPointName, crlIssuer: Name): string[] {
  if (point.kind === 'fullName') return point.names.map(keyOfGeneralName);
  return [directoryKey([...crlIssuer.relativeKeys, relativeNameKey(point.name)])];
}
