import { PeerTrust, type Certificate, type Crl, type OcspResponse, type Recognised } from '../index.ts';
import { LoadError, type FileProblem } from './load-error.ts';
import { keepLoaded, type Loaded, type Reloading, type ReloadOptions, type ReloadRequest } from './reload.ts';
import { threadVerifier } from './signature-verifier.ts';
import { withoutStepsBack } from './steps-back.ts';
import { emptyText, readTrustFiles, type ReadFiles, type TrustKind } from './trust-files.ts';

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
 * Trusted CAs and revocation lists from disk. What cannot be read keeps its last good content in force, and so does a
 * place from which everything is gone, whatever happens to the others. A list is never replaced by an older one of the
 * same issuer, key and scope unless reload() is told so; lists that are out of date are loaded, and are for the policy
 * to judge.
 *
 * @throws LoadError
 */
export async function loadTrust(files: TrustFiles, options: ReloadOptions = {}): Promise<TrustStore> {
  const paths = places.flatMap(([place]) => files[place] ?? []);
  const load = (current: InUse | undefined, request: ReloadRequest) => loadAll(files, current, request);
  const loaded = await keepLoaded('trust', load, paths, options);
  return {
    get current() {
      return loaded.current.trust;
    },
    reload: loaded.reload,
    close: loaded.close,
  };
}

type Place = keyof TrustFiles;

const places: readonly (readonly [place: Place, kind: TrustKind])[] = [
  ['anchors', 'certificate'],
  ['intermediates', 'certificate'],
  ['crls', 'crl'],
  ['ocspResponses', 'ocsp-response'],
];

interface InUse {
  readonly read: Readonly<Record<Place, ReadFiles>>;
  readonly trust: PeerTrust;
}

async function loadAll(
  files: TrustFiles,
  current: InUse | undefined,
  { acceptOlderLists = false }: ReloadRequest,
): Promise<Loaded<InUse>> {
  const kept: FileProblem[] = [];
  const read: Partial<Record<Place, ReadFiles>> = {};
  for (const [place, kind] of places) {
    const paths = files[place] ?? [];
    const before = current?.read[place];
    const problems: FileProblem[] = [];
    const now = await readTrustFiles(paths, kind, before, problems);
    // Nothing at all would switch off what was to be checked.
    const isEmptied = paths.length > 0 && now.size === 0;
    if (isEmptied && problems.length === 0) problems.push({ file: paths.join(', '), text: emptyText(kind) });
    if (isEmptied && !before) throw new LoadError(problems);
    const isHeld = place === 'crls' && before !== undefined && !acceptOlderLists;
    read[place] = isEmptied ? before! : isHeld ? withoutStepsBack(now, before, problems) : now;
    kept.push(...problems);
  }
  const complete = read as InUse['read'];
  const isSame = current && places.every(([place]) => sameFiles(complete[place], current.read[place]));
  return {
    value: isSame ? current : { read: complete, trust: trustOf(complete) },
    kept,
    warnings: [],
  };
}

function sameFiles(now: ReadFiles, before: ReadFiles): boolean {
  return now.size === before.size && [...now].every(([file, read]) => before.get(file) === read);
}

function trustOf(read: InUse['read']): PeerTrust {
  return new PeerTrust({
    anchors: certificatesOf(read.anchors),
    intermediates: certificatesOf(read.intermediates),
    crls: crlsOf(read.crls),
    ocspResponses: responsesOf(read.ocspResponses),
    verifier: threadVerifier(),
  });
}

const thingsOf = (files: ReadFiles): Recognised[] => [...files.values()].flatMap(({ things }) => things);

const certificatesOf = (files: ReadFiles): Certificate[] =>
  thingsOf(files).flatMap((thing) => (thing.kind === 'certificate' ? [thing.certificate] : []));

const crlsOf = (files: ReadFiles): Crl[] =>
  thingsOf(files).flatMap((thing) => (thing.kind === 'crl' ? [thing.crl] : []));

const responsesOf = (files: ReadFiles): OcspResponse[] =>
  thingsOf(files).flatMap((thing) => (thing.kind === 'ocsp-response' ? [thing.response] : []));
