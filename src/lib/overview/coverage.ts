import type { Role } from '../deployment/model.ts';
import type { Finding } from '../findings/finding.ts';
import type { PeerPlan, Plan } from '../plan/plan.ts';
import { altNameText, type PlannedName } from '../san/required.ts';
import type { CertificateStoreName, Requirement } from '../findings/requirements.ts';
import type { RequirementState, ServiceVerdict, Verdict } from '../verdict/verdict.ts';
import { verdictServices, type VerdictService } from '../verdict/services.ts';
import type { CheckedItem, CheckReport } from '../check/report.ts';
import { peersOf } from './certificate-blocks.ts';

/** How the certificate of a peer stands; `undecided`: it is one of several that fit other peers too; `none`: there is none. */
export type PeerState = 'ok' | 'warning' | 'error' | 'undecided' | 'none';

/**
 * How a peer stands as a whole. `fails`: its certificate has errors, or something will not work; `accepted`: the same,
 * and somebody has accepted all of it; `open`: something is not known.
 */
export type PeerStanding = 'works' | 'open' | 'accepted' | 'fails' | 'none';

/** A column: a peer with the certificate of its server store. */
export type CoveredPeer = {
  readonly peer: string;
  readonly cluster: string;
  readonly role: Role;
  /** Of its certificate. */
  readonly state: PeerState;
  readonly standing: PeerStanding;
  readonly certificate?: CheckedItem;
  /** In its client store, where that has one of its own. */
  readonly clientCertificate?: CheckedItem;
  /** What the verdicts rest on: does a good chain lead to a root, and do the Expressways of the other side trust it? */
  readonly chainComplete: 'yes' | 'no' | 'not checked';
  readonly trustedByOthers: 'yes' | 'no' | 'not checked';
};

/** `not needed`: the plan does not ask this peer for the name; `unknown`: its certificate is not there, or nobody knows which it is. */
export type CoverageState = 'has' | 'lacks' | 'not needed' | 'unknown';

export type CoverageCell = {
  readonly state: CoverageState;
  /** As planned for this peer: `DNS:expe1.example.com`. */
  readonly name?: string;
};

/** A row: a name that any of the peers needs. Own and cluster names share a row each. */
export type CoverageRow = {
  readonly kind: 'peer' | 'cluster' | 'name';
  /** `collab-edge.example.com`; of the rows for own and cluster names nothing. */
  readonly name: string;
  /** In the order of the peers. */
  readonly cells: readonly CoverageCell[];
};

export type ServiceRow = {
  readonly service: VerdictService;
  /** In the order of the peers; undefined: not judged. */
  readonly verdicts: readonly (Verdict | undefined)[];
  /** Of a no: has somebody accepted it? */
  readonly waived: readonly boolean[];
};

/** Names by peers, and services by peers. */
export type Coverage = {
  readonly peers: readonly CoveredPeer[];
  readonly names: readonly CoverageRow[];
  readonly services: readonly ServiceRow[];
};

/**
 * Which peer has which of its names, and which service will work on it.
 *
 * @param counts does a finding count? Default: those that nobody has accepted
 */
export function coverageOf(
  plan: Plan,
  report: Pick<CheckReport, 'items' | 'findings' | 'services'>,
  counts: (finding: Finding) => boolean = ({ waived }) => !waived,
): Coverage {
  const certificates = certificatesOf(report.items, 'server');
  const clientCertificates = certificatesOf(report.items, 'client');
  const undecided = new Set(
    report.items.flatMap(({ store, couldBe = [] }) => (store === 'server' ? couldBe : [])),
  );
  const worst = worstByPeer(report.findings.filter(counts));
  const verdicts = new Map<string, ServiceVerdict[]>();
  for (const verdict of report.services)
    verdicts.set(verdict.peer, [...(verdicts.get(verdict.peer) ?? []), verdict]);
  const peers = plan.peers.map(({ peer, cluster, role }): CoveredPeer => {
    const certificate = certificates.get(peer);
    const clientCertificate = clientCertificates.get(peer);
    const state = certificate ? (worst.get(peer) ?? 'ok') : undecided.has(peer) ? 'undecided' : 'none';
    const own = verdicts.get(peer) ?? [];
    return {
      ...{ peer, cluster, role, state },
      standing: standingOf(state, own),
      chainComplete: answerTo('chain-complete', own),
      trustedByOthers: answerTo('trusted-by-other-expressway', own),
      ...(certificate && { certificate }),
      ...(clientCertificate && { clientCertificate }),
    };
  });
  return { peers, names: nameRows(plan.peers, peers), services: serviceRows(plan.peers, report) };
}

