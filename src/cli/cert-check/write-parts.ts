import { basename, dirname, join } from 'node:path';
import {
  readCertificate,
  writePem,
  type CheckedItem,
  type CheckFacts,
  type ListEntry,
} from '../../lib/index.ts';
import { standsIn } from '../check/inputs-of-check.ts';
import type { Checked } from '../check/run-check.ts';
import { shortNames } from '../check/words.ts';
import { writeFileSet, type NewFile } from '../host/file-set.ts';
import type { FileSystem } from '../host/io.ts';
import { checkOutput } from '../host/output-file.ts';
import type { Call } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';

/** Files that are ready to be written: for each certificate itself, and its CAs. */
export interface PartsPlan {
  readonly folders: readonly string[];
  readonly files: readonly (NewFile & { readonly what: string })[];
  /** What is not written, and why, and what is written although it is malformed. */
  readonly left: readonly string[];
}

/**
 * What an Expressway takes, one PEM file for each page: the certificate alone, and its CAs for the trusted CA list. What
 * is judged and gives no file is told. Throws CommandError 4 where a file is in the way, before anything is written.
 */
export async function planParts(
  { report, facts, inputs }: Checked,
  folder: string,
  call: Call,
): Promise<PartsPlan> {
  const ders = dersOf(facts);
  const pems = (items: readonly Ca[]): string =>
    items.map((item) => writePem('CERTIFICATE', ders(item))).join('');
  const current = report.items.filter(({ kind, store }) => kind === 'certificate' && store !== 'older');
  const cas = report.items.filter(({ kind }) => kind === 'ca-certificate');
  const listed = report.lists.flatMap(({ entries }) =>
    entries.filter(({ kind, useless }) => kind === 'ca' && useless === undefined),
  );
  const names = partNames(current);
  const files: PartsPlan['files'][number][] = [];
  const left = report.items
    .filter((item) => !standsIn(inputs.onlyDeclared, item))
    .flatMap((item) => whyLeft(item) ?? []);
  for (const item of current) {
    const start = join(folder, names.get(item)!);
    const page = item.store === 'client' ? 'client' : 'server';
    const own = pems([item]);
    if (readCertificate(ders(item)).faults.length > 0)
      left.push(`${start}.${page}.pem is written as it is, with the malformed parts that the findings name`);
    files.push(
      await newFile(`${start}.${page}.pem`, own, `for Maintenance > Security > ${pages[page]}`, call),
    );
    const chain = casAbove(item, cas, listed);
    const what = `${count(chain.length, 'CA')}, for ${pages.cas}, first`;
    if (chain.length > 0) files.push(await newFile(`${start}.cas.pem`, pems(chain), what, call));
    else if (item.issuer !== item.subject) {
      left.push(`no ${start}.cas.pem: the CA certificate ${item.issuer ?? ''} is not at hand`);
    }
  }
  return { folders: files.length > 0 ? await missingFolders(folder, call.io.fs) : [], files, left };
}

function whyLeft({ kind, store, file, entry }: CheckedItem): string | undefined {
  const where = entry === undefined ? file : `${file}, entry ${entry}`;
  if (kind === 'node-certificate')
    return `${where} is not written: it is another product's, not an Expressway's`;
  return kind === 'certificate' && store === 'older'
    ? `${where} is not written: a current certificate of the same peer is here`
    : undefined;
}

const pages = {
  server: 'Server certificate',
  client: 'Client certificate',
  cas: 'Trusted CA certificate',
} as const;

/** All or nothing. */
export function writeParts(
  { folders, files, left }: PartsPlan,
  { io, terminal }: Pick<Call, 'io' | 'terminal'>,
): void {
  writeFileSet({ folders, aside: [], files }, io.fs.atOnce);
  for (const { path, what } of files) terminal.wrote(path, what);
  for (const words of left) terminal.say(words);
}

async function newFile(path: string, content: string, what: string, { io, settings }: Call) {
  return { path, content, mode: 0o644, replaces: await checkOutput(path, settings.force, io.fs), what };
}

/** DER of certificates that were judged: nothing is opened again. */
function dersOf({ files }: CheckFacts): (item: Ca) => Uint8Array {
  const ders = new Map(
    files.flatMap(({ things }) =>
      things.flatMap((thing) =>
        thing.kind === 'certificate' ? [[thing.fingerprint, thing.der] as const] : [],
      ),
    ),
  );
  return ({ sha256 }) => Buffer.from(ders.get(sha256!)!, 'base64');
}

