import type { Cluster } from '../../deployment/model.ts';
import type { Finding, FindingBearing } from '../../findings/finding.ts';
import type { CertificateStoreName, Requirement } from '../../findings/requirements.ts';
import type { CertificateUse } from '../../product/certificate-role.ts';
import { nodeKinds, otherSideOf, type NodeKind, type TrustedSide } from '../../product/products.ts';
import { holdsFor, releaseFacts } from '../../product/release.ts';
import { zonesCheckUsage } from '../../plan/client-usage.ts';
import { isClientStoreCopied, type PeerPlan } from '../../plan/plan.ts';
import { askedBy, type AskContext, type Asked } from '../../verdict/asked.ts';
import {
  stateOf,
  verdictOf,
  type Answer,
  type RequirementState,
  type ServiceVerdict,
} from '../../verdict/verdict.ts';
import type { VerdictService } from '../../verdict/services.ts';
import { namesPresent } from './names.ts';
import { looksAtCertificate } from './own-certificate.ts';
import { trustsProduct, trustsSide } from './products.ts';
import type { JudgedNode } from '../other-products.ts';
import type { Questions } from './questions.ts';
import {
  ask,
  certificateIn,
  holds,
  itemOf,
  undecidedIn,
  type Look,
  type LookAtCertificate,
  type Looks,
  type PeerStanding,
  type Row,
  type Standing,
} from './row.ts';
import {
  ownListVerifies,
  readerKinds,
  trustedByOtherExpressway,
  trustedByProduct,
  trustedFromOutside,
  trustsOtherExpressway,
} from './trust.ts';

/** A finding as it stands in the report. */
export type FindingWithId = Finding & { readonly id: string };

/** One verdict for each peer and each service in use, the uploads first. */
export function verdicts(
  standing: Standing,
  findings: readonly FindingWithId[],
  questions: Questions,
): ServiceVerdict[] {
  const bearings = new Bearings(findings, standing.peers);
  return standing.peers.flatMap((peer) => {
    return servicesOf(standing, peer).map((service): ServiceVerdict => {
      const context = contextOf(standing, peer, service);
      const row: Row = { standing, peer, service, questions };
      const requirements = askedBy(service, context).map((asked) => requirementState(asked, row, bearings));
      const { peer: name, cluster } = peer.plan;
      return { service, peer: name, cluster, verdict: verdictOf(requirements), requirements };
    });
  });
}

function servicesOf({ plan }: Standing, peer: PeerStanding): VerdictService[] {
  const hasTwoStores = holdsFor(releaseFacts.separateClientStore, peer.plan.release);
  const hasUpload = hasTwoStores && !isClientCopied(peer);
  return ['upload', ...(hasUpload ? (['uploadClient'] as const) : []), ...plan.services];
}

/** Nothing is uploaded to the client store: it has, or by the deployment file is to have, the server certificate. */
const isClientCopied = ({ plan, client }: PeerStanding): boolean =>
  client ? client.facts.isCopy === true : isClientStoreCopied(plan);

function contextOf(standing: Standing, peer: PeerStanding, service: VerdictService): AskContext {
  const { plan } = peer;
  const { deployment } = standing.plan;
  const uses = standing.nodes.flatMap((node) =>
    node.clusters.has(plan.cluster) ? usesOf(node, standing, plan) : [],
  );
  const productsOf = (those: readonly CertificateUse[]): Set<NodeKind> =>
    new Set(those.map(({ product }) => product));
  const known = productsOf(uses);
  const readers = readerKinds(standing.readers);
  const isNamed = (kind: NodeKind): boolean =>
    known.has(kind) ||
    readers.has(kind) ||
    deployment.nodes[kind].length > 0 ||
    talksTo(plan, kind, deployment.clusters);
  return {
    role: plan.role,
    release: plan.release,
    given: productsOf(uses.filter(({ services }) => (services as readonly string[]).includes(service))),
    named: new Set([
      ...nodeKinds.filter(isNamed),
      ...(namesMeetingServer(standing) ? ([meetingServer] as const) : []),
    ]),
    hasRevocationEvidence: standing.hasRevocationEvidence,
    hasPhoneSecurityProfiles: deployment.phoneSecurityProfiles.length > 0,
    isClientCopied: isClientCopied(peer),
    tlsVerify: deployment.clusters.find(({ id }) => id === plan.cluster)?.tlsVerify ?? {},
    areUsagesChecked: zonesCheckUsage(standing.plan, plan),
    hasOtherRole: deployment.clusters.some(({ role }) => role !== plan.role),
  };
}

