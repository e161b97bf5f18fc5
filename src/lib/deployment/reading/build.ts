import type { SourceLines } from './code-frame.ts';
import { buildCluster, buildConnectorHost, releaseOf, type Outer } from './build-cluster.ts';
import { buildFederation } from './build-federation.ts';
import { buildRequest, defaultRequest } from './build-request.ts';
import { NamedValues, type Below } from './named-values.ts';
import type { Deployment, Nodes, SipFederation } from '../model.ts';
import type { DeploymentFile } from '../schema.ts';
import { childNode, type SourceNode } from './source-node.ts';

/** The deployment that a valid file describes, each name with its place. */
export function buildDeployment(
  content: DeploymentFile,
  root: SourceNode,
  file: string,
  lines: SourceLines,
): Deployment {
  const values = new NamedValues(lines);
  const at = (key: string): Below => childNode(root, key);
  const { ca, issuer, issuedBy, custody, federation, sipFederation, cmsWebProxy } = content;
  const outer: Outer = {
    issuance: { ca, ...(issuer !== undefined && { issuer }), issuedBy, custody },
    request: buildRequest(defaultRequest, content.request, at('request'), lines),
    root,
  };
  const federationDomains = values.formatted(content.federationDomains, at('federationDomains'));
  return {
    version: content.version,
    file,
    name: content.name,
    release: releaseOf(content.release),
    services: content.services,
    registrationDomains: values.formatted(content.registrationDomains, at('registrationDomains')),
    federationDomains,
    chatNodeAliases: values.formatted(content.chatNodeAliases, at('chatNodeAliases')),
    phoneSecurityProfiles: values.profiles(content.phoneSecurityProfiles, at('phoneSecurityProfiles')),
    phoneSecurityProfilesOn: content.phoneSecurityProfilesOn,
    ...buildClusters(content, at('clusters'), outer, values),
    nodes: buildNodes(content.nodes, at('nodes'), values),
    presenceDomains: content.presenceDomains
      ? values.names(content.presenceDomains, at('presenceDomains'))
      : federationDomains,
    trustStores: content.trustStores,
    ignore: content.ignore,
    ...(sipFederation && {
      sipFederation: buildSipFederation(sipFederation, at('sipFederation'), values),
    }),
    ...(cmsWebProxy && {
      cmsWebProxy: {
        guestAccountClientUris: values.names(
          cmsWebProxy.guestAccountClientUris,
          childNode(at('cmsWebProxy'), 'guestAccountClientUris'),
        ),
      },
    }),
    policy: content.policy,
    waivers: content.waivers.map(({ rule, where, until, reason }, i) => ({
      rule,
      ...(where !== undefined && { where }),
      until,
      reason,
      ...values.position(childNode(childNode(at('waivers'), i), 'rule')),
    })),
    ...(federation && { federation: buildFederation(federation, at('federation'), values) }),
  };
}

function buildClusters(
  content: DeploymentFile,
  node: Below,
  outer: Outer,
  values: NamedValues,
): Pick<Deployment, 'clusters' | 'connectorHosts'> {
  const all = Object.entries(content.clusters);
  return {
    clusters: all.flatMap(([id, { role, ...rest }]) =>
      role === 'connector' ? [] : [buildCluster(id, { ...rest, role }, childNode(node, id), outer, values)],
    ),
    connectorHosts: all
      .filter(([, { role }]) => role === 'connector')
      .map(([id, each]) => buildConnectorHost(id, each, childNode(node, id), values)),
  };
}

const buildNodes = (nodes: DeploymentFile['nodes'], node: Below, values: NamedValues): Nodes => ({
  unifiedCm: values.nodes(nodes.unifiedCm, childNode(node, 'unifiedCm')),
  imp: values.nodes(nodes.imp, childNode(node, 'imp')),
  unityConnection: values.nodes(nodes.unityConnection, childNode(node, 'unityConnection')),
  meetingServer: values.names(nodes.meetingServer, childNode(node, 'meetingServer')),
});

function buildSipFederation(
  content: NonNullable<DeploymentFile['sipFederation']>,
  node: Below,
  values: NamedValues,
): SipFederation {
  const name = (key: 'target' | 'federationRoutingFqdn') => {
    const written = content[key];
    return written === undefined ? {} : { [key]: values.name(written, childNode(node, key)) };
  };
  return {
    domains: values.names(content.domains, childNode(node, 'domains')),
    partners: values.names(content.partners, childNode(node, 'partners')),
    ...name('target'),
    ...(content.peerSubject !== undefined && {
      peerSubject: values.oneOrMore(content.peerSubject, childNode(node, 'peerSubject')),
    }),
    ...name('federationRoutingFqdn'),
  };
}
