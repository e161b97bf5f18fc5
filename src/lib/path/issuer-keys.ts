import { mayBeIssuer } from './appliance.ts';
import type { PathFacts } from './path-facts.ts';

/** A certificate whose issuer, by name, has another key than the one that its key identifier names. */
export interface OtherKey {
  readonly position: number;
  /** Key identifiers: the one that is named, and those that are there; undefined: it has none. */
  readonly wanted: Uint8Array | undefined;
  readonly found: readonly (Uint8Array | undefined)[];
}

/** Links of the path that OpenSSL would not make, and where it found no issuer for that reason. */
export function otherKeys({ candidate: { certificates, issuer, namesakes = [] } }: PathFacts): OtherKey[] {
  return certificates.flatMap((child, position) => {
    const above = certificates[position + 1] ?? issuer;
    const isItself = above !== undefined && above.certificate === child.certificate;
    const there = above ? (isItself || mayBeIssuer(child, above) ? [] : [above]) : namesakes;
    if (there.length === 0) return [];
    const wanted = child.extensions.authorityKeyIdentifier?.value.keyIdentifier;
    const found = there.map(({ extensions }) => extensions.subjectKeyIdentifier?.value);
    return [{ position, wanted, found }];
  });
}
