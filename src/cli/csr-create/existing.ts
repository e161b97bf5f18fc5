import { keyKindOf, keyKindText, publicKeyHash, unsupportedCodes } from '../../lib/front.ts';
import { DecodeError, open, publicKeyText, readPrivateKey, type RequestPlan } from '../../lib/index.ts';
import type { Io } from '../host/io.ts';
import { fileSystemReason } from '../host/file-system-reason.ts';
import type { Problem } from '../program/command-error.ts';
import { isKeyFile, type ExistingFile, type RequestFiles, type Target } from './files.ts';
import { isFor, type Manifest } from './manifest.ts';

/** What can be said of a key file without its passphrase. */
interface KeyFacts {
  readonly what: string;
  readonly hash?: string | undefined;
}

/** Why nothing can be written for a request: each file in the way, and what it is. */
export async function conflicts(target: Target, manifest: Manifest | undefined, io: Io): Promise<Problem[]> {
  const { blockedBy } = target.files;
  const keyFile = blockedBy.find(isKeyFile);
  // A CSR beside a key that is in the way is told with the key.
  return Promise.all(
    (keyFile ? [keyFile] : blockedBy).map(async (file) => ({
      message: `${file.path} exists`,
      details: { found: await describe(file, target, manifest, io) },
    })),
  );
}

async function describe(
  file: ExistingFile,
  { request, files }: Target,
  manifest: Manifest | undefined,
  io: Io,
): Promise<string> {
  const { path, status } = file;
  if (status.kind !== 'file')
    return status.kind === 'folder' ? 'a folder' : 'a device, or a link that leads nowhere';
  const isKey = isKeyFile(file);
  const facts = isKey ? await keyFacts(path, rememberedKey(request, manifest), io) : await csrFacts(path, io);
  const made = `made ${status.modified.toISOString().slice(0, 10)}`;
  const hash = facts.hash === undefined ? [] : [`public key ${facts.hash}`];
  const use = isKey ? await csrUse(files, facts.hash, io) : '';
  return [facts.what, made, ...hash].join(', ') + use;
}

function rememberedKey(request: RequestPlan, manifest: Manifest | undefined): KeyFacts | undefined {
  const entry = manifest?.peers.find((each) => isFor(each, request));
  return entry && { what: entry.key, hash: entry.publicKeyHash };
}

async function csrUse({ blockedBy }: RequestFiles, keyHash: string | undefined, io: Io): Promise<string> {
  const csr = blockedBy.find((file) => !isKeyFile(file));
  if (!csr) return '';
  const { hash } = await csrFacts(csr.path, io);
  if (hash === undefined || keyHash === undefined) return `; ${csr.path} lies beside it`;
  return `; ${csr.path} ${hash === keyHash ? 'uses it' : 'is for another key'}`;
}

async function keyFacts(
  path: string,
  remembered: KeyFacts | undefined,
  { fs, crypto }: Io,
): Promise<KeyFacts> {
  try {
    const { keyPair, spki } = await readPrivateKey(await fs.read(path), { crypto });
    const kind = keyKindText(keyKindOf(keyPair.privateKey)!);
    return { what: `${kind} key without passphrase`, hash: await publicKeyHash(spki) };
  } catch (error) {
    if (!(error instanceof DecodeError))
      return { what: `a file that cannot be read (${fileSystemReason(error)})` };
    if (unsupportedCodes.includes(error.code)) return { what: `a key (${error.message})` };
    if (error.code !== 'passphrase-needed') return { what: 'a file that is no private key' };
    return remembered
      ? { ...remembered, what: `encrypted ${remembered.what} key` }
      : { what: 'encrypted key' };
  }
}

async function csrFacts(path: string, { fs }: Io): Promise<KeyFacts> {
  try {
    const file = { path, bytes: await fs.read(path) };
    const { recognised, unrecognised } = await open([file], { decrypt: false });
    if (unrecognised[0]?.kind === 'certificate-request') return { what: 'a CSR that is damaged' };
    const [item] = recognised;
    if (item?.kind !== 'certificate-request') return { what: 'a file that is no CSR' };
    const { publicKey } = item.request;
    return { what: `CSR (${publicKeyText(publicKey)})`, hash: await publicKeyHash(publicKey.der) };
  } catch (error) {
    return { what: `a file that cannot be read (${fileSystemReason(error)})` };
  }
}
