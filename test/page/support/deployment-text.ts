import type { Cluster, Deployment, Peer, RequestSettings } from '../../../src/lib/deployment/model.ts';

/** A deployment as a file: JSON, which is YAML as well. */
export function deploymentText(deployment: Deployment): string {
  const { name, release, services, policy, waivers } = deployment;
  const names = <T extends { readonly written: string; readonly format?: string }>(list: readonly T[]) =>
    list.map(({ written, format }) => (format === undefined ? written : { name: written, format }));
  const file = {
    version: 1,
    name,
    release,
    services,
    registrationDomains: names(deployment.registrationDomains),
    federationDomains: names(deployment.federationDomains),
    chatNodeAliases: names(deployment.chatNodeAliases),
    phoneSecurityProfiles: deployment.phoneSecurityProfiles.map(({ written }) => written),
    clusters: Object.fromEntries(deployment.clusters.map((cluster) => [cluster.id, clusterText(cluster)])),
    policy,
    waivers: waivers.map(({ rule, where, until, reason }) => ({
      rule,
      until,
      reason,
      ...(where && { where }),
    })),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

const clusterText = ({ role, name, ca, custody, peers, trustList, talksTo }: Cluster) => ({
  role,
  ...(name && { name: name.written }),
  ca,
  custody,
  peers: peers.map(peerText),
  ...(trustList !== undefined && { trustList }),
  ...(Object.keys(talksTo).length > 0 && { talksTo }),
});

const peerText = ({ name, additionalNames, request }: Peer) => ({
  name: name.written,
  ...(additionalNames.length > 0 && { additionalNames: additionalNames.map(({ written }) => written) }),
  request: requestText(request),
});

const requestText = ({ key, hash, commonName, extendedKeyUsage, subject }: RequestSettings) => ({
  key,
  hash,
  commonName,
  extendedKeyUsage,
  subject: Object.fromEntries(subject.map(({ type, value }) => [type, value])),
});
