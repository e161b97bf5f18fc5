import type { RequestFacts } from '../../csr/facts.ts';
import type { Position } from '../../deployment/model.ts';
import type { Location, Subject } from '../../findings/finding.ts';
import type { Occurrence } from '../../findings/rule.ts';
import type { Armour } from '../../formats/armour.ts';
import type { NameComparison, Rewritten } from '../../plan/compare-names.ts';
import type { PeerMatch } from '../../plan/match-peer.ts';
import { advisedName, type AdvisedName } from '../../plan/name-advice.ts';
import type { PeerPlan, Plan } from '../../plan/plan.ts';
import { altNameText, type PlannedName } from '../../san/required.ts';

export { fqdnProblem, isFqdn } from '../../names/fqdn.ts';

/** What the rules of area csr/ judge: one request, and what it is to be like. */
export interface CsrFacts {
  readonly request: RequestFacts;
  /** Where the request stands; undefined where it came as bytes without a name. */
  readonly place: Location | undefined;
  /** How its PEM block is written; undefined where it stands in none. */
  readonly armour: Armour | undefined;
  /** undefined: there is no deployment to compare with. */
  readonly plan: Plan | undefined;
  /** undefined exactly where `plan` is. */
  readonly match: PeerMatch | undefined;
  /** The peer matched. */
  readonly peer: PeerPlan | undefined;
  /** The request's names beside those of the peer. */
  readonly names: NameComparison | undefined;
  /** Does a manifest know the key? undefined: no manifest. */
  readonly isKeyInManifest: boolean | undefined;
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

/** Whom and which file a finding is about. */
export function subjectOf({ peer, place }: CsrFacts): Subject {
  return {
    ...(peer && { cluster: peer.cluster, peer: peer.peer }),
    ...(place && { file: place.file }),
  };
}

/** The request, and the line of the deployment file that asks for something else. */
export function placesOf({ place, plan }: CsrFacts, position?: Position): Location[] {
  return [
    ...(place ? [place] : []),
    ...(plan && position ? [{ file: plan.deployment.file, ...position }] : []),
  ];
}

/** Subject and place of a finding about the request as a whole. */
export const about = (facts: CsrFacts): { subject: Subject; locations: Location[] } => ({
  subject: subjectOf(facts),
  locations: placesOf(facts),
});

/** The same with the other request that a finding is about as a second place. */
export const aboutBoth = (facts: CsrFacts, other: CsrFacts): { subject: Subject; locations: Location[] } => ({
  subject: subjectOf(facts),
  locations: [...placesOf(facts), ...placesOf({ ...other, plan: undefined })],
});

/** A file, and the entry in it where it holds several. */
export const placeText = (place: Location | undefined): string =>
  place ? `${place.file}${place.entry === undefined ? '' : `, entry ${place.entry}`}` : 'another request';

/** Is this extended key usage asked for? A request that names none leaves it open and restricts nothing. */
export function hasUsage({ request }: CsrFacts, usage: 'serverAuth' | 'clientAuth'): boolean {
  const asked = request.extendedKeyUsage;
  return asked === undefined || asked.includes(usage) || asked.includes('anyExtendedKeyUsage');
}

/** A finding about a planned name: its place is the request, and the line that asks for the name. */
export function aboutPlannedName(
  facts: CsrFacts,
  peer: PeerPlan,
  name: PlannedName,
): Occurrence<AdvisedName> {
  return {
    subject: subjectOf(facts),
    detail: advisedName(peer, name),
    locations: placesOf(facts, name.reasons[0]?.position),
  };
}

/** A planned name with what stands in its place. */
export type RewrittenName = AdvisedName & { readonly found: string };

export function* aboutRewritten(
  facts: CsrFacts,
  pairs: readonly Rewritten[],
): Iterable<Occurrence<RewrittenName>> {
  if (!facts.peer) return;
  for (const { planned, found } of pairs) {
    const occurrence = aboutPlannedName(facts, facts.peer, planned);
    yield { ...occurrence, detail: { ...occurrence.detail, found: altNameText(found) } };
  }
}