const meetingServer = 'meetingServer' satisfies TrustedSide;

const namesMeetingServer = ({ plan: { deployment }, otherSides }: Standing): boolean =>
  deployment.nodes.meetingServer.length > 0 ||
  otherSides.some(({ product }) => product === meetingServer) ||
  deployment.clusters.some(({ talksTo }) =>
    Object.keys(talksTo).some((link) => otherSideOf(link) === meetingServer),
  );

/**
 * A certificate that several products have by its name, and that no `talksTo` gives to one. Where a pattern of `talksTo` fits
 * nothing, it is likely one of those that the pattern meant: products that nobody names are not asked about for its sake.
 */
function usesOf(
  { uses }: JudgedNode,
  { absentNodes, plan: { deployment } }: Standing,
  plan: PeerPlan,
): readonly CertificateUse[] {
  const isOfOne = new Set(uses.map(({ product }) => product)).size === 1;
  if (isOfOne || absentNodes.length === 0) return uses;
  return uses.filter(({ product }) => talksTo(plan, product, deployment.clusters));
}

/** Where some Expressway-C clusters name the product, the others do not meet it. */
function talksTo({ cluster }: PeerPlan, kind: NodeKind, clusters: readonly Cluster[]): boolean {
  const naming = clusters.filter((each) => kind in each.talksTo);
  return naming.some(({ role }) => role === 'C')
    ? naming.some(({ id }) => id === cluster)
    : naming.length > 0;
}

function requirementState(asked: Asked, row: Row, bearings: Bearings): RequirementState {
  const { requirement, store } = asked;
  return stateOf(asked, {
    findings: bearings.on(requirement, store, row),
    look: () => looks[requirement](row, store),
  });
}

const certificateKnown: Look = (row, store) => {
  const judged = certificateIn(row.peer, store);
  if (!judged) return noCertificate(row, store);
  const { plan } = row.peer;
  return judged.facts.isCopy && isClientStoreCopied(plan)
    ? holds(
        'as you say: the client store has a copy of the server certificate',
        `${row.standing.plan.deployment.file || 'deployment'}: clusters: ${plan.cluster}: client`,
        itemOf(judged),
      )
    : holds('one certificate is this peer’s', itemOf(judged));
};

function noCertificate(row: Row, store: CertificateStoreName): Answer {
  const { plan } = row.peer;
  const { peer } = plan;
  const undecided = undecidedIn(row.peer, store);
  const [first] = undecided;
  if (first) {
    const files = undecided.map(({ file }) => file).sort();
    const isOfSeveral = first.because === 'they fit several peers';
    return ask(row, {
      kind: 'which-certificate',
      about: store,
      what: 'which certificate is its own',
      why: `these ${isOfSeveral ? 'fit several peers' : 'begin at the same time'}, and come to different answers: ${files.join(', ')}`,
      answer: isOfSeveral
        ? [
            `call the file of its certificate, of the key or of the request after it: ${peer}.pem`,
            'or leave out those that no peer is to have',
          ]
        : ['leave out those that it is not to have, or give the key or the request of its own alone'],
    });
  }
  return store === 'client'
    ? ask(row, {
        kind: 'client-certificate',
        what: 'client certificate',
        why: 'none given; the Expressway presents it where it opens connections',
        answer: [
          'give the certificate of the client store too',
          `or say  client: copy of the server certificate  under clusters: ${row.peer.plan.cluster} in the deployment file, if that is in it`,
        ],
      })
    : ask(row, {
        kind: 'certificate',
        what: 'certificate',
        why: 'none given',
        answer: [`give the certificate of ${peer}`],
      });
}

