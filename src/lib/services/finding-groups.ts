import type { Finding } from '../findings/finding.ts';

/** Whom a finding is about. What is about a certificate or a list of nobody known is about no peer. */
export function groupOf({ subject, code }: Pick<Finding, 'subject' | 'code'>): string {
  if (subject.peer !== undefined) return subject.peer;
  if (subject.cluster !== undefined) return clusterGroup(subject.cluster);
  const isAboutNodes = code === 'chain/node-untrusted' || code.startsWith('cert/node-');
  return code.startsWith('fleet/') || isAboutNodes ? 'all' : 'none';
}

/** The groups that concern a peer: it itself, its cluster as a whole, and all peers together. */
export const groupsOfPeer = (peer: string, cluster: string): readonly string[] => [
  peer,
  clusterGroup(cluster),
  'all',
];

const clusterGroup = (cluster: string): string => `cluster ${cluster}`;
