import type { SecureContext } from 'node:tls';
import { matchIdentity, toALabels, type Certificate } from '../index.ts';
import type { FileProblem } from './load-error.ts';
import { byOpenssl, pairCertificate } from './own-certificate.ts';
import { readWhole } from './read-file.ts';
import { readSecret, type SecretReference } from './secret.ts';
import { gatewayContext, type TlsSettings } from './tls-options.ts';

/** A certificate of ours, with its key, in files. */
export interface LocalIdentity {
  /** Local domains and aliases it is presented for; `*.example.com`: those right below it with no identity of their own. */
  readonly domains: readonly string[];
  /** File with the certificate and the CA certificates above it, in any order, in any format that open() knows. */
  readonly certificate: string;
  /** May be the same file. */
  readonly key: string;
  /** Where the key's passphrase is kept. */
  readonly passphrase?: SecretReference;
  /** For connections as one of these domains, in and out. */
  readonly tls?: TlsSettings;
}

/** An identity as its files are now. */
export interface IdentityFiles {
  readonly identity: LocalIdentity;
  readonly certificate: Buffer;
  readonly key: Buffer;
  readonly isKeyReadableByAll: boolean;
}

export async function readIdentityFiles(identity: LocalIdentity): Promise<IdentityFiles> {
  const { bytes: certificate } = await readWhole(identity.certificate);
  const { bytes: key, isReadableByAll } = await readWhole(identity.key);
  return { identity, certificate, key, isKeyReadableByAll: isReadableByAll };
}

export interface UsableIdentity {
  readonly context: SecureContext;
  readonly warnings: readonly FileProblem[];
}

/** Throws LoadError where certificate and key are not one pair, or one of them is nothing of the kind. */
export async function useIdentity(files: IdentityFiles): Promise<UsableIdentity> {
  const { identity } = files;
  const passphrases = identity.passphrase ? [await readSecret(identity.passphrase)] : [];
  const own = await pairCertificate(
    { path: identity.certificate, bytes: files.certificate },
    { path: identity.key, bytes: files.key },
    passphrases,
  );
  const context = byOpenssl(identity.certificate, () => gatewayContext(own, identity.tls));
  return { context, warnings: warningsOf(files, own.leaf) };
}

function warningsOf({ identity, isKeyReadableByAll }: IdentityFiles, leaf: Certificate): FileProblem[] {
  const warnings: FileProblem[] = [];
  if (isKeyReadableByAll)
    warnings.push({ file: identity.key, text: 'can be read by everybody on this machine: chmod 600' });
  for (const domain of identity.domains) {
    if (isFor(leaf, domain)) continue;
    warnings.push({
      file: identity.certificate,
      text: `does not name ${domain}; other servers will refuse it`,
    });
  }
  return warnings;
}

/** A wildcard is asked for by a name below it. */
function isFor(leaf: Certificate, domain: string): boolean {
  const parsed = toALabels(domain.replace(/^\*\./, 'x.'));
  if (!('name' in parsed)) return false;
  const { name } = parsed;
  const asService = { kind: 'srv', service: '_xmpp-server', name } as const;
  return matchIdentity(leaf, { kind: 'dns', name }) || matchIdentity(leaf, asService);
}
