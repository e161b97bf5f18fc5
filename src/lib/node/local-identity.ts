import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { SecureContext } from 'node:tls';
import {
  matchIdentity,
  open,
  printName,
  publicKeyText,
  toALabels,
  writePem,
  type Certificate,
  type Opened,
} from '../index.ts';
import type { FileProblem } from './load-error.ts';
import { problem, readWhole } from './read-file.ts';
import { readSecret, type SecretReference } from './secret.ts';
import { gatewayContext } from './tls-options.ts';

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
  const key = keyIn(await open([{ path: identity.key, bytes: files.key }], { passphrases }), identity.key);
  const opened = await open([{ path: identity.certificate, bytes: files.certificate }], { passphrases });
  const certificates = certificatesIn(opened, identity.certificate);
  const leaf = certificates.find(({ der }) => new X509Certificate(der).checkPrivateKey(key.object));
  if (!leaf) throw problem(identity.key, mismatchText(key.text, certificates[0]!, identity.certificate));
  const chain = chainFrom(leaf, certificates);
  const own = { certificates: chain.map(({ der }) => writePem('CERTIFICATE', der)).join(''), key: key.pem };
  return { context: contextOf(own, identity.certificate), warnings: warningsOf(files, leaf) };
}

interface OwnKey {
  readonly pem: string;
  readonly object: KeyObject;
  /** `RSA 2048` */
  readonly text: string | undefined;
}

function keyIn({ recognised, unrecognised }: Opened, file: string): OwnKey {
  for (const thing of recognised) {
    if (thing.kind !== 'private-key') continue;
    const pkcs8 = thing.privateKey.toPkcs8();
    const { publicKey } = thing.privateKey;
    return {
      pem: writePem('PRIVATE KEY', pkcs8),
      object: createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }),
      text: publicKey && publicKeyText(publicKey),
    };
  }
  throw problem(file, nothingFound('private key', unrecognised));
}

function certificatesIn({ recognised, unrecognised }: Opened, file: string): readonly Certificate[] {
  const certificates = recognised.flatMap((thing) =>
    thing.kind === 'certificate' ? [thing.certificate] : [],
  );
  if (certificates.length === 0) throw problem(file, nothingFound('certificate', unrecognised));
  return certificates;
}

/** Said of what is there, where that tells why. */
function nothingFound(wanted: string, [first]: Opened['unrecognised']): string {
  const isTold = first && first.error.code !== 'unrecognised' && first.error.code !== 'empty';
  return `holds no ${wanted}${isTold ? ` that can be read: ${first.error.message}` : ''}`;
}

function mismatchText(keyText: string | undefined, certificate: Certificate, file: string): string {
  const wanted = publicKeyText(certificate.publicKey);
  const owner = `of the certificate for ${printName(certificate.subject)} in ${file}`;
  if (keyText !== undefined && keyText !== wanted)
    return `is an ${keyText} key, and the key ${owner} is ${wanted}`;
  return `is another key than the one ${owner}; both must be replaced together`;
}

/** Leaf first, then each certificate's issuer, without the root: the other side has it, or does not trust it. */
function chainFrom(leaf: Certificate, certificates: readonly Certificate[]): readonly Certificate[] {
  const chain = [leaf];
  for (let last: Certificate | undefined = leaf; last;) {
    const below = new X509Certificate(last.der);
    last = certificates.find(
      (each) =>
        !chain.includes(each) && !isOwnIssuer(each) && below.checkIssued(new X509Certificate(each.der)),
    );
    if (last) chain.push(last);
  }
  return chain;
}

function isOwnIssuer({ der }: Certificate): boolean {
  const certificate = new X509Certificate(der);
  return certificate.checkIssued(certificate);
}

function contextOf(
  own: { readonly certificates: string; readonly key: string },
  file: string,
): SecureContext {
  try {
    return gatewayContext(own);
  } catch (error) {
    const { reason, message } = error as Error & { readonly reason?: string };
    throw problem(file, `is refused by OpenSSL: ${reason ?? message}`);
  }
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
