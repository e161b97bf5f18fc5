import type { PrivacyPolicy } from './policy.ts';

/** Why a domain may be federated with, or why not. */
export type PrivacyReason =
  | 'federation off'
  | 'privacy mode off'
  | 'on allow list'
  | 'static route'
  | 'not on allow list'
  | 'on deny list'
  | 'not on deny list';

/** May we federate, and by which list. */
export interface PrivacyVerdict {
  readonly isAllowed: boolean;
  readonly reason: PrivacyReason;
}

/**
 * May we federate with this domain or chat node alias? Exact names only: an alias has its own entry. Ask before TLS, and
 * again with the `from` of the stream after it: what a peer said before TLS does not count (RFC 6120 5.4.3.3).
 *
 * @param domain from toALabels()
 */
export function privacyOf(domain: string, policy: PrivacyPolicy): PrivacyVerdict {
  if (!policy.isOn) return { isAllowed: false, reason: 'federation off' };
  switch (policy.mode) {
    case 'Off':
      return { isAllowed: true, reason: 'privacy mode off' };
    case 'Deny list':
      return policy.denyList.has(domain)
        ? { isAllowed: false, reason: 'on deny list' }
        : { isAllowed: true, reason: 'not on deny list' };
    case 'Allow list':
      if (policy.allowList.has(domain)) return { isAllowed: true, reason: 'on allow list' };
      return routesInUse(policy).has(domain)
        ? { isAllowed: true, reason: 'static route' }
        : { isAllowed: false, reason: 'not on allow list' };
  }
}

/** How the servers of a domain are found. With static routes there is no way back to DNS. */
export type RouteChoice =
  { readonly by: 'DNS' } | { readonly by: 'static routes'; readonly addresses: readonly string[] };

/** @param domain from toALabels() */
export function routeTo(domain: string, policy: PrivacyPolicy): RouteChoice {
  const addresses = routesInUse(policy).get(domain);
  return addresses ? { by: 'static routes', addresses } : { by: 'DNS' };
}

/** The lists as they take effect. */
export interface EffectiveLists {
  /** undefined: everybody who is not denied. */
  readonly allowed:
    readonly { readonly domain: string; readonly because: 'allow list' | 'static route' }[] | undefined;
  readonly denied: readonly string[];
  /** In use; a domain's addresses rank equal. */
  readonly routes: readonly { readonly domain: string; readonly addresses: readonly string[] }[];
}

export function effectiveLists(policy: PrivacyPolicy): EffectiveLists {
  const routes = [...routesInUse(policy)].map(([domain, addresses]) => ({ domain, addresses }));
  if (!policy.isOn) return { allowed: [], denied: [], routes: [] };
  const denied = policy.mode === 'Deny list' ? [...policy.denyList] : [];
  if (policy.mode !== 'Allow list') return { allowed: undefined, denied, routes };
  const listed = [...policy.allowList].map((domain) => ({ domain, because: 'allow list' as const }));
  const routed = routes
    .filter(({ domain }) => !policy.allowList.has(domain))
    .map(({ domain }) => ({ domain, because: 'static route' as const }));
  return { allowed: [...listed, ...routed], denied, routes };
}

const noRoutes: PrivacyPolicy['staticRoutes'] = new Map();

const routesInUse = ({ useStaticRoutes, staticRoutes }: PrivacyPolicy): PrivacyPolicy['staticRoutes'] =>
  useStaticRoutes ? staticRoutes : noRoutes;
