import {
  altNameText,
  citationText,
  hasClientStore,
  sanTable,
  serviceLabels,
  subjectText,
} from '../../lib/front.ts';
import type { Finding, PeerPlan, Plan, PlannedName, Reason, RequestPlan } from '../../lib/index.ts';
import { count } from '../program/exit-code.ts';
import type { DeploymentReference, View } from '../program/report.ts';
import { blocksOfFindings } from '../render/finding-blocks.ts';
import { bySeverity, findingCounts } from '../render/finding-lines.ts';
import { toned, type Line } from '../render/line.ts';
import { padded, width } from '../render/width.ts';
import { remark } from './name-remark.ts';

export interface ShownPlan {
  readonly plan: Plan;
  /** The peers to show, in the order of the plan. */
  readonly peers: readonly PeerPlan[];
  /** Theirs, in the order of the plan. */
  readonly requests: readonly RequestPlan[];
  readonly findings: readonly Finding[];
  readonly reference: DeploymentReference;
  /** Show the source of each name. */
  readonly why: boolean;
}

/** The plan as people read it: clusters, their peers, each name with its reason. */
export function planLines(shown: ShownPlan, view: View): Line[] {
  const { plan, findings } = shown;
  const blocks = blocksOfFindings(bySeverity(findings), (finding) => subject(plan, finding), view);
  const about = blocks.flatMap((block) => [...block, '']);
  if (view.quiet) return about.slice(0, -1);
  return [...head(shown), '', ...clusterLines(shown), ...about, ...summary(shown, view)];
}

function head({ plan: { deployment, services }, reference }: ShownPlan): Line[] {
  return [
    [
      'Deployment  ',
      toned('strong', deployment.name),
      `    ${reference.file}    release ${deployment.release}`,
    ],
    `Services    ${services.map((service) => serviceLabels[service]).join(', ') || 'none'}`,
    ...deployment.connectorHosts.map(
      ({ peers }) =>
        `Connector   ${peers.map(({ name }) => name).join(', ')}    a host for Webex services, no Expressway: nothing is planned for it`,
    ),
  ];
}

function summary({ requests, findings }: ShownPlan, view: View): Line[] {
  const names = requests.reduce((sum, request) => sum + request.names.length, 0);
  return [
    `Plan: ${count(requests.length, 'CSR')}, ${count(names, 'name')}, ${findingCounts(findings, view)}. Nothing was written.`,
  ];
}

/** `edge (2 peers)`, or the peer alone. */
function subject({ peers }: Plan, { subject: { cluster, peer, store } }: Finding): string {
  const inStore = store ? { store } : {};
  if (peer !== undefined) return subjectText({ peer, ...inStore });
  if (cluster === undefined) return '';
  const many = count(peers.filter((each) => each.cluster === cluster).length, 'peer');
  return subjectText({ cluster: `${cluster} (${many})`, ...inStore });
}

interface Columns {
  readonly name: number;
  readonly label: number;
}

function clusterLines(shown: ShownPlan): Line[] {
  const { plan, requests } = shown;
  const names = requests.flatMap((request) => request.names);
  const columns: Columns = {
    name: longest(names.map(altNameText)) + 4,
    label: longest(names.flatMap(({ reasons }) => reasons.map(labelOf))) + 3,
  };
  return plan.deployment.clusters.flatMap(({ id, role, name }) => {
    const ofCluster = shown.peers.filter(({ cluster }) => cluster === id);
    if (ofCluster.length === 0) return [];
    const ofClients = requests.filter(({ cluster, store }) => cluster === id && store === 'client');
    const cluster = name ? `  cluster ${name.name}` : '';
    const title = [toned('strong', id), `  Expressway-${role}${cluster}  ${count(ofCluster.length, 'peer')}`];
    return [
      title,
      ...requestLines(ofCluster, columns, shown),
      ...clientLines(ofCluster, ofClients, columns, shown),
      ...domainLines(
        requests.filter(({ cluster }) => cluster === id),
        columns,
        shown,
      ),
      '',
    ];
  });
}

/** What goes into the client stores, where there are such and the file says so. */
function clientLines(
  peers: readonly PeerPlan[],
  requests: readonly RequestPlan[],
  columns: Columns,
  shown: ShownPlan,
): Line[] {
  const copied = peers.filter(({ client, release }) => client?.copyOfServer && hasClientStore(release));
  const names = copied.length === peers.length ? '' : `: ${copied.map(({ peer }) => peer).join(', ')}`;
  const [first] = requests;
  return [
    ...(copied.length > 0
      ? [['  ', toned('faint', 'client store'), `  copy of the server certificate${names}`]]
      : []),
    ...(first ? [['  ', toned('faint', 'client store'), `  ${first.ca} CA`]] : []),
    ...requestLines(requests, columns, shown),
  ];
}

