import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { altNameText, storedZip } from '../../lib/front.ts';
import { writePem } from '../../lib/index.ts';
import { writeFileSet, type NewFile } from '../host/file-set.ts';
import type { FileOperations } from '../host/io.ts';
import { CommandError, type Problem } from '../program/command-error.ts';
import type { DeploymentReference } from '../program/report.ts';
import type { Target } from './files.ts';
import type { CsrCreateFlags } from './flags.ts';
import type { MadeRequest } from './make-requests.ts';
import { manifestText, type ManifestEntry } from './manifest.ts';
import type { Targets } from './targets.ts';

/** A request with the files it goes to. */
export interface Filed {
  readonly target: Target;
  readonly made: MadeRequest;
  readonly entry: ManifestEntry;
  /** The CSR's file. */
  readonly content: string | Uint8Array;
}

export interface Written {
  readonly filed: readonly Filed[];
  /** What could not be written, with --keep-going. */
  readonly refused: readonly Problem[];
}

interface Circumstances {
  readonly deployment: DeploymentReference;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

export function fileRequests(
  made: readonly MadeRequest[],
  targets: readonly Target[],
  createdAt: string,
  { der }: CsrCreateFlags,
): Filed[] {
  const byRequest = new Map(targets.map((target) => [target.request, target]));
  return made.map((each) => {
    const target = byRequest.get(each.request)!;
    const content = der ? each.der : writePem('CERTIFICATE REQUEST', each.der);
    return { target, made: each, entry: manifestEntry(each, target, createdAt), content };
  });
}

function manifestEntry(
  { request, der, key, publicKeyHash }: MadeRequest,
  { files }: Target,
  createdAt: string,
): ManifestEntry {
  return {
    peer: request.peer,
    cluster: request.cluster,
    ...(request.store === 'client' && { store: request.store }),
    ...(request.domain !== undefined && { domain: request.domain }),
    ca: request.ca,
    ...(request.issuer !== undefined && { issuer: request.issuer }),
    createdAt,
    csr: basename(files.csr),
    sha256: createHash('sha256').update(der).digest('hex'),
    key,
    publicKeyHash,
    names: request.names.map(altNameText),
  };
}

/**
 * Writes keys, CSRs, manifest and zip: all or nothing, or with --keep-going all or nothing of each request.
 *
 * @throws CommandError 4 where nothing was written
 */
export function writeCsrs(
  filed: readonly Filed[],
  targets: Targets,
  circumstances: Circumstances,
  fs: FileOperations,
  { keepGoing }: CsrCreateFlags,
): Written {
  const shared = (written: readonly Filed[]) => sharedFiles(written, targets, circumstances);
  if (!keepGoing) {
    const files = [...filed.flatMap(filesOf), ...shared(filed)];
    writeFileSet(
      {
        folders: targets.folders,
        aside: [...filed.flatMap(({ target }) => target.files.aside), ...targets.manifest.aside],
        files,
      },
      fs,
    );
    return { filed, refused: [] };
  }
  writeFileSet({ folders: targets.folders, aside: [], files: [] }, fs);
  const refused: Problem[] = [];
  const written = filed.filter((each) => {
    try {
      writeFileSet({ folders: [], aside: each.target.files.aside, files: filesOf(each) }, fs);
      return true;
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      refused.push(...error.problems);
      return false;
    }
  });
  if (written.length === 0) throw new CommandError(4, refused);
  writeFileSet({ folders: [], aside: targets.manifest.aside, files: shared(written) }, fs);
  return { filed: written, refused };
}

function filesOf({ target: { files }, made: { keyPem }, content }: Filed): NewFile[] {
  const csr: NewFile = { path: files.csr, content, mode: 0o644, replaces: files.csrReplaces };
  if (keyPem === undefined) return [csr];
  return [{ path: files.key, content: keyPem, mode: 0o600, replaces: false }, csr];
}

function sharedFiles(
  filed: readonly Filed[],
  { manifest, zip }: Targets,
  { deployment, createdAt }: Circumstances,
): NewFile[] {
  const entries = filed.map(({ entry }) => entry);
  const content = manifestText(entries, deployment, createdAt, manifest.before);
  const files: NewFile[] = [{ path: manifest.path, content, mode: 0o644, replaces: manifest.exists }];
  if (zip) files.push({ path: zip.path, content: zipped(filed), mode: 0o644, replaces: zip.exists });
  return files;
}

function zipped(filed: readonly Filed[]): Uint8Array {
  const encode = new TextEncoder();
  const bytes = filed.map(({ entry, content }): [string, Uint8Array] => [
    entry.csr,
    typeof content === 'string' ? encode.encode(content) : content,
  ]);
  return storedZip(Object.fromEntries(bytes));
}
