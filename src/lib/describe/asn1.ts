import { readAsn1Tree, type Asn1Node } from '../asn1/tree.ts';
import type { Recognised, Thing, Unrecognised } from '../formats/recognised.ts';

export type { Asn1Node } from '../asn1/tree.ts';

/**
 * The ASN.1 structure of a thing, and of one that is too damaged to be read. What may hold a private key shows its
 * structure only: no long number and no octets.
 */
export function describeAsn1(thing: Thing | Recognised | Unrecognised): readonly Asn1Node[] {
  if (thing.kind === 'private-key') {
    return 'privateKey' in thing ? readAsn1Tree(thing.privateKey.toPkcs8(), { withhold: true }) : [];
  }
  if (!('der' in thing) || !thing.der) return [];
  return readAsn1Tree(thing.der, { withhold: !isPublic.includes(thing.kind) });
}

/** Everything else, and what nobody recognised, may hold a key. */
const isPublic: readonly (Thing | Unrecognised)['kind'][] = [
  ...([
    'certificate',
    'certificate-request',
    'crl',
    'public-key',
    'key-parameters',
    'ocsp-response',
    'pkcs7',
  ] as const),
];
