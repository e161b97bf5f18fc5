import type { RequestFacts } from '../../csr/facts.ts';
import type { ExtendedKeyUsage } from '../../deployment/model.ts';
import { usagesDemanded } from '../../plan/plan.ts';
import type { Detail, Location } from '../../findings/finding.ts';
import type { Occurrence } from '../../findings/rule.ts';
import type { Armour } from '../../formats/armour.ts';
import { about, placesOf, type ProfileFacts } from '../profile/facts.ts';
import { hasUsage } from '../profile/presented.ts';

/** What the rules of area csr/ judge: one request, and what it is to be like. */
export interface CsrFacts extends ProfileFacts {
  readonly request: RequestFacts;
  /** How its PEM block is written; undefined where it stands in none. */
  readonly armour: Armour | undefined;
  /** Does the private key given belong to the request? undefined: none was given. */
  readonly isPrivateKeyTheSame: boolean | undefined;
  /** A private key stands in the same file. */
  readonly hasPrivateKeyBeside: boolean;
  readonly earlier: EarlierRequests;
  /** Time of judgement, milliseconds since 1970 UTC. */
  readonly at: number;
}

/** What was given before this request in the same call: of each kind the first. */
export interface EarlierRequests {
  /** Asks for the very same. */
  readonly twin: CsrFacts | undefined;
  /** Has the same key, and is a different request for somebody else. */
  readonly sharingKey: CsrFacts | undefined;
  /** Is for the same peer. */
  readonly forPeer: CsrFacts | undefined;
}

/** A finding whose second place is the other request that it is about. */
export function aboutBoth<D extends Detail>(facts: CsrFacts, other: CsrFacts, detail: D): Occurrence<D> {
  const { locations = [], ...occurrence } = about(facts, detail);
  return { ...occurrence, locations: [...locations, ...placesOf({ ...other, plan: undefined })] };
}

/** A file, and the entry in it where it holds several. */
export const placeText = (place: Location | undefined): string =>
  place ? `${place.file}${place.entry === undefined ? '' : `, entry ${place.entry}`}` : 'another request';

/** Usages that the release demands, or that are planned, and that the request does not ask for. */
export function usagesLacking({ peer, request }: CsrFacts): ExtendedKeyUsage[] {
  if (!peer) return [];
  const wanted = [...usagesDemanded(peer), ...peer.request.extendedKeyUsage];
  return [...new Set(wanted)].filter((usage) => !hasUsage(request, usage));
}

/** The key is of the kind and size that the plan asks for, if there is one. */
export function isKeyAsPlanned({ peer, request: { request } }: CsrFacts): boolean {
  if (!peer) return true;
  const { publicKey: key } = request;
  const planned = peer.request.key;
  if (planned.type === 'rsa') return key.kind === 'rsa' && key.bits === planned.bits;
  return key.kind === 'ec' && key.curve === planned.curve;
}
