import type { ClientStore, Cluster, ConnectorHost, Issuance, Peer, RequestSettings, Role } from '../model.ts';
import type { DeploymentFile } from '../schema.ts';
import { buildRequest } from './build-request.ts';
import type { Below, NamedValues } from './named-values.ts';
import { childNode } from './source-node.ts';

type ClusterContent = DeploymentFile['clusters'][string];
type PeerContent = ClusterContent['peers'][number];
type ClientContent = NonNullable<ClusterContent['client']>;

/** What holds for all clusters where theirs says nothing else. */
export interface Outer {
  readonly issuance: Issuance;
  readonly request: RequestSettings;
  /** Where `custody` and `issuedBy` were written for all. */
  readonly root: Below;
}

const roles: Readonly<Record<Exclude<ClusterContent['role'], 'connector'>, Role>> = {
  C: 'C',
  E: 'E',
  Control: 'C',
  Expressway: 'E',
  'VCS Control': 'C',
  'VCS Expressway': 'E',
};

/** `X8.11.4` for `VCS X8.11.4`. */
export const releaseOf = (written: string): string => written.replace(/^VCS /, '');

export function buildConnectorHost(
  id: string,
  content: ClusterContent,
  node: Below,
  values: NamedValues,
): ConnectorHost {
  const peers = childNode(node, 'peers');
  return {
    id,
    peers: content.peers.map((peer, i) =>
      typeof peer === 'string'
        ? values.name(peer, childNode(peers, i))
        : values.name(peer.name, childNode(childNode(peers, i), 'name')),
    ),
  };
}

export function buildCluster(
  id: string,
  content: ClusterContent & { readonly role: keyof typeof roles },
  node: Below,
  outer: Outer,
  values: NamedValues,
): Cluster {
  const at = (key: string): Below => childNode(node, key);
  const issuance = issuanceOver(outer.issuance, content);
  const request = buildRequest(outer.request, content.request, at('request'), values.lines);
  const client = content.client && buildClient(content.client, at('client'), { issuance, request }, values);
  const { trustList, registrationDomains, federationDomains, chatNodeAliases, phoneSecurityProfiles } =
    content;
  return {
    ...withKeysOfAcme(issuance, content),
    id,
    role: roles[content.role],
    ...(content.release !== undefined && { release: releaseOf(content.release) }),
    ...(content.name !== undefined && { name: values.name(content.name, at('name')) }),
    ...placeOf('custodyPosition', at('custody') ?? childNode(outer.root, 'custody'), values),
    ...placeOf('issuedByPosition', at('issuedBy') ?? childNode(outer.root, 'issuedBy'), values),
    peers: content.peers.map((peer, i) =>
      buildPeer(peer, childNode(at('peers'), i), { issuance, request, ...(client && { client }) }, values),
    ),
    additionalNames: values.names(content.additionalNames, at('additionalNames')),
    ...(registrationDomains && {
      registrationDomains: values.formatted(registrationDomains, at('registrationDomains')),
    }),
    ...(federationDomains && {
      federationDomains: values.formatted(federationDomains, at('federationDomains')),
    }),
    ...(chatNodeAliases && { chatNodeAliases: values.formatted(chatNodeAliases, at('chatNodeAliases')) }),
    ...(phoneSecurityProfiles && {
      phoneSecurityProfiles: values.profiles(phoneSecurityProfiles, at('phoneSecurityProfiles')),
    }),
    serverEkuUpload: content.serverEkuUpload,
    ...placeOf('serverEkuUploadPosition', at('serverEkuUpload'), values),
    extendedKeyUsageChecking: content.extendedKeyUsageChecking,
    ...placeOf('extendedKeyUsageCheckingPosition', at('extendedKeyUsageChecking'), values),
    tlsVerify: content.tlsVerify,
    zones: content.zones.map(({ peerAddress, tlsVerifySubjectName }, i) => {
      const zone = childNode(at('zones'), i);
      return {
        peerAddress: values.name(peerAddress, childNode(zone, 'peerAddress')),
        ...(tlsVerifySubjectName !== undefined && {
          tlsVerifySubjectName: values.name(tlsVerifySubjectName, childNode(zone, 'tlsVerifySubjectName')),
        }),
      };
    }),
    domainCertificates: content.domainCertificates.map(({ domain, additionalNames }, i) => {
      const certificate = childNode(at('domainCertificates'), i);
      return {
        domain: values.name(domain, childNode(certificate, 'domain')),
        additionalNames: values.names(additionalNames, childNode(certificate, 'additionalNames')),
      };
    }),
    ...(trustList !== undefined && { trustList }),
    ...placeOf('trustListPosition', at('trustList'), values),
    talksTo: Object.fromEntries(Object.entries(content.talksTo).map(([kind, link]) => [kind, [link].flat()])),
    ...(at('talksTo') && { talksToPositions: values.positionsBelow(at('talksTo')) }),
    ...keyPosition(id, outer.root, values),
  };
}

