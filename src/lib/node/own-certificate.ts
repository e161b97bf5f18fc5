import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { requireObject } from '../public/argument.ts';
import { passphrasesAre } from '../public/settings.ts';
import {
  open,
  printName,
  publicKeyText,
  writePem,
  type Certificate,
  type FileInput,
  type Opened,
} from '../index.ts';
import { problem } from './read-file.ts';

/** A certificate with its key, as node:tls takes them. */
export interface OwnCertificate {
  /** PEM: the certificate, then the CA certificates above it, without the root. */
  readonly certificates: string;
  /** PEM, not encrypted. */
  readonly key: string;
}

/** A certificate with its key and what lay beside it. */
export interface PairedCertificate extends OwnCertificate {
  readonly leaf: Certificate;
  /** As it is presented: the leaf, then the CA certificates above it. */
  readonly chain: readonly [Certificate, ...Certificate[]];
  /** What else is in the file. */
  readonly others: readonly Certificate[];
}

/**
 * Finds the certificate of a key, and the CA certificates above it, in files of any format that open() knows; both may be
 * in one file.
 *
 * @throws TypeError for what are no files and no passphrases; LoadError where certificate and key are not one pair, or one of them is nothing of the kind
 */
export async function pairCertificate(
  certificateFile: FileInput,
  keyFile: FileInput,
  passphrases: readonly string[] = [],
): Promise<PairedCertificate> {
  requireObject('certificateFile', certificateFile, '{ path, bytes }', 'path', 'bytes');
  requireObject('keyFile', keyFile, '{ path, bytes }', 'path', 'bytes');
  passphrasesAre('passphrases', passphrases);
  const inKey = await open([keyFile], { passphrases });
  const key = byOpenssl(keyFile.path, () => keyIn(inKey, keyFile.path));
  const certificates = certificatesIn(await open([certificateFile], { passphrases }), certificateFile.path);
  const chain = byOpenssl(certificateFile.path, () => chainOf(key.object, certificates));
  const [leaf, ...above] = chain;
  if (!leaf) throw problem(keyFile.path, mismatchText(key.text, certificates[0]!, certificateFile.path));
  return {
    certificates: chain.map(({ der }) => writePem('CERTIFICATE', der)).join(''),
    ...{ key: key.pem, leaf, chain: [leaf, ...above] },
    others: certificates.filter((each) => !chain.includes(each)),
  };
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

/**
 * The certificate of the key, then each one's issuer, without the root: the other side has it, or does not trust it. Empty
 * where none is of the key.
 */
function chainOf(key: KeyObject, certificates: readonly Certificate[]): readonly Certificate[] {
  const leaf = certificates.find(({ der }) => new X509Certificate(der).checkPrivateKey(key));
  const chain: Certificate[] = leaf ? [leaf] : [];
  for (let last = leaf; last;) {
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

/** What OpenSSL does not take although we can read it. */
export function byOpenssl<Answer>(file: string, work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    const { code, reason, message } = error as NodeJS.ErrnoException & { readonly reason?: string };
    if (!/^ERR_(?:OSSL|SSL|CRYPTO)_/.test(code ?? '')) throw error;
    throw problem(file, `is refused by OpenSSL: ${reason ?? message}`);
  }
}