/** Without a certificate there is one question, whatever is asked of it. */
const ofCertificate =
  (look: LookAtCertificate): Look =>
  (row, store) => {
    const judged = certificateIn(row.peer, store);
    return judged ? look(row, judged) : noCertificate(row, store);
  };

const certificateLooks = Object.fromEntries(
  Object.entries(looksAtCertificate).map(([requirement, look]) => [requirement, ofCertificate(look)]),
) as Readonly<Record<keyof typeof looksAtCertificate, Look>>;

const looks: Looks = {
  ...certificateLooks,
  'certificate-known': certificateKnown,
  'own-list-verifies': ofCertificate(ownListVerifies),
  'names-present': ofCertificate(namesPresent),
  'trusted-by-other-expressway': ofCertificate(trustedByOtherExpressway),
  'trusts-other-expressway': trustsOtherExpressway,
  'trusted-by-unified-cm': ofCertificate(
    trustedByProduct('unifiedCm', {
      kind: 'trust-by-unified-cm',
      name: 'Unified CM',
    }),
  ),
  'trusts-unified-cm': trustsProduct({
    requirement: 'trusts-unified-cm',
    question: 'certificates-of-unified-cm',
    name: 'Unified CM',
    key: 'unifiedCm',
  }),
  'trusted-by-imp': ofCertificate(
    trustedByProduct('imp', {
      kind: 'trust-by-imp',
      name: 'IM and Presence',
    }),
  ),
  'trusts-imp': trustsProduct({
    requirement: 'trusts-imp',
    question: 'certificates-of-imp',
    name: 'IM and Presence',
    key: 'imp',
  }),
  'trusts-unity': trustsProduct({
    requirement: 'trusts-unity',
    question: 'certificates-of-unity',
    name: 'Unity Connection',
    key: 'unityConnection',
  }),
  'trusts-meeting-server': trustsSide({
    product: 'meetingServer',
    question: 'certificates-of-meeting-server',
    get: 'export the certificates of its web bridges',
  }),
  'trusts-webex': trustsSide({
    product: 'webex',
    question: 'certificates-of-webex',
    get: 'save the certificate that it presents, or the CAs that Cisco names for it',
  }),
  'trusted-from-outside': ofCertificate(trustedFromOutside),
};

/** Findings by the peers and requirements on which they bear. */
class Bearings {
  readonly #byPeer = new Map<string, { readonly id: string; readonly bearing: FindingBearing }[]>();

  constructor(findings: readonly FindingWithId[], peers: readonly PeerStanding[]) {
    const byCluster = (cluster: string | undefined): string[] =>
      peers.filter(({ plan }) => plan.cluster === cluster).map(({ plan }) => plan.peer);
    for (const { id, subject, bears = [] } of findings) {
      for (const bearing of bears) {
        const own = subject.peer === undefined ? byCluster(subject.cluster) : [subject.peer];
        for (const peer of bearing.peers ?? own) {
          const known = this.#byPeer.get(peer);
          if (known) known.push({ id, bearing });
          else this.#byPeer.set(peer, [{ id, bearing }]);
        }
      }
    }
  }

  on(requirement: Requirement, store: CertificateStoreName, { peer, service }: Row) {
    return (this.#byPeer.get(peer.plan.peer) ?? []).flatMap(({ id, bearing }) => {
      const isMeant =
        bearing.requirement === requirement &&
        (bearing.store ?? store) === store &&
        (bearing.services?.includes(service) ?? true);
      return isMeant ? [{ id, effect: bearing.effect }] : [];
    });
  }
}
