import { DecodeError } from '../errors.ts';
import { startWork, workLimits, type WorkLimits } from './encryption/work.ts';
import { isDocument, isZip } from './file-kinds.ts';
import { partLimits, type PartLimits } from './pem.ts';
import { attachmentsOf, type Attachment } from './mail.ts';
import { findParts, type Part, type PartPlace } from './parts.ts';
import { readPart, type Outcome, type ReadContext } from './read-part.ts';
import type { Place, Recognised, Unrecognised } from './recognised.ts';
import { maxRatio, zipEntries, type UnpackBudget, type ZipEntry } from './zip.ts';

/** A file as it comes from a disk, a form or standard input; a folder comes as its files, with their paths. */
export interface InputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What one call may cost. Whatever is beyond is reported with the limit's name; the rest is read all the same. */
export interface OpenLimits extends WorkLimits, PartLimits {
  /** Files, those in archives included. */
  readonly files: number;
  /** Octets of one file. */
  readonly fileBytes: number;
  /** Octets that all archives together may unpack to. */
  readonly unpackedBytes: number;
  /** Archives in archives. */
  readonly zipDepth: number;
  /** How many times its packed size a file in an archive may have. */
  readonly ratio: number;
}

export const openLimits: OpenLimits = {
  ...workLimits,
  ...partLimits,
  files: 20_000,
  fileBytes: 256 * 1024 * 1024,
  unpackedBytes: 512 * 1024 * 1024,
  zipDepth: 4,
  ratio: maxRatio,
};

/** How files are opened. */
export interface OpenOptions {
  /** Tried on everything that is encrypted; the empty one always is. */
  readonly passphrases?: readonly string[];
  /**
   * false: what is encrypted is listed as `passphrase-needed`, without the work of trying; `pkcs12`: all but PKCS#12
   * files are. Default true.
   */
  readonly decrypt?: boolean | 'pkcs12';
  readonly limits?: Partial<OpenLimits>;
  /** Called every few files and waited for, so that others have their turn. */
  readonly onProgress?: (progress: OpenProgress) => void | Promise<void>;
}

