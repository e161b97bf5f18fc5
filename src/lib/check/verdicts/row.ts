import type { Role } from '../../deployment/model.ts';
import type { CertificateStoreName, Requirement } from '../../findings/requirements.ts';
import { isClientStoreCopied, type Plan, type PeerPlan } from '../../plan/plan.ts';
import type { ListReader, PathFault } from '../../rules/chain/facts.ts';
import type { Answer, Evidence } from '../../verdict/verdict.ts';
import type { VerdictService } from '../../verdict/services.ts';
import type { AbsentNodes } from '../absent-nodes.ts';
import type { JudgedCertificate } from '../expressway-certificates.ts';
import type { JudgedNode } from '../other-products.ts';
import type { OtherSide } from '../other-sides.ts';
import type { Question, Questions } from './questions.ts';

/** Who is known to have, or to have had, the private key of a certificate. */
export type KeyHolder =
  /** A key file; `isAsUploaded`: the page takes it as it is. */
  | { readonly by: 'key'; readonly item: string; readonly isAsUploaded: boolean }
  /** A request that its own key signed. */
  | { readonly by: 'request'; readonly item: string }
  | { readonly by: 'manifest' }
  /**
   * `others`: keys or requests were given, and none has this public key. `unsigned`: a request has it, and its key has not
   * signed the request as far as can be told.
   */
  | { readonly by: 'nobody'; readonly others: boolean; readonly unsigned: boolean };

export interface PeerStanding {
  readonly plan: PeerPlan;
  readonly server: JudgedCertificate | undefined;
  readonly client: JudgedCertificate | undefined;
  /** Certificates of a store of which one is this peer's, where it matters which and nobody can say; else empty. */
  readonly undecided: readonly UndecidedCertificate[];
  /** Public keys of the requests that are this peer's. */
  readonly requestKeys: number;
}

export interface UndecidedCertificate {
  readonly file: string;
  readonly store: CertificateStoreName;
  readonly because: 'they begin together' | 'they fit several peers';
}

/** Everything that verdicts are made of, apart from the findings. */
export interface Standing {
  readonly plan: Plan;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly peers: readonly PeerStanding[];
  readonly nodes: readonly JudgedNode[];
  readonly otherSides: readonly OtherSide[];
  /** Readers of the lists that were given. */
  readonly readers: readonly ListReader[];
  readonly hasRevocationEvidence: boolean;
  /** What `talksTo` names and nobody has given. */
  readonly absentNodes: readonly AbsentNodes[];
  keyHolder(judged: JudgedCertificate): KeyHolder;
}

/** One question of an administrator about one peer. */
export interface Row {
  readonly standing: Standing;
  readonly peer: PeerStanding;
  readonly service: VerdictService;
  readonly questions: Questions;
}

/** Looks at what a requirement is about: what was found good, or what is open. */
export type Look = (row: Row, store: CertificateStoreName) => Answer;
/** The same where there is a certificate to look at. */
export type LookAtCertificate = (row: Row, judged: JudgedCertificate) => Answer;

export const certificateIn = (
  { server, client }: PeerStanding,
  store: CertificateStoreName,
): JudgedCertificate | undefined => (store === 'client' ? client : server);

/** The certificates of which one is in the store, where nobody can say which. */
export function undecidedIn(
  { plan, undecided }: PeerStanding,
  store: CertificateStoreName,
): UndecidedCertificate[] {
  const of = (wanted: CertificateStoreName) => undecided.filter((each) => each.store === wanted);
  const own = of(store);
  return own.length === 0 && isClientStoreCopied(plan) ? of('server') : own;
}

/** Id of the certificate's item. */
export const itemOf = ({ item }: JudgedCertificate): string => item;

/** A fault for which the certificate has to be replaced: nothing that is given beside it helps. */
export function ownFaultOf({ chain: { toRoot } }: JudgedCertificate): string | undefined {
  const isOwn = toRoot?.result === 'broken' && toRoot.position === 0 && faultsOfItself.includes(toRoot.fault);
  return isOwn ? toRoot.because : undefined;
}

const faultsOfItself: readonly PathFault[] = ['critical-extension', 'malformed', 'name-constraints'];

/** What is said instead of a way to answer where the certificate has one. */
export const replaceFirst = 'no answer helps this certificate: have it issued again without its fault';

export const holds = (check: string, ...items: readonly [string, ...string[]]): Answer => ({
  evidence: [{ check, items }],
});

export const all = (evidence: readonly Evidence[], questions: readonly string[]): Answer => {
  const [question, ...moreQuestions] = questions;
  if (question !== undefined) return { questions: [question, ...moreQuestions] };
  const [first, ...more] = evidence;
  if (!first) throw new RangeError('nothing was looked at');
  return { evidence: [first, ...more] };
};

/** A question about the peer of a row. */
export function ask(
  { questions, peer }: Row,
  question: Omit<Question, 'peer' | 'answer'> & { readonly answer?: readonly string[] },
): Answer {
  return { questions: [questions.ask({ answer: [], ...question, peer: peer.plan.peer })] };
}

export const otherRole = (role: Role): Role => (role === 'C' ? 'E' : 'C');

export type Looks = Readonly<Record<Requirement, Look>>;
