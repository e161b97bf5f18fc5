import { readDeployment } from '../dist/lib/index.js';

const peersPerCluster = 6;

/** Text of a deployment: Expressway-E clusters of six, every peer with `names` names and this key. */
export function deploymentText({ peers, names, key = { type: 'rsa', bits: 2048 } }) {
  const clusters = {};
  for (let first = 0; first < peers; first += peersPerCluster) {
    const count = Math.min(peersPerCluster, peers - first);
    clusters[`edge${first}`] = {
      role: 'E',
      name: `cluster${first}.example.com`,
      peers: Array.from({ length: count }, (_, index) => `peer${first + index}.example.com`),
    };
  }
  // Every peer has two names of its own: its FQDN and the cluster's.
  const domains = Array.from({ length: names - 2 }, (_, index) => `domain${index}.example.com`);
  return JSON.stringify({
    version: 1,
    name: 'Bench',
    release: 'X15.5',
    services: { mra: true },
    request: { key },
    registrationDomains: domains.map((name) => ({ name, format: 'DNS' })),
    clusters,
  });
}

export function deploymentOf(text) {
  const { deployment, findings } = readDeployment(text);
  if (!deployment) throw new Error(findings.map(({ message }) => message).join('\n'));
  return deployment;
}
