import { usualAlias } from '../../product/products.ts';
import { findPeer } from '../../plan/plan.ts';
import { altNameKey, altNameText, chatNodeAliasesOf, type AltName } from '../../san/required.ts';
import { printGeneralName } from '../../x509/general-name.ts';
import { isForClientStore, isWildcardAllowed, siblingsOf, type ProfileFacts } from './facts.ts';
import { isWildcard, type Presented } from './presented.ts';

/** Names that the plan does not have, by what explains them. */
export interface ExtraNames {
  /** Of the other peers of the cluster. */
  readonly ofSiblings: readonly string[];
  /** Chat node aliases that an Expressway-C finds out and puts in by itself. */
  readonly discovered: readonly string[];
  /** Nothing explains them. A wildcard that is refused is no question of the plan. */
  readonly others: readonly string[];
}

export function extraNames({ otherNames }: Presented, facts: ProfileFacts): ExtraNames {
  if (!facts.names || isForClientStore(facts)) return { ofSiblings: [], discovered: [], others: [] };
  const siblings = siblingsOf(facts);
  const aliases = discoverableAliases(facts);
  const isOfSibling = ({ type, value }: AltName): boolean =>
    type === 'DNS' && siblings.includes(value.toLowerCase());
  const isDiscovered = ({ value }: AltName): boolean => aliases.some((alias) => alias.test(value));
  const known = new Set(namesOfServer(facts));
  const extra = facts.names.extra.filter((name) => !known.has(altNameKey(name)));
  const rest = extra.filter((name) => !isOfSibling(name) && !isDiscovered(name)).map(altNameText);
  const unknown = otherNames.filter(({ kind }) => kind !== 'iPAddress').map(printGeneralName);
  return {
    ofSiblings: extra.filter(isOfSibling).map(altNameText),
    discovered: extra.filter((name) => !isOfSibling(name) && isDiscovered(name)).map(altNameText),
    others: [...rest, ...unknown].filter((name) => isWildcardAllowed(facts) || !isWildcard(name)),
  };
}

/** In the request for the client store the names of the server certificate do no harm. */
function namesOfServer({ plan, peer }: ProfileFacts): string[] {
  if (!plan || peer?.store !== 'client') return [];
  return (findPeer(plan, peer.peer)?.names ?? []).map(altNameKey);
}

function discoverableAliases({ plan, peer }: ProfileFacts): RegExp[] {
  const cluster = plan?.deployment.clusters.find(({ id }) => id === peer?.cluster);
  if (!plan || cluster?.role !== 'C') return [];
  const listed = chatNodeAliasesOf(plan.deployment, cluster).map(({ name }) => name);
  return [usualAlias, ...listed.map((name) => new RegExp(`^${name.replaceAll('.', '\\.')}$`, 'i'))];
}
