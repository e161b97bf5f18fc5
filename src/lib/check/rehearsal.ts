import { policyId } from '../asn1/oids.ts';
import type { Cluster, DeclaredName, Deployment, Nodes, TrustStores } from '../deployment/model.ts';
import type { NodeKind, TrustedSide } from '../product/products.ts';
import { isFilePattern } from './file-roles.ts';

/** Under which all of a lab is issued. */
export const labPolicy = policyId.expcertLab;

/** Folders of a lab with the certificates in the place of other products. */
export const labFolders: Readonly<Record<NodeKind | TrustedSide, string>> = {
  unifiedCm: 'unified-cm',
  imp: 'im-and-presence',
  unityConnection: 'unity-connection',
  meetingServer: 'meeting-server',
  webex: 'webex',
};

/** File of a lab with the trusted-CA list of a cluster. */
const labTrustList = ({ id }: Pick<Cluster, 'id'>): string => `trust/${id}.pem`;

const labTrustStores = {
  unifiedCm: { tomcat: 'trust/unified-cm-tomcat.pem', CallManager: 'trust/unified-cm-callmanager.pem' },
  imp: {
    tomcat: 'trust/im-and-presence-tomcat.pem',
    'cup-xmpp': 'trust/im-and-presence-cup-xmpp.pem',
    cup: 'trust/im-and-presence-cup.pem',
  },
  outside: 'trust/outside.pem',
} as const satisfies TrustStores;

/** Other products that a lab stands in for: Unified CM and IM and Presence always, others where the deployment meets them. */
export function labProducts({ nodes, clusters, services }: Deployment): (NodeKind | TrustedSide)[] {
  const isNamed = (product: string): boolean =>
    clusters.some(({ talksTo }) => Object.hasOwn(talksTo, product));
  const meets = {
    unifiedCm: true,
    imp: true,
    unityConnection: nodes.unityConnection.length > 0 || isNamed('unityConnection'),
    meetingServer:
      nodes.meetingServer.length > 0 || services.cmsWebProxy || isNamed('meetingServer') || isNamed('cms'),
    webex: services.webexHybrid || isNamed('webex'),
  };
  return (Object.keys(meets) as (keyof typeof meets)[]).filter((product) => meets[product]);
}

/**
 * The deployment as a lab rehearses it: one private CA, and the files of the lab in the place of all that the deployment
 * file names.
 */
export function rehearsalOf(deployment: Deployment): Deployment {
  const talksTo = Object.fromEntries(
    labProducts(deployment).map((product) => [product, [`${labFolders[product]}/*.pem`]]),
  );
  return {
    ...deployment,
    clusters: deployment.clusters.map((cluster) => rehearsed(cluster, talksTo)),
    trustStores: labTrustStores,
    nodes: labNodes(deployment),
    policy: { ...deployment.policy, expiryWarnDays: 0, expiryErrorDays: 0 },
    ignore: [],
  };
}

/** Hosts of other products where the deployment file lists none: beside the first Expressway-C. */
function labNodes({ nodes, clusters }: Deployment): Nodes {
  const inside = clusters.find(({ role }) => role === 'C') ?? clusters[0];
  const [, ...domain] = (inside?.peers[0]?.name.name ?? '').split('.');
  const listed = (own: readonly DeclaredName[], host: string): readonly DeclaredName[] => {
    const name = [host, ...domain].join('.');
    return own.length > 0 ? own : [{ name, written: name }];
  };
  return {
    ...nodes,
    unifiedCm: listed(nodes.unifiedCm, 'cucm1'),
    imp: listed(nodes.imp, 'imp1'),
  };
}

function rehearsed(cluster: Cluster, ofLab: Cluster['talksTo']): Cluster {
  const { issuer: _issuer, talksToPositions: _positions, trustListPosition: _position, ...rest } = cluster;
  const words = Object.entries(cluster.talksTo).filter(
    ([link, files]) => !Object.hasOwn(ofLab, link) && !files.some(isFilePattern),
  );
  const ownCa = { ca: 'private', custody: 'tool', issuedBy: 'files' } as const;
  return {
    ...rest,
    ...ownCa,
    trustList: labTrustList(cluster),
    talksTo: { ...Object.fromEntries(words), ...(cluster.role === 'C' ? ofLab : {}) },
    peers: cluster.peers.map(({ trustList: _list, trustListPosition: _place, ...peer }) => {
      const { client } = peer;
      if (!client || client.copyOfServer) return peer;
      const { issuer: _clientIssuer, ...own } = client;
      return { ...peer, client: { ...own, ...ownCa } };
    }),
  };
}

/** Every trusted-CA list of a rehearsal, each file once. */
export const labTrustLists = ({ clusters, trustStores }: Deployment): string[] => [
  ...clusters.flatMap(({ trustList }) => trustList ?? []),
  ...[trustStores.unifiedCm, trustStores.imp].flatMap((stores) =>
    Object.values(stores ?? {}).flatMap((file) => file ?? []),
  ),
  ...(trustStores.outside === undefined ? [] : [trustStores.outside]),
];
