import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { aFunction, aText, settingsWith, type Check } from '../public/settings.ts';
import {
  PeerTrust,
  printName,
  type Certificate,
  type Crl,
  type FederationPolicy,
  type Finding,
  type OcspResponse,
  type Recognised,
} from '../index.ts';
import { judgeOwnTrust, trustedCas } from '../own-server/trust.ts';
import { reloadChecks, requirePaths, timeBy } from './arguments.ts';
import { LoadError, type FileProblem } from './load-error.ts';
import {
  keepLoaded,
  systemTime,
  type Loaded,
  type Reloading,
  type ReloadOptions,
  type ReloadRequest,
} from './reload.ts';
import { threadVerifier } from './signature-verifier.ts';
import { withoutForged } from './forged-lists.ts';
import { newestLists, withoutStepsBack, type SeenLists } from './steps-back.ts';
import { emptyText, readTrustFiles, type ReadFiles, type TrustKind } from './trust-files.ts';

/** Files and folders, in any format that open() knows. */
export interface TrustFiles {
  /** The trusted CA list. */
  readonly anchors: readonly string[];
  /** CAs that may speak for some domains only, such as partnerAnchorFiles() lists them; asked for with each reading. */
  readonly partners?: () => readonly PartnerFile[];
  /** CA certificates that servers forget to send. */
  readonly intermediates?: readonly string[];
  readonly crls?: readonly string[];
  /** Folder of fetchedLists(); it may be empty. */
  readonly fetchedCrls?: string;
  readonly ocspResponses?: readonly string[];
}

/** A file with CAs that may speak for some domains only. */
export interface PartnerFile {
  /** A-labels in lower case. */
  readonly domains: readonly string[];
  /** File or folder. */
  readonly anchors: string;
}

/** Trusted CAs and lists from files, kept up to date. */
export interface TrustStore extends Reloading {
  /** In force now; another object after each change, so that nothing is answered from PeerCache for the old one. */
  readonly current: PeerTrust;
  /** The trusted CAs with their newest lists: for health checks and metrics. */
  status(): TrustStatus;
}

/** How things stand with the trusted CAs and lists. */
export interface TrustStatus {
  readonly cas: readonly CaStatus[];
  /** What speaks against them and the lists, now. */
  readonly findings: readonly Finding[];
}