/** What goes onto the page of domain certificates, domain by domain. */
function domainLines(requests: readonly RequestPlan[], columns: Columns, shown: ShownPlan): Line[] {
  const domains = [...new Set(requests.map(({ domain }) => domain))].filter((each) => each !== undefined);
  return domains.flatMap((domain): Line[] => [
    ['  ', toned('faint', 'domain certificate'), `  ${domain}`],
    ...requestLines(
      requests.filter((request) => request.domain === domain),
      columns,
      shown,
    ),
  ]);
}

/** Requests that differ only in the peer's own name are told in one line. */
function requestLines(requests: readonly RequestPlan[], columns: Columns, shown: ShownPlan): Line[] {
  const peerColumn = longest(requests.map(({ peer }) => peer)) + 3;
  const inFull = new Map<string, RequestPlan>();
  let last: RequestPlan | undefined;
  return requests.flatMap((peer): Line[] => {
    const name = ['  ', toned('strong', peer.peer), ' '.repeat(peerColumn - width(peer.peer))];
    const key = withoutOwnName(peer);
    const same = inFull.get(key);
    if (same) {
      const like = same === last ? 'the same' : `the same as ${same.peer}`;
      const own = peer.domain === undefined ? `, with DNS:${peer.peer}` : '';
      return [[...name, `${like}${own}       ${count(peer.names.length, 'name')}`]];
    }
    inFull.set(key, peer);
    last = peer;
    return [
      [...name, requestText(peer)],
      ...peer.names.flatMap((each) => nameLines(each, peer, columns, shown)),
    ];
  });
}

/** All that a request holds, with the peer's own name taken out: equal for peers that differ in nothing else. */
function withoutOwnName({ peer, request, commonName, commonNameFrom, names }: RequestPlan): string {
  const { key, hash, extendedKeyUsage, subject } = request;
  const others = names.map((name) =>
    name.value === peer ? name.reasons.map(({ kind }) => kind) : altNameText(name),
  );
  const cn = commonNameFrom === 'peer' ? '' : commonName;
  return JSON.stringify([
    key,
    hash,
    extendedKeyUsage,
    subject.map(({ type, value }) => [type, value]),
    cn,
    others,
  ]);
}

function requestText({ request, commonName, commonNameFrom, names }: RequestPlan): string {
  const { key, hash, extendedKeyUsage } = request;
  const keyText = key.type === 'rsa' ? `RSA ${key.bits}` : `ECDSA ${key.curve}`;
  const usages = extendedKeyUsage.map((usage) => usage.replace('Auth', '')).join('+') || 'none';
  const hashText = hash.replace('sha', 'SHA-');
  return `${keyText}  ${hashText}  CN ${commonName} (${commonNameFrom})  EKU ${usages}  ${count(names.length, 'name')}`;
}

function nameLines(name: PlannedName, peer: RequestPlan, columns: Columns, shown: ShownPlan): Line[] {
  return name.reasons.flatMap((reason, at): Line[] => {
    const first = at === 0 ? ['    ', toned('good', '+'), ' '] : ['      '];
    const text = padded(at === 0 ? altNameText(name) : '', columns.name);
    const words = `${padded(labelOf(reason), columns.label)}${remark(reason, peer, shown.plan)}`.trimEnd();
    return [[...first, text, words], ...(shown.why ? whyLines(reason, shown.reference) : [])];
  });
}

function whyLines({ row, neededFor, position }: Reason, { file }: DeploymentReference): Line[] {
  const { citations = [] } = sanTable.find(({ id }) => id === row) ?? {};
  const needed =
    neededFor.length > 0
      ? `needed for ${neededFor.map((s) => serviceLabels[s]).join(', ')}`
      : 'no service needs it';
  const written = position ? `; written in ${file}:${position.line}` : '';
  return [
    `        ${needed}${written}`,
    ...citations.map((citation): Line => [toned('faint', `        ${citationText(citation)}`)]),
  ];
}

function labelOf({ row }: Reason): string {
  return sanTable.find(({ id }) => id === row)?.label ?? '';
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, width(text)), 0);
}
