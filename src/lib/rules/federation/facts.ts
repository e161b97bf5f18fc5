import type { Deployment, FederationSettings, Position } from '../../deployment/model.ts';
import type { Location } from '../../findings/finding.ts';
import type { Occurrence } from '../../findings/rule.ts';
import type { Detail } from '../../findings/finding.ts';
import type { FederationPolicy } from '../../federation/policy.ts';
import type { PeerFacts } from '../../federation/peer-facts.ts';
import type { PrivacyVerdict } from '../../federation/privacy.ts';

/** What the rules about settings judge: the file's words, and the policy made of them. */
export interface FederationFacts {
  readonly deployment: Deployment;
  readonly settings: FederationSettings;
  readonly policy: FederationPolicy;
  /** Subjects of trusted private CAs that may speak for every domain; empty also where no trusted CAs are known. */
  readonly unboundPrivateCas: readonly string[];
  /** Files in which they stand; absent: not known. */
  readonly listPlaces?: readonly Location[];
}

/** A domain that was asked about, and what the lists say of it. */
export interface AskedDomainFacts {
  readonly domain: string;
  readonly privacy: PrivacyVerdict;
}

/** A judgement of a peer, and what has failed in it. */
export interface UnjudgedPeerFacts {
  readonly domain: string;
  readonly problem: string | undefined;
}

/** Something that has a place in the deployment file. */
interface Placed {
  readonly position?: Position;
}

/** Places in the deployment file; what was never written has none. */
export function placesOf(
  { deployment: { file } }: FederationFacts,
  things: readonly (Placed | undefined)[],
): Location[] {
  return things.flatMap((thing) => (thing?.position ? [{ file, ...thing.position }] : []));
}

/** Places of the settings with these keys. */
export const placesOfKeys = (facts: FederationFacts, keys: readonly string[]): Location[] =>
  placesOf(
    facts,
    keys.map((key) => {
      const position = facts.settings.positions[key];
      return position && { position };
    }),
  );

/** A finding about settings, by their keys. */
export function aboutKeys<D extends Detail>(
  facts: FederationFacts,
  keys: readonly string[],
  detail: D,
): Occurrence<D> {
  return { subject: {}, detail, locations: placesOfKeys(facts, keys) };
}

/** A finding about the other server. */
export const aboutPeer = <D extends Detail>({ domain }: PeerFacts, detail: D): Occurrence<D> => ({
  subject: { peer: domain },
  detail,
});
