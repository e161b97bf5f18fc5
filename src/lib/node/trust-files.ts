import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DecodeError, open, type Opened, type Recognised, type Unrecognised } from '../index.ts';
import { readCrlInSlices } from '../x509/crl.ts';
import { LoadError, type FileProblem } from './load-error.ts';
import { asLoadError, problem, readWhole } from './read-file.ts';

/** A file, and what was good in it when it was last read. */
export interface TrustFile {
  readonly bytes: Buffer;
  readonly things: readonly Recognised[];
}

export type ReadFiles = ReadonlyMap<string, TrustFile>;

/**
 * Files and those in folders, with their things of one kind. What was read before and cannot be read now keeps what it
 * had; what is gone from a folder is gone.
 */
export async function readTrustFiles(
  paths: readonly string[],
  kind: TrustKind,
  before: ReadFiles | undefined,
  kept: FileProblem[],
): Promise<ReadFiles> {
  const files = new Map<string, TrustFile>();
  for (const { file, isNamed } of await listFiles(paths, before, kept)) {
    const known = before?.get(file);
    try {
      const read = await readTrustFile(file, kind, known);
      if (read.things.length > 0) files.set(file, read);
      // Folders hold other things, too, unless this was none a moment ago.
      else if (isNamed || known) throw problem(file, emptyText(kind));
    } catch (error) {
      if (!(error instanceof LoadError)) throw error;
      kept.push(...error.problems);
      if (known) files.set(file, known);
    }
  }
  return files;
}

export type TrustKind = 'certificate' | 'crl' | 'ocsp-response';

const words: Readonly<Record<TrustKind, string>> = {
  certificate: 'certificate',
  crl: 'revocation list',
  'ocsp-response': 'OCSP response',
};

export const emptyText = (kind: TrustKind): string => `holds no ${words[kind]}`;

async function readTrustFile(
  file: string,
  kind: TrustKind,
  known: TrustFile | undefined,
): Promise<TrustFile> {
  const { bytes } = await readWhole(file);
  if (known?.bytes.equals(bytes)) return known;
  const list = kind === 'crl' && bytes.length > longList ? await longListIn(bytes, file) : undefined;
  if (list) return { bytes, things: [list] };
  const { recognised, unrecognised }: Opened = await open([{ path: file, bytes }], { decrypt: false });
  const damaged = unrecognised.find(isDamaged);
  if (damaged) throw problem(file, `is damaged: ${damaged.error.message}`);
  return { bytes, things: recognised.filter((thing) => thing.kind === kind) };
}

/** Octets of a list that takes too long to be read in one go. */
const longList = 256 * 1024;

/** DER, or PEM with nothing else in the file; undefined where it is neither, for others to say what it is. */
async function longListIn(bytes: Buffer, path: string): Promise<Recognised | undefined> {
  const encoding = bytes[0] === 0x30 ? 'DER' : 'PEM';
  const content = encoding === 'DER' ? bytes : onlyList(bytes);
  if (!content) return undefined;
  await setImmediate();
  const der = new Uint8Array(content);
  try {
    const crl = await readCrlInSlices(der, () => setImmediate());
    return { kind: 'crl', path, entry: 1, encoding, der, crl };
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

const [begin, end] = ['-----BEGIN X509 CRL-----', '-----END X509 CRL-----'];

function onlyList(bytes: Buffer): Buffer | undefined {
  const start = bytes.indexOf(begin);
  const stop = bytes.indexOf('-', start + begin.length);
  const isAlone = start === 0 && bytes.indexOf(end, stop) === stop && bytes.length - stop < end.length + 3;
  return isAlone ? Buffer.from(bytes.toString('latin1', begin.length, stop), 'base64') : undefined;
}

/** Not things of another kind, keys for example. */
function isDamaged({ error: { code } }: Unrecognised): boolean {
  return code !== 'unrecognised' && code !== 'empty' && code !== 'passphrase-needed';
}

interface ListedFile {
  readonly file: string;
  /** Not found in a folder. */
  readonly isNamed: boolean;
}

async function listFiles(
  paths: readonly string[],
  before: ReadFiles | undefined,
  kept: FileProblem[],
): Promise<readonly ListedFile[]> {
  const listed: ListedFile[] = [];
  for (const path of paths) {
    // Of a folder that has gone altogether, each file is then said to be missing, and kept.
    const known = [...(before?.keys() ?? [])].filter((file) => file.startsWith(join(path, '/')));
    if (!(await isFolder(path)) && known.length === 0) listed.push({ file: path, isNamed: true });
    else {
      const names = await filesIn(path).catch((error: unknown) => {
        const reason = asLoadError(path, error);
        if (!(reason instanceof LoadError)) throw reason;
        kept.push(...reason.problems);
        return known;
      });
      listed.push(...names.map((file) => ({ file, isNamed: false })));
    }
  }
  return listed;
}

/** What is not there is taken for a file, and then said to be missing. */
async function isFolder(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => undefined);
  return status?.isDirectory() ?? false;
}

/** Not the hidden ones, nor folders in it. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  const files: string[] = [];
  for (const name of names) {
    const file = join(folder, name);
    if (!(await isFolder(file))) files.push(file);
  }
  return files;
}
