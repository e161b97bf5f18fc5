import type { Deployment } from './model.ts';

/** Somebody said that the certificate of this peer is in use, with its key. @param fqdn of the peer */
export const isInstalled = ({ clusters }: Pick<Deployment, 'clusters'>, fqdn: string): boolean =>
  clusters.some(({ peers }) => peers.some(({ name, installed }) => installed && name.name === fqdn));
