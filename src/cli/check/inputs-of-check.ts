import { Option } from '@commander-js/extra-typings';
import type { FileToCheck } from '../../lib/front.ts';
import type { CheckOptions, Deployment, KeyOwner, TrustListRole } from '../../lib/index.ts';
import { readManifest } from '../csr-create/manifest.ts';
import { positive } from '../inputs/flag-values.ts';
import type { PassedOver } from '../inputs/passed-over.ts';
import type { PassphraseFlags } from '../inputs/passphrase.ts';
import { readFiles, type ReadFiles } from '../inputs/read-files.ts';
import type { Call } from '../program/command.ts';
import { CommandError, type Problem } from '../program/command-error.ts';
import type { DeclaredFiles } from './declared-files.ts';
import { givenTrust } from './trust-flag.ts';

/** Flags that `cert check` and `check` share. */
export interface CheckFlags extends PassphraseFlags {
  readonly peer?: string | undefined;
  readonly key?: string | undefined;
  readonly chain?: readonly string[] | undefined;
  readonly trust?: readonly string[] | undefined;
  readonly csr?: string | undefined;
  readonly manifest?: string | undefined;
  readonly crl?: readonly string[] | undefined;
  readonly facts?: string | undefined;
  readonly expiresWithin?: number | undefined;
  readonly jobs?: number | undefined;
}

export const jobsOption = () =>
  new Option('--jobs <number>', 'files read at a time, each on a thread; default: 1').argParser(positive);

export interface CheckInputs {
  /** Each path once. */
  readonly files: readonly FileToCheck[];
  /** Paths that the call named itself: they must be what was asked for. */
  readonly named: ReadonlySet<string>;
  /** Paths that are read because the deployment file names them, and for no other reason. */
  readonly onlyDeclared: ReadonlySet<string>;
  readonly unread: readonly Problem[];
  readonly passedOver: readonly PassedOver[];
  /** What each of these flags came to. */
  readonly evidence: readonly Evidence[];
  readonly options: Pick<
    CheckOptions,
    'peer' | 'trustLists' | 'manifest' | 'belongTogether' | 'expiryWarnDays'
  >;
}

export interface Evidence {
  readonly flag: '--chain' | '--trust' | '--crl';
  readonly names: readonly string[];
  readonly paths: ReadonlySet<string>;
  /** Some of it could not be read, which is said elsewhere. */
  readonly hasProblems: boolean;
}

interface Group {
  readonly names: readonly string[];
  readonly purpose: string;
  readonly flag?: Evidence['flag'];
  /** Who reads the lists in it. */
  readonly of?: string;
}

/** Reads all that the flags name, in the order in which it is judged. */
export async function readCheckInputs(
  names: readonly string[],
  flags: CheckFlags,
  call: Call,
  maxFiles: number | undefined,
  declared: DeclaredFiles,
  deployment: Deployment | undefined,
): Promise<CheckInputs> {
  const { key, chain = [], csr, crl = [], peer, expiresWithin } = flags;
  const trust = givenTrust(flags.trust ?? [], deployment);
  const groups: readonly Group[] = [
    { names, purpose: 'certificate' },
    { names: key === undefined ? [] : [key], purpose: 'private key' },
    { names: chain, purpose: 'chain', flag: '--chain' },
    { names: csr === undefined ? [] : [csr], purpose: 'certificate signing request' },
    { names: crl, purpose: 'revocation list or OCSP response', flag: '--crl' },
    { names: declared.lists, purpose: 'trusted-CA list' },
    { names: declared.nodes, purpose: 'certificate' },
    ...trust.map(({ name, of }): Group => ({
      names: [name],
      purpose: 'trusted-CA list',
      flag: '--trust',
      ...(of !== undefined && { of }),
    })),
  ];
  const rolesOf = (read: readonly FileToCheck[], of: string | undefined): TrustListRole[] =>
    of === undefined
      ? read
          .filter(({ path }) => !declared.names.some((name) => isAt(path, name)))
          .map(({ path }) => ({ file: path }))
      : read.map(({ path }) => ({ file: path, of }));
  const files = new Map<string, FileToCheck>();
  const named = new Set<string>();
  const onlyDeclared = new Set<string>();
  const unread: Problem[] = [...declared.unread];
  const passedOver: PassedOver[] = [];
  const trustLists: TrustListRole[] = [];
  const evidence: Evidence[] = [];
  for (const group of groups) {
    if (group.names.length === 0) continue;
    const isOfDeployment = group.names === declared.lists || group.names === declared.nodes;
    const limits = maxFiles === undefined ? {} : { maxFiles };
    const read = await readFiles(group.names, group.purpose, call, limits);
    for (const file of read.files) {
      if (files.has(file.path)) continue;
      files.set(file.path, file);
      if (isOfDeployment) onlyDeclared.add(file.path);
    }
    if (group.names !== declared.nodes) for (const path of read.named) named.add(path);
    unread.push(...read.unread);
    passedOver.push(...read.passedOver);
    if (group.flag) evidence.push(evidenceOf(group.flag, group.names, read));
    if (group.flag === '--trust') trustLists.push(...rolesOf(read.files, group.of));
  }
  const manifest = flags.manifest === undefined ? undefined : await readOwners(flags.manifest, call);
  return {
    files: [...files.values()],
    named,
    onlyDeclared,
    unread: [...unread, ...(manifest && 'problem' in manifest ? [manifest.problem] : [])],
    passedOver,
    evidence,
    options: {
      trustLists,
      ...(peer !== undefined && { peer }),
      ...(manifest && 'peers' in manifest && { manifest: manifest.peers }),
      ...((key !== undefined || csr !== undefined) && { belongTogether: true }),
      ...(expiresWithin !== undefined && { expiryWarnDays: expiresWithin }),
    },
  };
}

const evidenceOf = (flag: Evidence['flag'], names: readonly string[], read: ReadFiles): Evidence => ({
  ...{ flag, names, paths: new Set(read.files.map(({ path }) => path)) },
  hasProblems: read.unread.length + read.passedOver.length > 0,
});

/** It stands in one of these files, or in an archive that is one of them. */
export const standsIn = (files: ReadonlySet<string>, { file }: { readonly file: string }): boolean =>
  files.has(file) || files.has(file.slice(0, Math.max(file.indexOf('!/'), 0)));

/** The file itself, or one under a folder that was given. */
const isAt = (path: string, name: string): boolean =>
  path === name || path.replaceAll('\\', '/').endsWith(`/${name.replace(/^(\.{1,2}\/)+/, '')}`);

/** The manifest of csr create: whose key is whose. */
export async function readOwners(
  file: string,
  { inputs }: Pick<Call, 'inputs'>,
): Promise<{ readonly peers: readonly KeyOwner[] } | { readonly problem: Problem }> {
  try {
    const manifest = readManifest((await inputs.read(file, 'manifest')).bytes);
    if (manifest) return { peers: manifest.peers };
  } catch (error) {
    if (error instanceof CommandError && error.exitCode === 3) return { problem: error.problems[0]! };
    throw error;
  }
  const details = { expected: 'manifest.json as csr create writes it' };
  return { problem: { message: `${file} is not a manifest`, details } };
}