/** How things stand with a trusted CA and its list. */
export interface CaStatus {
  readonly subject: string;
  /** SHA-256, as openssl prints it. */
  readonly fingerprint: string;
  /** Milliseconds since 1970, like the others. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly list: { readonly thisUpdate: number; readonly nextUpdate: number | undefined } | 'no list';
}

/** How trust is loaded and kept up to date. */
export interface TrustOptions extends ReloadOptions {
  /** To tell whether lists are missing. Default: if loaded. */
  readonly revocationCheck?: () => FederationPolicy['certificates']['revocationCheck'];
}

const paths: Check = (argument, value) => requirePaths(argument, value as readonly string[]);
const fileChecks = settingsWith<TrustFiles>(
  {
    anchors: paths,
    partners: aFunction,
    intermediates: paths,
    crls: paths,
    fetchedCrls: aText,
    ocspResponses: paths,
  },
  'anchors',
);
const optionChecks = settingsWith<TrustOptions>({ ...reloadChecks, revocationCheck: aFunction });

/**
 * Trusted CAs and revocation lists from disk. What cannot be read keeps its last good content in force, and so does a
 * place from which everything is gone, whatever happens to the others. A list is never replaced by an older one of the
 * same issuer, key and scope unless reload() is told so; lists that are out of date are loaded, and are for the policy
 * to judge.
 *
 * @throws LoadError
 */
export async function loadTrust(files: TrustFiles, options: TrustOptions = {}): Promise<TrustStore> {
  fileChecks('files', files);
  optionChecks('options', options);
  const paths = () => places.flatMap(([place]) => pathsOf(files, place));
  const load = (current: InUse | undefined, request: ReloadRequest) => loadAll(files, current, request);
  const findingsOf = (trust: PeerTrust) =>
    judgeOwnTrust(trust, {
      at: new Date(timeBy('options.now', options.now ?? systemTime)),
      ...(options.revocationCheck && { revocationCheck: options.revocationCheck() }),
    });
  const judge = ({ trust }: InUse) => Promise.resolve(findingsOf(trust));
  const loaded = await keepLoaded('trust', { load, judge }, paths, options);
  return {
    get current() {
      return loaded.current.trust;
    },
    status() {
      const { trust } = loaded.current;
      return { cas: trustedCas(trust).map(statusOf), findings: findingsOf(trust) };
    },
    reload: loaded.reload,
    onLoaded: loaded.onLoaded,
    close: loaded.close,
  };
}

function statusOf({ certificate, list }: ReturnType<typeof trustedCas>[number]): CaStatus {
  const { subject, notBefore, notAfter, der } = certificate;
  return {
    ...{
      subject: printName(subject),
      fingerprint: new X509Certificate(der).fingerprint256,
      notBefore,
      notAfter,
    },
    list: list ? { thisUpdate: list.thisUpdate, nextUpdate: list.nextUpdate } : 'no list',
  };
}

type Place = keyof TrustFiles;

const pathsOf = (files: TrustFiles, place: Place): readonly string[] =>
  place === 'partners'
    ? (files.partners?.() ?? []).map(({ anchors }) => anchors)
    : [files[place] ?? []].flat();

const places: readonly (readonly [place: Place, kind: TrustKind])[] = [
  ['anchors', 'certificate'],
  ['partners', 'certificate'],
  ['intermediates', 'certificate'],
  ['crls', 'crl'],
  ['fetchedCrls', 'crl'],
  ['ocspResponses', 'ocsp-response'],
];

interface InUse {
  readonly read: Readonly<Record<Place, ReadFiles>>;
  readonly partners: readonly PartnerFile[];
  readonly trust: PeerTrust;
  readonly seen: Readonly<Partial<Record<Place, SeenLists>>>;
}

const verifier = threadVerifier();

async function loadAll(
  files: TrustFiles,
  current: InUse | undefined,
  { acceptOlderLists = false }: ReloadRequest,
): Promise<Loaded<InUse>> {
  const kept: FileProblem[] = [];
  const read: Partial<Record<Place, ReadFiles>> = {};
  const seen: Partial<Record<Place, SeenLists>> = {};
  for (const [place, kind] of places) {
    const paths = pathsOf(files, place);
    const before = current?.read[place];
    const problems: FileProblem[] = [];
    const now = await readTrustFiles(paths, kind, before, problems);
    // Nothing at all would switch off what was to be checked.
    const mayBeEmpty = place === 'fetchedCrls' && (before?.size ?? 0) === 0;
    const isEmptied = paths.length > 0 && now.size === 0 && !mayBeEmpty;
    if (isEmptied && problems.length === 0) problems.push({ file: paths.join(', '), text: emptyText(kind) });
    if (isEmptied && !before) throw new LoadError(problems);
    read[place] = isEmptied ? before! : now;
    if (kind === 'crl') {
      const known = acceptOlderLists ? [] : (current?.seen[place] ?? []);
      const genuine = await withoutForged(read[place], before, casOf(read), verifier, problems);
      read[place] = withoutStepsBack(genuine, known, problems);
      seen[place] = newestLists(read[place], known);
    }
    kept.push(...problems);
  }
  const complete = read as InUse['read'];
  const partners = files.partners?.() ?? [];
  const isSame =
    current &&
    JSON.stringify(partners) === JSON.stringify(current.partners) &&
    places.every(([place]) => sameFiles(complete[place], current.read[place]));
  const trust = isSame ? current.trust : trustOf(partners, complete);
  const value = isSame ? current : { read: complete, partners, trust, seen };
  return { value, kept, ...(current && { changes: changesOf(current.trust, value.trust) }) };
}

function changesOf(before: PeerTrust, now: PeerTrust): NonNullable<Loaded<InUse>['changes']> {
  const [old, current] = [before, now].map(
    ({ cas }) => new Map(cas.map((each) => [Buffer.from(each.der).toString('latin1'), each])),
  );
  const onlyIn = (these: typeof old, those: typeof old): string[] =>
    [...these!].flatMap(([der, { subject }]) => (those!.has(der) ? [] : [printName(subject)]));
  const [added, removed] = [onlyIn(current, old), onlyIn(old, current)];
  return { ...(added.length > 0 && { added }), ...(removed.length > 0 && { removed }) };
}

function sameFiles(now: ReadFiles, before: ReadFiles): boolean {
  return now.size === before.size && [...now].every(([file, read]) => before.get(file) === read);
}

function trustOf(partners: readonly PartnerFile[], read: InUse['read']): PeerTrust {
  return new PeerTrust({
    anchors: certificatesOf(read.anchors),
    partners: partners.map(({ domains, anchors }) => ({
      domains,
      anchors: certificatesOf(filesAt(anchors, read.partners)),
    })),
    intermediates: certificatesOf(read.intermediates),
    crls: [...crlsOf(read.crls), ...crlsOf(read.fetchedCrls)],
    ocspResponses: responsesOf(read.ocspResponses),
    verifier,
  });
}

/** All that may have signed a list. */
const casOf = (read: Partial<InUse['read']>): Certificate[] =>
  (['anchors', 'partners', 'intermediates'] as const).flatMap((place) =>
    certificatesOf(read[place] ?? new Map()),
  );

const thingsOf = (files: ReadFiles): Recognised[] => [...files.values()].flatMap(({ things }) => things);

/** A file, or all in a folder. */
const filesAt = (path: string, files: ReadFiles): ReadFiles =>
  new Map([...files].filter(([file]) => file === path || file.startsWith(join(path, '/'))));

const certificatesOf = (files: ReadFiles): Certificate[] =>
  thingsOf(files).flatMap((thing) => (thing.kind === 'certificate' ? [thing.certificate] : []));

const crlsOf = (files: ReadFiles): Crl[] =>
  thingsOf(files).flatMap((thing) => (thing.kind === 'crl' ? [thing.crl] : []));

const responsesOf = (files: ReadFiles): OcspResponse[] =>
  thingsOf(files).flatMap((thing) => (thing.kind === 'ocsp-response' ? [thing.response] : []));
