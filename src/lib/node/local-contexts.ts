import type { SecureContext } from 'node:tls';
import type { Reloading, ReloadOptions } from './reload.ts';
import type { SecretReference } from './secret.ts';

/** A certificate of ours, with its key, in files. */
export interface LocalIdentity {
  /** Local domains and aliases it is presented for; `*.example.com`: those right below it with no identity of their own. */
  readonly domains: readonly string[];
  /** File with the certificate and the CA certificates above it, in any order. */
  readonly certificate: string;
  readonly key: string;
  /** Where the key's passphrase is kept. */
  readonly passphrase?: SecretReference;
}

export interface LocalContexts extends Reloading {
  /** What to present as this domain: `to` of the stream header, outbound our own `from`. undefined: it is none of ours. */
  contextFor(domain: string | undefined): SecureContext | undefined;
}

/**
 * Certificates and keys of all local domains. Each key is held against its certificate; when files change, new streams get
 * the new certificate and open ones live on.
 *
 * @throws LoadError where one cannot be used
 */
export function loadContexts(
  identities: readonly LocalIdentity[],
  options?: ReloadOptions,
): Promise<LocalContexts> {
  throw new Error('not yet');
}