/** Of every service that asks. */
function answerTo(
  requirement: Requirement,
  verdicts: readonly ServiceVerdict[],
): CoveredPeer['trustedByOthers'] {
  // From X15.5 on the other side meets the certificate of the client store too.
  const isOfBoth = requirement === 'trusted-by-other-expressway';
  const states = verdicts
    .flatMap(({ requirements }) => requirements)
    .filter((each) => each.requirement === requirement && (each.store === 'server' || isOfBoth))
    .map(({ state }): RequirementState['state'] => state);
  if (states.includes('fails')) return 'no';
  return states.length > 0 && states.every((state) => state === 'holds') ? 'yes' : 'not checked';
}

function standingOf(state: PeerState, verdicts: readonly ServiceVerdict[]): PeerStanding {
  if (state === 'none') return 'none';
  const failing = verdicts.filter(({ verdict }) => verdict === 'no');
  if (state === 'error' || failing.some(({ waived }) => !waived)) return 'fails';
  if (failing.length > 0) return 'accepted';
  return verdicts.length > 0 && verdicts.every(({ verdict }) => verdict === 'yes') ? 'works' : 'open';
}

function certificatesOf(
  items: readonly CheckedItem[],
  store: CertificateStoreName,
): Map<string, CheckedItem> {
  const certificates = new Map<string, CheckedItem>();
  for (const item of items) {
    if (item.kind !== 'certificate' || item.store !== store) continue;
    for (const peer of peersOf(item)) certificates.set(peer, item);
  }
  return certificates;
}

function worstByPeer(findings: readonly Finding[]): Map<string, 'error' | 'warning'> {
  const worst = new Map<string, 'error' | 'warning'>();
  for (const { severity, subject } of findings) {
    if (subject.peer === undefined || severity === 'notice' || worst.get(subject.peer) === 'error') continue;
    worst.set(subject.peer, severity);
  }
  return worst;
}

function nameRows(plans: readonly PeerPlan[], peers: readonly CoveredPeer[]): CoverageRow[] {
  const planned = plans.map(({ names }) => new Map(names.map((name) => [rowKey(name), name])));
  const there = peers.map(
    ({ certificate }) => certificate && new Set(certificate.names?.map((name) => name.toLowerCase())),
  );
  const keys = new Set(planned.flatMap((names) => [...names.keys()]));
  return [...keys].map((key): CoverageRow => {
    const [kind, name = ''] = key.split(' ') as [CoverageRow['kind'], string?];
    return { kind, name, cells: planned.map((names, at) => cellOf(names.get(key), there[at])) };
  });
}

function cellOf(planned: PlannedName | undefined, there: ReadonlySet<string> | undefined): CoverageCell {
  if (!planned) return { state: 'not needed' };
  const name = altNameText(planned);
  if (!there) return { state: 'unknown', name };
  return { state: there.has(name.toLowerCase()) ? 'has' : 'lacks', name };
}

function rowKey(name: PlannedName): string {
  const kinds = name.reasons.map(({ kind }) => kind);
  if (kinds.includes('peer')) return 'peer';
  if (kinds.includes('cluster')) return 'cluster';
  return `name ${altNameText(name).replace(/^DNS:/, '')}`;
}

function serviceRows(plans: readonly PeerPlan[], { services }: Pick<CheckReport, 'services'>): ServiceRow[] {
  const verdicts = new Map(services.map((each) => [`${each.service} ${each.peer}`, each]));
  const asked = new Set(services.map(({ service }) => service));
  return verdictServices
    .filter((service) => asked.has(service))
    .map((service) => {
      const cells = plans.map(({ peer }) => verdicts.get(`${service} ${peer}`));
      return {
        service,
        verdicts: cells.map((each) => each?.verdict),
        waived: cells.map((each) => each?.waived !== undefined),
      };
    });
}
