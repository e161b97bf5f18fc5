import type { AnyRule } from '../../findings/rule.ts';
import type { JudgedPath } from './facts.ts';

/** What of a path a rule judges: by this, and never by codes, others tell its findings apart. */
export type PathAspect =
  | 'issuer-missing'
  | 'issuer-key'
  | 'search-limit'
  | 'signature'
  | 'signature-not-checked'
  | 'not-a-ca'
  | 'path-length'
  | 'critical-extension'
  /** IP addresses and AS numbers (RFC 3779). */
  | 'resources'
  /** A part breaks the rule of its standard. */
  | 'malformed'
  /** The same, and nobody knows what an appliance makes of it. */
  | 'malformed-open'
  | 'name-constraints'
  | 'usage'
  | 'policy'
  | 'name'
  | 'strength'
  | 'dates'
  | 'revocation'
  /** No evidence says whether it is revoked. */
  | 'revocation-unknown'
  /** Form and content of one certificate, on which no path depends. */
  | 'conformance';

/** What the profile `appliance` makes of a rule: it judges by it too, or OpenSSL takes what the rule forbids. */
export type OnAppliance = 'judged' | { readonly taken: string };

export interface PathRule extends AnyRule<JudgedPath> {
  readonly aspect: PathAspect;
  readonly onAppliance: OnAppliance;
}

/** A rule by which every profile judges. */
/* @__NO_SIDE_EFFECTS__ */
export const judged = <R extends AnyRule<JudgedPath>>(aspect: PathAspect, rule: R) => ({
  ...rule,
  aspect,
  onAppliance: 'judged' as const,
});

/** A rule whose error an appliance knows nothing of. */
/* @__NO_SIDE_EFFECTS__ */
export const taken = <R extends AnyRule<JudgedPath>>(aspect: PathAspect, rule: R, why: string) => ({
  ...rule,
  aspect,
  onAppliance: { taken: why },
});
