import type { RequestFacts } from '../csr/facts.ts';
import type { DeclaredName, Deployment } from '../deployment/model.ts';
import type { PeerMatch } from '../plan/match-peer.ts';
import type { Plan } from '../plan/plan.ts';
import { guessRole, productsWith, roleByCommonName } from '../product/certificate-role.ts';
import {
  isDatabaseClientName,
  isMultiServerName,
  isNodeKind,
  productByPath,
  usualAlias,
  type NodeKind,
  type OtherProduct,
} from '../product/products.ts';
import { nodeKindOf, otherSideIn } from './file-roles.ts';

export interface WhoseRequest {
  readonly path: string | undefined;
  readonly request: Pick<RequestFacts, 'commonNames' | 'names' | 'extendedKeyUsage' | 'keyUsage'>;
  readonly match: PeerMatch | undefined;
}

/**
 * The product that a request is of, where it is none of an Expressway: it fits no peer, or has a common name that no
 * Expressway has. `talksTo` says so, else that common name, else file or folder, else what it asks for.
 */
export function productOfRequest(
  { path = '', request, match }: WhoseRequest,
  plan: Plan | undefined,
): OtherProduct | undefined {
  if (!plan || !match) return undefined;
  const { deployment } = plan;
  const byName = isNamedAsPeer(request, plan) ? undefined : productByName(path, request, deployment);
  if (match.by !== 'none' || match.couldBe.length > 0) return match.by === 'names' ? byName : undefined;
  return (
    nodeKindOf(path, deployment) ??
    otherSideIn(path, deployment) ??
    byName ??
    productByPath(path) ??
    productByRole(path) ??
    (isAskedAsNode(request) ? 'other' : undefined)
  );
}

type Asked = WhoseRequest['request'];

const isNamedAsPeer = ({ commonNames }: Asked, { peers }: Plan): boolean =>
  commonNames.some((name) =>
    peers.some(({ peer, commonName }) =>
      [peer, commonName].some((each) => each.toLowerCase() === name.toLowerCase()),
    ),
  );

/** Common names that these products write by themselves. */
function productByName(path: string, request: Asked, deployment: Deployment): OtherProduct | undefined {
  const { commonNames } = request;
  if (commonNames.some(isDatabaseClientName)) return 'meetingServer';
  const role = roleByCommonName(commonNames);
  if (role) return only(productsWith(role));
  return commonNames.some(isMultiServerName) ? multiServerProduct(path, request, deployment) : undefined;
}

/** Both products name their multi-server requests alike: nodes, chat aliases and usages tell them apart. */
function multiServerProduct(path: string, request: Asked, { nodes, chatNodeAliases }: Deployment): NodeKind {
  const said = productByPath(path) ?? productByRole(path);
  if (said !== undefined && isNodeKind(said)) return said;
  const names = request.names.map(({ value }) => value.toLowerCase());
  const holds = (listed: readonly DeclaredName[]): boolean =>
    listed.some(({ name }) => names.includes(name.toLowerCase()));
  const isOfImp =
    names.some((name) => usualAlias.test(name)) ||
    holds(chatNodeAliases) ||
    (holds(nodes.imp) && !holds(nodes.unifiedCm)) ||
    request.extendedKeyUsage?.includes('ipsecEndSystem') === true;
  return isOfImp ? 'imp' : 'unifiedCm';
}

/** `cup-xmpp.csr`; a name that certificates of several products have says that it is of one of them. */
function productByRole(path: string): OtherProduct | undefined {
  const role = guessRole(undefined, path)?.role;
  return role && only(productsWith(role));
}

const only = ([first, ...others]: readonly NodeKind[]): OtherProduct =>
  first === undefined || others.length > 0 ? 'other' : first;

/** Usages that Unified CM and IM and Presence ask for and the page of an Expressway never does. */
const isAskedAsNode = ({ extendedKeyUsage, keyUsage }: Asked): boolean =>
  extendedKeyUsage?.includes('ipsecEndSystem') === true || keyUsage?.includes('dataEncipherment') === true;
