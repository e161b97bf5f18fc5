import type { FederationPartner, FederationSettings, PartnerPolicy } from '../model.ts';
import type { DeploymentFile } from '../schema.ts';
import type { Below, NamedValues } from './named-values.ts';
import { childNode } from './source-node.ts';

type FederationContent = NonNullable<DeploymentFile['federation']>;
type PartnerContent = FederationContent['partners'][number];

export function buildFederation(
  content: FederationContent,
  node: Below,
  values: NamedValues,
): FederationSettings {
  const { staticRoutes, dialbackSecret, allowList, denyList, partners, ...settings } = content;
  const routes = childNode(node, 'staticRoutes');
  const { env, file } = dialbackSecret ?? {};
  return {
    ...settings,
    staticRoutes: staticRoutes.map(({ domain, address }, i) => ({
      domain: values.name(domain, childNode(childNode(routes, i), 'domain')),
      address,
    })),
    ...(env !== undefined && { dialbackSecret: { env } }),
    ...(file !== undefined && { dialbackSecret: { file } }),
    allowList: values.names(allowList, childNode(node, 'allowList')),
    denyList: values.names(denyList, childNode(node, 'denyList')),
    partners: partners.map((each, i) =>
      buildPartner(each, childNode(childNode(node, 'partners'), i), values),
    ),
    positions: values.positionsBelow(node),
  };
}

function buildPartner(content: PartnerContent, node: Below, values: NamedValues): FederationPartner {
  const { domain, chatNodeAliases, securityMode, onlySaslExternal, policy } = content;
  return {
    domain: values.name(domain, childNode(node, 'domain')),
    chatNodeAliases: values.names(chatNodeAliases, childNode(node, 'chatNodeAliases')),
    ...(securityMode !== undefined && { securityMode }),
    onlySaslExternal,
    policy: buildPolicy(policy),
  };
}

const buildPolicy = ({ pins, ...policy }: PartnerContent['policy']): PartnerPolicy => ({
  ...policy,
  pins: pins.map((pin) => pin.replaceAll(':', '').toLowerCase()),
});
