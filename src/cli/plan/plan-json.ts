import { altNameText } from '../../lib/front.ts';
import type { Detail, Plan, PlannedName, RequestPlan } from '../../lib/index.ts';

/**
 * Part `plan` of the JSON result: clusters, their peers, their names with the reasons; and every request. A peer is its
 * request for the server store.
 */
export function planJson(
  plan: Plan,
  { peers, requests }: Pick<Plan, 'peers' | 'requests'>,
  extras: (request: RequestPlan) => Detail,
): Detail {
  const shown = new Set(peers);
  const clusters = plan.deployment.clusters.map(({ id, role, name }): Detail => ({
    id,
    role,
    ...(name && { name: name.name }),
    peers: plan.peers
      .filter((peer) => peer.cluster === id && shown.has(peer))
      .map((peer) => ({
        ...requestJson(peer),
        ...(peer.client && { clientStore: peer.client.copyOfServer ? 'copy' : 'request' }),
        ...extras(peer),
      })),
  }));
  return {
    release: plan.deployment.release,
    services: plan.services,
    clusters: clusters.filter((cluster) => (cluster['peers'] as readonly Detail[]).length > 0),
    requests: requests.map((request) => ({
      cluster: request.cluster,
      store: request.store,
      ...(request.domain !== undefined && { domain: request.domain }),
      ...requestJson(request),
      ...extras(request),
    })),
  };
}

function requestJson({
  peer,
  ca,
  custody,
  commonName,
  commonNameFrom,
  subject,
  request,
  names,
}: RequestPlan): Detail {
  const { key, hash, extendedKeyUsage } = request;
  return {
    peer,
    ca,
    custody,
    commonName,
    commonNameFrom,
    subject: subject.map(({ type, value }) => ({ type, value })),
    key: { ...key },
    hash,
    extendedKeyUsage,
    names: names.map(nameJson),
  };
}

function nameJson(name: PlannedName): Detail {
  return {
    name: altNameText(name),
    reasons: name.reasons.map(({ row, kind, written, format, neededFor, position }): Detail => ({
      row,
      kind,
      written,
      format,
      neededFor,
      ...(position && { line: position.line, column: position.column }),
    })),
  };
}
