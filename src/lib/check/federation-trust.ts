import { CaBinding } from '../federation/ca-binding.ts';
import { federationPolicy, partnerAnchorFiles } from '../federation/policy.ts';
import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import { privateCasUnbound } from '../rules/federation/private-cas-unbound.ts';
import { unboundPrivateCas } from './federation.ts';
import { isPath } from './file-roles.ts';
import type { Inventory } from './inventory.ts';

/** Who may speak for whom in federation, by the lists of the Expressway-E and the files of partners that were given. */
export function judgeFederationTrust({ plan, certificates, found }: Inventory): Finding[] {
  const deployment = plan?.deployment;
  const policy = deployment && federationPolicy(deployment);
  const settings = deployment?.federation;
  if (!plan?.services.includes('xmppFederation') || !policy?.privacy.isOn || !settings) return [];
  const edges = deployment.clusters.flatMap(({ id, role, peers }) =>
    role === 'E' ? [id, ...peers.map(({ name }) => name.name)] : [],
  );
  const lists = certificates.lists.filter(({ roles }) =>
    roles.some(({ of }) => of !== undefined && (of === 'E' || edges.includes(of))),
  );
  const partners = partnerAnchorFiles(policy).map(({ domains, anchors }) => ({
    domains,
    anchors: found.filter(({ thing }) => isPath(thing.path, anchors)).map(({ issued }) => issued.certificate),
  }));
  const trusted = lists.flatMap(({ entries }) => entries).map(({ issued }) => issued.certificate);
  const facts = {
    ...{ deployment, settings, policy },
    unboundPrivateCas: unboundPrivateCas(new CaBinding(trusted, partners)),
    listPlaces: lists.map(({ file }) => ({ file })),
  };
  return run([privateCasUnbound], facts);
}