interface OfCluster {
  readonly issuance: Issuance;
  readonly request: RequestSettings;
  readonly client?: ClientStore;
}

function buildPeer(content: PeerContent, node: Below, of: OfCluster, values: NamedValues): Peer {
  if (typeof content === 'string') {
    return {
      name: values.name(content, node),
      additionalNames: [],
      request: of.request,
      ...(of.client && { client: of.client }),
      installed: false,
    };
  }
  const request = buildRequest(of.request, content.request, childNode(node, 'request'), values.lines);
  const client = content.client
    ? buildClient(content.client, childNode(node, 'client'), { ...of, request }, values)
    : of.client;
  return {
    name: values.name(content.name, childNode(node, 'name')),
    additionalNames: values.names(content.additionalNames, childNode(node, 'additionalNames')),
    request,
    ...(client && { client }),
    ...(content.trustList !== undefined && { trustList: content.trustList }),
    ...placeOf('trustListPosition', childNode(node, 'trustList'), values),
    installed: content.installed,
    ...(content.addresses && { addresses: content.addresses }),
  };
}

/** What the cluster has for its client certificate, else for its server certificate; usage and common name are the client's own. */
function buildClient(content: ClientContent, node: Below, of: OfCluster, values: NamedValues): ClientStore {
  const place = values.position(node);
  if (typeof content === 'string' || content.copyOfServer) return { copyOfServer: true, ...place };
  const outer = of.client?.copyOfServer === false ? of.client : undefined;
  const { extendedKeyUsagePosition: _server, ...server } = of.request;
  const own = { extendedKeyUsage: ['clientAuth'], commonName: 'auto' } as const;
  const request = outer?.request ?? { ...server, ...own };
  const { issuance = of.issuance } = { issuance: outer };
  return {
    ...withKeysOfAcme(issuanceOver(issuance ?? of.issuance, content), content),
    copyOfServer: false,
    additionalNames: [
      ...(outer?.additionalNames ?? []),
      ...values.names(content.additionalNames, childNode(node, 'additionalNames')),
    ],
    request: buildRequest(request, content.request, childNode(node, 'request'), values.lines),
    ...place,
  };
}

/** The ACME client of an Expressway knows one CA. */
const acmeIssuer = "Let's Encrypt";

/** Another CA is not known by the name of the outer one. */
function issuanceOver(
  outer: Issuance,
  written: Pick<ClusterContent, 'ca' | 'issuer' | 'issuedBy' | 'custody'>,
): Issuance {
  const { ca = outer.ca, issuer, issuedBy = outer.issuedBy, custody = outer.custody } = written;
  const byAcme = issuedBy === 'expressway-acme' ? acmeIssuer : undefined;
  const named = issuer ?? byAcme ?? (ca === outer.ca ? outer.issuer : undefined);
  return { ca, ...(named !== undefined && { issuer: named }), issuedBy, custody };
}

/** With ACME the Expressway makes its own keys; what is not by ACME beside it is by whom the file says for all. */
const withKeysOfAcme = (issuance: Issuance, { custody }: Pick<ClusterContent, 'custody'>): Issuance =>
  issuance.issuedBy === 'expressway-acme' ? { ...issuance, custody: custody ?? 'expressway' } : issuance;

function placeOf<Key extends string>(key: Key, node: Below, values: NamedValues) {
  return (node ? { [key]: values.lines.positionOf(node.extent) } : {}) as Partial<
    Record<Key, ReturnType<NamedValues['lines']['positionOf']>>
  >;
}

function keyPosition(id: string, root: Below, values: NamedValues): Pick<Cluster, 'position'> {
  const clusters = childNode(root, 'clusters');
  const key = clusters?.kind === 'map' ? clusters.entries.get(id)?.key : undefined;
  return key ? { position: values.lines.positionOf(key) } : {};
}
