import { describe, expect, it } from 'vitest';
import type { Cluster, CommonNameMode } from '../../../src/lib/deployment/model.ts';
import { findPeer, planDeployment } from '../../../src/lib/plan/plan.ts';
import { core, edge, peer, requesting, sound } from '../../support/deployment.ts';

const { name: _, ...unnamed } = edge;
const single: Cluster = { ...unnamed, peers: [peer('vcse.example.com')] };
const planOf = (cluster: Cluster) => planDeployment({ ...sound, clusters: [cluster] }).peers[0]!;

describe('common name', () => {
  it.each<[string, Cluster, CommonNameMode, string]>([
    ['auto in a cluster is the cluster name', edge, 'auto', 'expe.example.com'],
    ['auto on a single Expressway is the peer', single, 'auto', 'vcse.example.com'],
    ['peer in a cluster is the peer', edge, 'peer', 'expe1.example.com'],
    ['cluster in a cluster is the cluster name', edge, 'cluster', 'expe.example.com'],
    ['cluster on a single Expressway falls back to the peer', single, 'cluster', 'vcse.example.com'],
  ])('%s', (_title, cluster, commonName, expected) => {
    expect(planOf(requesting(cluster, { commonName })).commonName).toBe(expected);
  });

  it('is always one of the names', () => {
    for (const { commonName, names } of planDeployment(sound).peers) {
      expect(names.map(({ value }) => value)).toContain(commonName);
    }
  });
});

describe('plan', () => {
  it('has the peers in the order of the file and the services in use', () => {
    const plan = planDeployment(sound);
    expect(plan.peers.map((each) => each.peer)).toEqual([
      'expc1.example.com',
      'expc2.example.com',
      'expe1.example.com',
      'expe2.example.com',
    ]);
    expect(plan.services).toEqual(['mra', 'xmppFederation', 'groupChatTls']);
  });

  it('finds a peer whatever its letter case, and no peer that is not there', () => {
    const plan = planDeployment({ ...sound, clusters: [core] });
    expect(findPeer(plan, 'EXPC2.example.COM')?.peer).toBe('expc2.example.com');
    expect(findPeer(plan, 'expe1.example.com')).toBeUndefined();
  });
});
