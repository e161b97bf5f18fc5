import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { pemOf } from '../../lib/front.ts';
import { open, type CheckedItem, type Recognised } from '../../lib/index.ts';
import type { Checked } from '../check/run-check.ts';
import { shortNames, shortSubject } from '../check/words.ts';
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
}

/**
 * What an Expressway takes, one PEM file for each page: the certificate alone, and its CAs for the trusted CA list.
 * Throws CommandError 4 where a file is in the way, before anything is written.
 */
export async function planParts(checked: Checked, folder: string, call: Call): Promise<PartsPlan> {
  const { report, inputs } = checked;
  const pems = await pemsOf(inputs.files, call.io.crypto);
  const current = report.items.filter(({ kind, store }) => kind === 'certificate' && store !== 'older');
  const cas = report.items.filter(({ kind }) => kind === 'ca-certificate');
  const names = partNames(current);
  const files: (NewFile & { what: string })[] = [];
  for (const item of current) {
    const own = pems.get(digestText(item.sha256));
    if (own === undefined) continue;
    const chain = casAbove(item, cas);
    const start = join(folder, names.get(item)!);
    const page = item.store === 'client' ? 'client' : 'server';
    files.push(
      await newFile(`${start}.${page}.pem`, own, `for Maintenance > Security > ${pages[page]}`, call),
    );
    if (chain.length > 0) {
      const text = chain.map(({ sha256 }) => pems.get(digestText(sha256)) ?? '').join('');
      files.push(
        await newFile(
          `${start}.cas.pem`,
          text,
          `${count(chain.length, 'CA')}, for ${pages.cas}, first`,
          call,
        ),
      );
    }
  }
  return { folders: files.length > 0 ? await missingFolders(folder, call.io.fs) : [], files };
}

const pages = {
  server: 'Server certificate',
  client: 'Client certificate',
  cas: 'Trusted CA certificate',
} as const;

/** All or nothing. */
export function writeParts(
  { folders, files }: PartsPlan,
  { io, terminal }: Pick<Call, 'io' | 'terminal'>,
): void {
  writeFileSet({ folders, aside: [], files }, io.fs.atOnce);
  for (const { path, what } of files) terminal.wrote(path, what);
}

async function newFile(path: string, content: string, what: string, { io, settings }: Call) {
  return { path, content, mode: 0o644, replaces: await checkOutput(path, settings.force, io.fs), what };
}

/** PEM text by SHA-256 of the certificate. */
async function pemsOf(files: Checked['inputs']['files'], crypto: Crypto): Promise<Map<string, string>> {
  const { recognised } = await open(files, { decrypt: false, crypto });
  const certificates = recognised.filter(
    (item): item is Extract<Recognised, { kind: 'certificate' }> => item.kind === 'certificate',
  );
  return new Map(
    certificates.map((item) => [createHash('sha256').update(item.der).digest('hex'), pemOf(item)!]),
  );
}

const digestText = (sha256: string | undefined): string => (sha256 ?? '').replaceAll(':', '').toLowerCase();

/** Issuers by name, up to a root or as far as they are at hand; each once. */
function casAbove(item: CheckedItem, cas: readonly CheckedItem[]): CheckedItem[] {
  const above: CheckedItem[] = [];
  const wanted = [item.issuer];
  for (let name = wanted.shift(); name !== undefined; name = wanted.shift()) {
    const issuers = cas.filter((ca) => ca.subject === name && !above.includes(ca));
    above.push(...issuers);
    wanted.push(...issuers.map(({ issuer }) => issuer));
  }
  return above;
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
          ? (ownNames.get(item) ?? shortSubject(item.subject ?? ''))
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
  for (const { subject = '', names = [] } of items) {
    count(shortSubject(subject));
    for (const name of new Set(names)) count(name);
  }
  return new Map(
    items.flatMap((item) => {
      if (uses.get(shortSubject(item.subject ?? '')) === 1) return [];
      const own = item.names?.find((name) => name.startsWith('DNS:') && uses.get(name) === 1);
      return own === undefined ? [] : [[item, own.slice('DNS:'.length)] as const];
    }),
  );
}

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
