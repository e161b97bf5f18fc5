import type { RequestComparison } from '../../certificate/compare-request.ts';
import type { Position, Service } from '../../deployment/model.ts';
import type { Detail, Location, Subject } from '../../findings/finding.ts';
import type { CertificateStoreName } from '../../findings/requirements.ts';
import type { Occurrence } from '../../findings/rule.ts';
import { parseDnsName } from '../../names/dns-name.ts';
import { fqdnProblem } from '../../names/fqdn.ts';
import type { NameComparison, Rewritten } from '../../plan/compare-names.ts';
import { requestSubject } from '../../plan/facts.ts';
import type { PeerMatch } from '../../plan/match-peer.ts';
import { advisedName, type AdvisedName } from '../../plan/name-advice.ts';
import type { Plan, RequestPlan } from '../../plan/plan.ts';
import { holdsFor, releaseFacts } from '../../product/release.ts';
import { altNameKey, altNameText, type AltName, type PlannedName } from '../../san/required.ts';

/** What is known of a request or certificate besides what it says itself. */
export interface ProfileFacts {
  /** Where it stands; undefined where it came as bytes without a name. */
  readonly place: Location | undefined;
  /** undefined: there is no deployment to compare with. */
  readonly plan: Plan | undefined;
  /** undefined exactly where `plan` is. */
  readonly match: PeerMatch | undefined;
  /** What is planned for the peer matched; of a certificate for the client store what is planned for that, if anything is. */
  readonly peer: RequestPlan | undefined;
  /** Its names beside those of the peer. */
  readonly names: NameComparison | undefined;
  /** Does a manifest know the key? undefined: no manifest. */
  readonly isKeyInManifest: boolean | undefined;
  /** What the CA made of the request beside the certificate; undefined: none is known. Absent for a request. */
  readonly comparison?: RequestComparison | undefined;
  /** Names that the request of the certificate has and the certificate has not; absent for a request. */
  readonly leftOut?: readonly AltName[];
  /** Into which store the certificate goes; absent for a request. */
  readonly store?: CertificateStoreName;
}

/** That of its peer; of what fits no peer, that of the deployment. */
export const releaseOf = ({ peer, plan }: Pick<ProfileFacts, 'peer' | 'plan'>): string | undefined =>
  peer?.release ?? plan?.deployment.release;

/**
 * Why the Expressway refuses a text as CN or name, as the end of a sentence. Older releases are not known to refuse a
 * host name without a domain.
 */
export function refusedForm(facts: Pick<ProfileFacts, 'peer' | 'plan'>, text: string): string | undefined {
  const release = releaseOf(facts);
  const isShortTaken = release !== undefined && !holdsFor(releaseFacts.fullNamesAtUpload, release);
  return isShortTaken && 'name' in parseDnsName(text, { labels: 1 }) ? undefined : fqdnProblem(text);
}

/** Whom and which file a finding is about. */
export function subjectOf({ peer, place }: Pick<ProfileFacts, 'peer' | 'place'>): Subject {
  return {
    ...(peer && requestSubject(peer)),
    ...(place && { file: place.file }),
  };
}

/** The request or certificate, and the line of the deployment file that asks for something else. */
export function placesOf(
  { place, plan }: Pick<ProfileFacts, 'place' | 'plan'>,
  position?: Position,
): Location[] {
  return [
    ...(place ? [place] : []),
    ...(plan && position ? [{ file: plan.deployment.file, ...position }] : []),
  ];
}

/** A finding about a request, or about a certificate for the rows of its store; `position` is what the plan says of it. */
export function about<D extends Detail>(facts: ProfileFacts, detail: D, position?: Position): Occurrence<D> {
  const { store } = facts;
  return {
    subject: subjectOf(facts),
    detail,
    locations: placesOf(facts, position),
    ...(store && { rows: { store } }),
  };
}

/** A planned name with the services in use that need it. */
export type NeededName = AdvisedName & {
  readonly neededFor: readonly Service[];
  /** The request holds it, and the CA left it out. */
  readonly leftOut: boolean;
};

/** Its places are the request or certificate, and the line that asks for the name. */
export function aboutPlannedName(
  facts: ProfileFacts,
  peer: RequestPlan,
  name: PlannedName,
): Occurrence<NeededName> {
  const key = altNameKey(name);
  const leftOut = facts.leftOut?.some((each) => altNameKey(each) === key) ?? false;
  const detail = { ...advisedName(peer, name), neededFor: servicesThatNeed(name), leftOut };
  return about(facts, detail, name.reasons[0]?.position);
}

/** Group chat goes over the federation: it ends with whatever ends that. */
export function servicesThatNeed({ reasons }: PlannedName): Service[] {
  const services = reasons.flatMap(({ neededFor }) => neededFor);
  return [
    ...new Set(services.includes('xmppFederation') ? [...services, 'groupChatTls' as const] : services),
  ];
}

/** A planned name with what stands in its place. */
export type RewrittenName = NeededName & { readonly found: string };

export function* aboutRewritten(
  facts: ProfileFacts,
  pairs: readonly Rewritten[] = [],
): Iterable<Occurrence<RewrittenName>> {
  if (!facts.peer || isForClientStore(facts)) return;
  for (const { planned, found } of pairs) {
    const occurrence = aboutPlannedName(facts, facts.peer, planned);
    yield { ...occurrence, detail: { ...occurrence.detail, found: altNameText(found) } };
  }
}

export const isForClientStore = ({ store }: ProfileFacts): boolean => store === 'client';

/** The plan has names for the store: for the client's only where the deployment file says what goes into it. */
export const hasPlannedNames = ({ store = 'server', peer }: ProfileFacts): boolean => peer?.store === store;

export const isWildcardAllowed = ({ plan }: ProfileFacts): boolean =>
  plan?.deployment.policy.allowWildcard ?? false;

/** FQDNs of the other peers of its cluster, in lower case. */
export const siblingsOf = ({ plan, peer }: ProfileFacts): string[] =>
  plan && peer
    ? plan.peers
        .filter((each) => each.cluster === peer.cluster && each.peer !== peer.peer)
        .map((each) => each.peer.toLowerCase())
    : [];
