import type { SourceLines } from './code-frame.ts';
import { buildRequest, defaultRequest } from './build-request.ts';
import { parseDnsName } from '../../names/dns-name.ts';
import type {
  Cluster,
  DeclaredName,
  Deployment,
  FederationPartner,
  FederationSettings,
  Peer,
  PhoneSecurityProfile,
  Position,
  RequestSettings,
} from '../model.ts';
import type { DeploymentFile } from '../schema.ts';
import { childNode, type SourceNode } from './source-node.ts';

type ClusterContent = DeploymentFile['clusters'][string];
type FederationContent = NonNullable<DeploymentFile['federation']>;
type Below = SourceNode | undefined;

/** The deployment that a valid file describes, each name with its place. */
export function buildDeployment(
  content: DeploymentFile,
  root: SourceNode,
  file: string,
  lines: SourceLines,
): Deployment {
  const builder = new DeploymentBuilder(content, root, lines);
  return builder.build(file);
}

class DeploymentBuilder {
  readonly #content: DeploymentFile;
  readonly #root: SourceNode;
  readonly #lines: SourceLines;

  constructor(content: DeploymentFile, root: SourceNode, lines: SourceLines) {
    this.#content = content;
    this.#root = root;
    this.#lines = lines;
  }

  build(file: string): Deployment {
    const content = this.#content;
    const request = buildRequest(defaultRequest, content.request, this.#below('request'), this.#lines);
    const clusters = Object.entries(content.clusters).map(([id, each]) => this.#cluster(id, each, request));
    const { federation } = content;
    return {
      version: content.version,
      file,
      name: content.name,
      release: content.release,
      services: content.services,
      registrationDomains: this.#named(content.registrationDomains, this.#below('registrationDomains')),
      federationDomains: this.#named(content.federationDomains, this.#below('federationDomains')),
      chatNodeAliases: this.#named(content.chatNodeAliases, this.#below('chatNodeAliases')),
      phoneSecurityProfiles: content.phoneSecurityProfiles.map((written, i) =>
        this.#profile(written, childNode(this.#below('phoneSecurityProfiles'), i)),
      ),
      phoneSecurityProfilesOn: content.phoneSecurityProfilesOn,
      clusters,
      policy: content.policy,
      waivers: content.waivers.map(({ rule, where, until, reason }, i) => ({
        rule,
        ...(where !== undefined && { where }),
        until,
        reason,
        ...this.#position(childNode(childNode(this.#below('waivers'), i), 'rule')),
      })),
      ...(federation && { federation: this.#federation(federation) }),
    };
  }

  #below(key: string): Below {
    return childNode(this.#root, key);
  }

  #cluster(id: string, content: ClusterContent, outer: RequestSettings): Cluster {
    const clusters = this.#below('clusters');
    const node = childNode(clusters, id);
    const key = clusters?.kind === 'map' ? clusters.entries.get(id)?.key : undefined;
    const request = buildRequest(outer, content.request, childNode(node, 'request'), this.#lines);
    const [trustList, talksTo] = ['trustList', 'talksTo'].map((each) => childNode(node, each));
    const custody = content.custody === undefined ? this.#below('custody') : childNode(node, 'custody');
    return {
      id,
      role: content.role,
      ...(content.name !== undefined && { name: this.#name(content.name, childNode(node, 'name')) }),
      ca: content.ca ?? this.#content.ca,
      custody: content.custody ?? this.#content.custody,
      ...(custody && { custodyPosition: this.#lines.positionOf(custody.extent) }),
      peers: content.peers.map((peer, i) =>
        this.#peer(peer, childNode(childNode(node, 'peers'), i), request),
      ),
      additionalNames: this.#names(content.additionalNames, childNode(node, 'additionalNames')),
      ...(content.chatNodeAliases && {
        chatNodeAliases: this.#named(content.chatNodeAliases, childNode(node, 'chatNodeAliases')),
      }),
      ...(content.trustList !== undefined && { trustList: content.trustList }),
      ...(trustList && { trustListPosition: this.#lines.positionOf(trustList.extent) }),
      talksTo: content.talksTo,
      ...(talksTo && { talksToPositions: this.#positionsBelow(talksTo) }),
      ...(key && { position: this.#lines.positionOf(key) }),
    };
  }

  #peer(content: ClusterContent['peers'][number], node: Below, outer: RequestSettings): Peer {
    if (typeof content === 'string') {
      return { name: this.#name(content, node), additionalNames: [], request: outer };
    }
    return {
      name: this.#name(content.name, childNode(node, 'name')),
      additionalNames: this.#names(content.additionalNames, childNode(node, 'additionalNames')),
      request: buildRequest(outer, content.request, childNode(node, 'request'), this.#lines),
    };
  }

  #federation(content: FederationContent): FederationSettings {
    const node = this.#below('federation');
    const { staticRoutes, dialbackSecret, allowList, denyList, partners, ...settings } = content;
    const routes = childNode(node, 'staticRoutes');
    const { env, file } = dialbackSecret ?? {};
    return {
      ...settings,
      staticRoutes: staticRoutes.map(({ domain, address }, i) => ({
        domain: this.#name(domain, childNode(childNode(routes, i), 'domain')),
        address,
      })),
      ...(env !== undefined && { dialbackSecret: { env } }),
      ...(file !== undefined && { dialbackSecret: { file } }),
      allowList: this.#names(allowList, childNode(node, 'allowList')),
      denyList: this.#names(denyList, childNode(node, 'denyList')),
      partners: partners.map((each, i) => this.#partner(each, childNode(childNode(node, 'partners'), i))),
      positions: this.#positionsBelow(node),
    };
  }

  #partner(content: FederationContent['partners'][number], node: Below): FederationPartner {
    const { domain, chatNodeAliases, securityMode, onlySaslExternal } = content;
    return {
      domain: this.#name(domain, childNode(node, 'domain')),
      chatNodeAliases: this.#names(chatNodeAliases, childNode(node, 'chatNodeAliases')),
      ...(securityMode !== undefined && { securityMode }),
      onlySaslExternal,
    };
  }

  /** Of every key that is written, the place of the key. */
  #positionsBelow(node: Below): Record<string, Position> {
    const entries = node?.kind === 'map' ? [...node.entries] : [];
    return Object.fromEntries(entries.map(([key, entry]) => [key, this.#lines.positionOf(entry.key)]));
  }

  #names(written: readonly string[], list: Below): DeclaredName[] {
    return written.map((each, i) => this.#name(each, childNode(list, i)));
  }

  /** Entries of a list that are names, or names with a format. */
  #named<Format extends string>(
    entries: readonly (string | { readonly name: string; readonly format: Format })[],
    list: Below,
  ): (DeclaredName & { readonly format: Format | 'DNS' })[] {
    return entries.map((entry, i) => {
      const node = childNode(list, i);
      if (typeof entry === 'string') return { ...this.#name(entry, node), format: 'DNS' };
      return { ...this.#name(entry.name, childNode(node, 'name')), format: entry.format };
    });
  }

  #name(written: string, node: Below): DeclaredName {
    const parsed = parseDnsName(written, { wildcard: true });
    if (!('name' in parsed)) throw new TypeError(`${written} was not checked`);
    return { name: parsed.name, written, ...this.#position(node) };
  }

  #profile(written: string, node: Below): PhoneSecurityProfile {
    const parsed = parseDnsName(written, { labels: 1 });
    return { written, ...('name' in parsed && { name: parsed.name }), ...this.#position(node) };
  }

  #position(node: Below): { readonly position?: Position } {
    return node ? { position: this.#lines.positionOf(node.extent) } : {};
  }
}
