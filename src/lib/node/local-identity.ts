import type { SecureContext } from 'node:tls';
import type { Certificate } from '../index.ts';
import { byOpenssl, pairCertificate, type PairedCertificate } from './own-certificate.ts';
import { problem, readWhole } from './read-file.ts';
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
  readonly own: PairedCertificate;
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
  return { context: byOpenssl(identity.certificate, () => gatewayContext(own, identity.tls)), own };
}

/** A certificate that is good is not given up for one that is over, or has not begun. */
export function requireNoStepBack(
  { own: { leaf }, identity }: UsableIdentity & IdentityFiles,
  before: UsableIdentity,
  time: number,
): void {
  if (problemOfDates(before.own.leaf, time) !== undefined) return;
  const text = problemOfDates(leaf, time);
  if (text !== undefined) throw problem(identity.certificate, `${text}; the one in use is valid`);
}

function problemOfDates({ notBefore, notAfter }: Certificate, time: number): string | undefined {
  if (time < notBefore)
    return `holds a certificate that is not valid before ${new Date(notBefore).toISOString()}`;
  // The whole of its last second is still valid.
  if (time >= notAfter + 1000) return `holds a certificate that ended on ${new Date(notAfter).toISOString()}`;
  return undefined;
}
