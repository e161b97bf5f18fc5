import type { Issuance } from '../deployment/model.ts';
import { caNames, caOf } from './ca-rules.ts';
import type { DatedFacts } from './facts/dated-facts.ts';

/** Names that a CA puts into one certificate; undefined where its limit is not known. */
export function nameLimitOf(
  { issuer }: Issuance,
  facts: DatedFacts,
): { readonly ca: string; readonly names: number } | undefined {
  const ca = caOf(issuer, facts);
  // Profile "classic" takes the most, and is what the ACME client of an Expressway asks for.
  return ca === 'lets-encrypt'
    ? { ca: caNames[ca], names: facts['names-limit/lets-encrypt-classic'].value }
    : undefined;
}

/** The smallest that is known of any public CA; others have limits of their own, by product. */
export const smallestNameLimit = (facts: DatedFacts): number =>
  facts['names-limit/lets-encrypt-classic'].value;

/** What the smallest profile of the CA takes, where it is not the Expressway that asks for one; undefined: none is known. */
export function smallestProfileOf(
  { issuer, issuedBy }: Issuance,
  facts: DatedFacts,
): { readonly profile: string; readonly names: number } | undefined {
  if (caOf(issuer, facts) !== 'lets-encrypt' || issuedBy === 'expressway-acme') return undefined;
  return {
    profile: `${caNames['lets-encrypt']} in its profile tlsserver`,
    names: facts['names-limit/lets-encrypt-tlsserver'].value,
  };
}
