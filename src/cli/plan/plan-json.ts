import { altNameText } from '../../lib/front.ts';
import type { Detail, PeerPlan, Plan, PlannedName } from '../../lib/index.ts';

/** Part `plan` of the JSON result: clusters, their peers, their names with the reasons. */
export function planJson(plan: Plan, peers: readonly PeerPlan[], extras: (peer: PeerPlan) => Detail): Detail {
  const shown = new Set(peers);
  const clusters = plan.deployment.clusters.map(({ id, role, name }): Detail => ({
    id,
    role,
    ...(name && { name: name.name }),
    peers: plan.peers
      .filter((peer) => peer.cluster === id && shown.has(peer))
      .map((peer) => ({ ...peerJson(peer), ...extras(peer) })),
  }));
  return {
    release: plan.deployment.release,
    services: plan.services,
    clusters: clusters.filter((cluster) => (cluster['peers'] as readonly Detail[]).length > 0),
  };
}

function peerJson({
  peer,
  ca,
  custody,
  commonName,
  commonNameFrom,
  subject,
  request,
  names,
}: PeerPlan): Detail {
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
