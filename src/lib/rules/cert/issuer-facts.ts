import { attributeType } from '../../asn1/oids.ts';
import { caOf, clientAuthEnd, hasClientAuthEnded, type PublicCa } from '../../product/ca-rules.ts';
import { attributeValues } from '../../x509/name.ts';
import { factsOf, type PeerCertificateFacts } from './facts.ts';

/** The public CA that signed it: a root that the deployment file names as issuer, else the organization of its issuer. */
function publicIssuerOf({ issued, peer, plan }: PeerCertificateFacts): PublicCa | undefined {
  if (issued.issuedBy.kind !== 'public') return undefined;
  const facts = factsOf({ plan });
  const planned = caOf(peer?.issuer, facts);
  if (planned === 'outside-browser-stores') return planned;
  return caOf(attributeValues(issued.certificate.issuer, attributeType.organizationName)[0], facts);
}

/** When the public CA that signed it ends client authentication, or has ended it; undefined where it does not. */
export function clientAuthEndOf(
  about: PeerCertificateFacts,
): { readonly ca: PublicCa; readonly day: string; readonly isOver: boolean } | undefined {
  const facts = factsOf(about);
  const ca = publicIssuerOf(about);
  const day = ca && clientAuthEnd(ca, facts);
  return ca && day !== undefined ? { ca, day, isOver: hasClientAuthEnded(ca, about.at, facts) } : undefined;
}