type Ca = Pick<CheckedItem, 'sha256'>;

/** Issuers by name, up to a root or as far as they are at hand, else as far as its chain leads over a list; each once. */
function casAbove(item: CheckedItem, cas: readonly CheckedItem[], listed: readonly ListEntry[]): Ca[] {
  const above = new Map<string | undefined, Ca>();
  const { chain = [] } = item;
  const wanted = [item.issuer];
  for (let name = wanted.shift(); name !== undefined; name = wanted.shift()) {
    const isCalled = ({ subject }: { readonly subject?: string }): boolean => subject === name;
    const isNew = ({ sha256 }: Ca): boolean => !above.has(sha256);
    if (cas.some(isCalled)) {
      const issuers = cas.filter(isCalled).filter(isNew);
      for (const ca of issuers) above.set(ca.sha256, ca);
      wanted.push(...issuers.map(({ issuer }) => issuer));
    } else {
      const entries = listed.filter(isCalled).filter(isNew);
      for (const ca of entries) above.set(ca.sha256, ca);
      const at = chain.indexOf(name);
      if (entries.length > 0 && at > 0) wanted.push(chain[at + 1]);
    }
  }
  return [...above.values()];
}

/** `expe1`, or what the certificate is called where it belongs to no known peer; no two alike. */
function partNames(items: readonly CheckedItem[]): Map<CheckedItem, string> {
  const short = shortNames([...new Set(items.flatMap(({ peer }) => (peer === undefined ? [] : [peer])))]);
  const ownNames = ownNamesOf(items);
  const taken = new Set<string>();
  return new Map(
    items.map((item) => {
      const wish = plainName(
        item.peer === undefined
          ? (ownNames.get(item) ?? nameInFile(item) ?? nameOf(item))
          : short.get(item.peer)!,
      );
      const page = item.store === 'client' ? 'client' : 'server';
      let name = wish;
      for (let number = 2; taken.has(`${name} ${page}`); number++) name = `${wish}-${number}`;
      taken.add(`${name} ${page}`);
      return [item, name];
    }),
  );
}

/** Peers of one cluster have its name as CN: what none of the others is called is the peer's own name. */
function ownNamesOf(items: readonly CheckedItem[]): Map<CheckedItem, string> {
  const uses = new Map<string, number>();
  const count = (text: string): void => void uses.set(text, (uses.get(text) ?? 0) + 1);
  for (const item of items) {
    count(nameOf(item));
    for (const name of new Set(item.names)) count(name);
  }
  return new Map(
    items.flatMap((item) => {
      if (uses.get(nameOf(item)) === 1) return [];
      const own = item.names?.find((name) => name.startsWith('DNS:') && uses.get(name) === 1);
      return own === undefined ? [] : [[item, own.slice('DNS:'.length)] as const];
    }),
  );
}

/** Of one certificate alone the CN may be the cluster's: its file is called after the peer more often than not. */
function nameInFile({ file, names = [] }: CheckedItem): string | undefined {
  const called = basename(file).toLowerCase();
  const isCalled = (name: string): boolean =>
    [name, name.split('.')[0]!].some((word) => called.startsWith(`${word.toLowerCase()}.`));
  return names.flatMap((name) => (name.startsWith('DNS:') ? [name.slice('DNS:'.length)] : [])).find(isCalled);
}

const nameOf = ({ commonName, subject = '' }: CheckedItem): string => commonName ?? subject;

/** A text from a certificate as a file name that leads nowhere else. */
function plainName(text: string): string {
  const name = text
    .replace(/[^\w.-]+/g, '_')
    .replace(/^[._-]+/, '')
    .slice(0, 100);
  return name === '' ? 'certificate' : name;
}

async function missingFolders(folder: string, fs: FileSystem): Promise<string[]> {
  const status = await fs.status(folder);
  if (status?.kind === 'folder') return [];
  if (status) throw new CommandError(4, `${folder} is no folder; nothing was written`);
  const above = dirname(folder);
  return above === folder ? [] : [...(await missingFolders(above, fs)), folder];
}