/** How far the opening is. */
export interface OpenProgress {
  /** In words: `opening files`. */
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

/** Files between two words of progress. */
const stepLength = 10;

/** What open() found: everything that was recognised, and everything that was not. */
export interface Opened {
  /** In the order of the files, and within a file in its order. */
  readonly recognised: readonly Recognised[];
  readonly unrecognised: readonly Unrecognised[];
}

/**
 * Reads whatever a CA, a Windows machine or an appliance hands over, by content and never by file name: PEM with
 * anything around it (UTF-16 too), DER, bare base64, PKCS#7 and PKCS#12 in DER or BER, keys encrypted or not,
 * requests, CRLs, OCSP responses, copied names, and zip archives of all that, in each other too.
 *
 * A bad file never hides a good one: what cannot be read is listed with the reason. Nothing is judged or verified.
 *
 * @throws TypeError where the files are not as their type says; never for what is in them.
 */
export async function open(files: Iterable<InputFile>, options: OpenOptions = {}): Promise<Opened> {
  const { passphrases = [], decrypt = true } = options;
  const limits = { ...openLimits, ...options.limits };
  const call: Call = {
    limits,
    context: { passphrases, decrypt, work: startWork(limits) },
    budget: { bytes: limits.unpackedBytes, ratio: limits.ratio },
    files: 0,
    recognised: [],
    unrecognised: [],
  };
  const all = [...files];
  for (const [done, { path, bytes }] of all.entries()) {
    if (done > 0 && done % stepLength === 0) {
      await options.onProgress?.({ what: 'opening files', done, total: all.length });
    }
    if (!(bytes instanceof Uint8Array))
      throw new TypeError(`${path}: expected the file's bytes as Uint8Array`);
    await openFile(call, path, bytes, 0);
  }
  return { recognised: call.recognised, unrecognised: call.unrecognised };
}

interface Call {
  readonly limits: OpenLimits;
  readonly context: ReadContext;
  readonly budget: UnpackBudget;
  files: number;
  readonly recognised: Recognised[];
  readonly unrecognised: Unrecognised[];
}

async function openFile(call: Call, path: string, bytes: Uint8Array, depth: number): Promise<void> {
  const { limits } = call;
  if (++call.files > limits.files) {
    // Told once: the list would be as long as what it warns of.
    if (call.files === limits.files + 1) refuse(call, path, `more than ${limits.files} files (limit files)`);
    return;
  }
  if (bytes.length > limits.fileBytes) {
    refuse(call, path, `larger than ${limits.fileBytes} bytes (limit fileBytes)`);
    return;
  }
  const attachments = isZip(bytes) ? undefined : attachmentsOf(bytes);
  if (isZip(bytes)) await openZip(call, path, bytes, depth);
  else if (attachments) await openMail(call, path, attachments, depth);
  else await readContent(call, path, bytes);
}

function refuse(call: Call, path: string, what: string): void {
  fail(call, path, new DecodeError('too-large', what));
}

function fail(call: Call, path: string, error: DecodeError): void {
  call.unrecognised.push({ path, entry: 1, kind: undefined, error, der: undefined });
}

async function openZip(call: Call, path: string, bytes: Uint8Array, depth: number): Promise<void> {
  if (depth >= call.limits.zipDepth) {
    refuse(call, path, `archives in archives, more than ${call.limits.zipDepth} deep (limit zipDepth)`);
    return;
  }
  let entries: ZipEntry[] = [];
  try {
    entries = zipEntries(bytes);
    if (entries.length === 0) throw new DecodeError('empty', 'the archive holds no files');
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    fail(call, path, error);
  }
  const [read, unread] = [call.recognised.length, call.unrecognised.length];
  for (const entry of entries) {
    if (call.files > call.limits.files) return;
    await openEntry(call, `${path}!/${entry.name}`, entry, depth + 1);
  }
  if (call.recognised.length > read || !isDocument(entries.map(({ name }) => name))) return;
  // Its parts are nobody's files; a PEM block that somebody pasted into it is told all the same.
  const parts = call.unrecognised.splice(unread);
  call.unrecognised.push(
    ...parts.filter(({ error }) => error.code !== 'unrecognised' && error.code !== 'empty'),
  );
  fail(call, path, new DecodeError('unrecognised', 'an Office document'));
}

/** What a mail carries; its own text counts where something stands in it. */
async function openMail(
  call: Call,
  path: string,
  attachments: readonly Attachment[],
  depth: number,
): Promise<void> {
  if (depth >= call.limits.zipDepth) {
    refuse(call, path, `mails in archives, more than ${call.limits.zipDepth} deep (limit zipDepth)`);
    return;
  }
  const [read, unread] = [call.recognised.length, call.unrecognised.length];
  for (const { name, bytes } of attachments) await openFile(call, `${path}!/${name}`, bytes, depth + 1);
  const others = call.unrecognised.splice(unread);
  const told = others.filter(({ error }) => error.code !== 'unrecognised' && error.code !== 'empty');
  call.unrecognised.push(...told);
  if (call.recognised.length === read && told.length === 0)
    fail(call, path, new DecodeError('unrecognised', 'a mail without a certificate, request, key or list'));
}

async function openEntry(call: Call, path: string, entry: ZipEntry, depth: number): Promise<void> {
  let bytes: Uint8Array;
  try {
    bytes = await entry.read(call.budget);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    call.files++;
    fail(call, path, error);
    return;
  }
  await openFile(call, path, bytes, depth);
}

async function readContent(call: Call, path: string, bytes: Uint8Array): Promise<void> {
  const { limits } = call;
  let entry = 1;
  let problems = 0;
  for (const part of findParts(bytes, limits)) {
    for (const outcome of await readPart(part, call.context)) {
      const place = { path, entry, ...placeOf(part), ...outcome.bag };
      if ('failure' in outcome) {
        if (++problems <= limits.problems) call.unrecognised.push({ ...place, ...outcome.failure });
        else if (problems === limits.problems + 1)
          refuse(call, path, `more than ${limits.problems} parts cannot be read (limit problems)`);
      }
      if ('thing' in outcome)
        call.recognised.push({ ...place, encoding: encodingOf(part), ...outcome.thing });
      if (!isContainer(outcome)) entry++;
    }
  }
}

const isContainer = (outcome: Outcome): boolean =>
  'thing' in outcome && (outcome.thing.kind === 'pkcs7' || outcome.thing.kind === 'pkcs12');

function placeOf({ line, offset, label, comment, armour, textAround }: Part): PartPlace {
  return {
    ...(line !== undefined && { line }),
    ...(offset !== undefined && { offset }),
    ...(label !== undefined && { label }),
    ...(comment !== undefined && { comment }),
    ...(armour && { armour }),
    ...(textAround && { textAround }),
  };
}

const encodingOf = (part: Part): Place['encoding'] => ('encoding' in part ? part.encoding : 'text');
