import type { PeerTrust } from '../index.ts';
import type { Reloading, ReloadOptions } from './reload.ts';

/** Files and folders, in any format that open() knows. */
export interface TrustFiles {
  /** The trusted CA list. */
  readonly anchors: readonly string[];
  /** CA certificates that servers forget to send. */
  readonly intermediates?: readonly string[];
  readonly crls?: readonly string[];
  readonly ocspResponses?: readonly string[];
}

export interface TrustStore extends Reloading {
  /** In force now; another object after each change, so that nothing is answered from PeerCache for the old one. */
  readonly current: PeerTrust;
}

/**
 * Trusted CAs and revocation lists from disk. A file that cannot be read keeps its last good content in force; lists that
 * are out of date are loaded, and are for the policy to judge.
 *
 * @throws LoadError
 */
export function loadTrust(files: TrustFiles, options?: ReloadOptions): Promise<TrustStore> {
  throw new Error('not yet');
}
