import type { Opened, Recognised, TrustEntry, Unrecognised } from '../../lib/index.ts';
import { problemOf, thingTexts } from '../inputs/contents-text.ts';
import { whyPassedOver, type PassedOver } from '../inputs/passed-over.ts';
import type { OpenFiles } from '../inputs/open-files.ts';
import { readFiles } from '../inputs/read-files.ts';
import type { Call } from '../program/command.ts';
import type { Problem } from '../program/command-error.ts';

/** A trusted-CA list: one file, or one folder of files. */
export interface ReadList {
  /** As the call names it. */
  readonly name: string;
  readonly entries: readonly TrustEntry[];
}

export interface ReadLists {
  readonly lists: readonly ReadList[];
  readonly unread: readonly Problem[];
  readonly passedOver: readonly PassedOver[];
}

/** Reads each name as a list of its own. What is no certificate in a named file is told; in a folder it is passed over. */
export async function readLists(
  names: readonly string[],
  openFiles: OpenFiles,
  call: Call,
): Promise<ReadLists> {
  const lists: ReadList[] = [];
  const unread: Problem[] = [];
  const passedOver: PassedOver[] = [];
  for (const name of names) {
    const read = await readCertificates([name], 'trusted-CA list', openFiles, call);
    unread.push(...read.unread);
    passedOver.push(...read.passedOver);
    if (read.certificates.length > 0) {
      lists.push({ name: name === '-' ? 'stdin' : name, entries: numbered(read.certificates) });
    }
  }
  return { lists, unread, passedOver };
}

type FoundCertificate = Extract<Recognised, { kind: 'certificate' }>;

export interface ReadCertificates {
  readonly certificates: readonly FoundCertificate[];
  readonly unread: readonly Problem[];
  readonly passedOver: readonly PassedOver[];
}

/** All certificates in the files and folders named, whatever they are packed in. */
export async function readCertificates(
  names: readonly string[],
  purpose: string,
  openFiles: OpenFiles,
  call: Call,
): Promise<ReadCertificates> {
  const { files, named, unread, passedOver } = await readFiles(names, purpose, call);
  const opened = await openFiles(files);
  const isOther = ({ path, error }: Unrecognised): boolean =>
    !named.has(path) && (error.code === 'unrecognised' || error.code === 'empty');
  const certificates = opened.recognised.filter((item) => item.kind === 'certificate');
  const holding = new Set([...certificates, ...opened.unrecognised].map(({ path }) => path));
  const withoutAny = files.map(({ path }) => path).filter((path) => !holds(path, holding));
  const problems = [
    ...unread,
    ...opened.unrecognised.filter((item) => !isOther(item)).map(problemOf),
    ...withoutAny.filter((path) => named.has(path)).map((path) => noCertificate(path, purpose, opened)),
  ];
  const isNothing = names.length > 0 && certificates.length + problems.length === 0;
  return {
    certificates,
    unread: isNothing ? [noCertificate(names.join(', '), purpose, opened)] : problems,
    passedOver: [
      ...passedOver,
      ...opened.unrecognised
        .filter(isOther)
        .map(({ path, error }) => ({ path, why: whyPassedOver(error.code) })),
      ...withoutAny.filter((path) => !named.has(path)).map((path) => ({ path })),
    ],
  };
}

/** What is in an archive has the archive's path in front. */
export const holds = (path: string, holding: ReadonlySet<string>): boolean =>
  holding.has(path) || [...holding].some((each) => each.startsWith(`${path}!/`));

/** cli.md 4.1 E: not what it seems. */
function noCertificate(path: string, purpose: string, { recognised }: Opened): Problem {
  const inFile = recognised.filter((item) => item.path === path || item.path.startsWith(`${path}!/`));
  return {
    message: `there is no certificate in ${path}`,
    details: {
      found: thingTexts(inFile),
      expected: `a ${purpose}: certificates in PEM, DER, PKCS#7 or PKCS#12`,
    },
  };
}

/** One file numbers its entries itself; files of a folder are numbered through. */
function numbered(certificates: readonly FoundCertificate[]): TrustEntry[] {
  const isOneFile = new Set(certificates.map(({ path }) => path)).size === 1;
  return certificates.map(({ certificate, path, entry, line, comment, friendlyName, armour }, at) => ({
    certificate,
    file: path,
    entry: isOneFile ? entry : at + 1,
    ...(line !== undefined && { line }),
    ...(armour && { armour }),
    ...((comment ?? friendlyName) !== undefined && { comment: comment ?? friendlyName! }),
  }));
}
