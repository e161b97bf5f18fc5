import type { Subject } from './finding.ts';

/** Whom or what it is about: the peer, the cluster, or else the file; and which store, where it is not the server's. */
export const subjectText = ({ peer, cluster, store, file }: Subject): string =>
  `${peer ?? cluster ?? file ?? ''}${store === 'client' ? ', client store' : ''}`;
