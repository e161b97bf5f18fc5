import { createHash, randomUUID } from 'node:crypto';
import { lookup } from 'node:dns';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { aFunction, anything, aText, each, numberFrom, settingsWith, that } from '../public/settings.ts';
import {
  addressRefusal,
  DecodeError,
  readCertificate,
  type Certificate,
  type Crl,
  type DerInput,
  type PeerAssessment,
  type SignatureVerifier,
} from '../index.ts';
import { readCrlInSlices } from '../x509/crl.ts';
import { isOlderList, isSameScope } from '../revocation/list-order.ts';
import { isListOf, listAddresses } from '../revocation/list-source.ts';
import { aClock, milliseconds, timeBy } from './arguments.ts';
import { threadVerifier } from './signature-verifier.ts';

/** Which lists to fetch, how often and how much at most. */
export interface FetchedListsOptions {
  /** Folder for what was fetched, nothing else in it; made where it is not there. For `fetchedCrls` of loadTrust(). */
  readonly folder: string;
  /** Milliseconds since 1970, such as Date.now. */
  readonly now: () => number;
  /** Where lists are, besides what certificates say; with the CA that signs each. */
  readonly sources?: readonly ListSource[];
  /**
   * May a certificate have us connect to this IP address, for this URL? Asked of the address that is connected to, whatever
   * DNS says next. Default: where addressRefusal() has nothing against it.
   */
  readonly mayFetch?: (address: string, url: URL) => boolean;
  readonly onEvent?: (event: FetchEvent) => void;
  /** Default: 20 MiB. */
  readonly maxBytes?: number;
  /** Milliseconds for one list, to its last octet. Default: 10 seconds. */
  readonly timeout?: number;
}

/** Where a list is fetched from. */
export interface ListSource {
  /** With http or https. */
  readonly url: string;
  /** The CA that signs it. */
  readonly issuer: DerInput;
}

/** What became of fetching a list. */
export type FetchEvent =
  | { readonly kind: 'fetched'; readonly url: string; readonly nextUpdate: number | undefined }
  /** What was fetched before stays in use. */
  | { readonly kind: 'not fetched'; readonly url: string; readonly why: string };

/** Revocation lists fetched again and again, apart from all handshakes. */
export interface FetchedLists {
  /** Remembers where the certificates of a peer's path say that lists are: only of one that a trusted CA vouches for. */
  learn(report: Pick<PeerAssessment, 'state' | 'reachesAnchor' | 'path' | 'dane'>): void;
  /** Fetches what is due; resolves when it is done, never rejects for what others send. Then reload the trust, or watch. */
  refresh(): Promise<void>;
}

/** More than any federation needs: strangers with a good certificate may name what they like. */
const mostSources = 1000;
const aDay = 24 * 60 * 60 * 1000;
const aWhile = 15 * 60 * 1000;

interface Known {
  readonly url: string;
  readonly issuer: Certificate;
  /** It stands in settings; others have written the rest. */
  readonly isOurs: boolean;
  /** From then on it is fetched again. */
  dueAt: number;
  list?: Crl | undefined;
}

const optionChecks = settingsWith<FetchedListsOptions>(
  {
    folder: aText,
    now: aClock,
    sources: each(
      'an array of { url, issuer }',
      settingsWith<ListSource>(
        {
          url: that('an address with http or https', (value) => typeof value === 'string' && isWeb(value)),
          issuer: anything,
        },
        'url',
      ),
    ),
    mayFetch: aFunction,
    onEvent: aFunction,
    maxBytes: numberFrom(0),
    timeout: milliseconds,
  },
  'folder',
  'now',
);

/**
 * Fetches revocation lists, apart from all handshakes: from the addresses in certificates whose path to a trusted CA has been
 * verified, and from settings. A list counts only if the CA of the certificate has signed it, and is none that is older.
 *
 * @throws TypeError for options that make no sense; DecodeError for the issuer of a source that cannot be read
 */
export async function fetchedLists(options: FetchedListsOptions): Promise<FetchedLists> {
  optionChecks('options', options);
  const { folder, mayFetch = isPublic, onEvent } = options;
  const now = () => timeBy('options.now', options.now);
  now();
  const sources = (options.sources ?? []).map(({ url, issuer }) => ({
    url,
    issuer: readCertificate(issuer),
  }));
  await mkdir(folder, { recursive: true });
  const verifier = threadVerifier();
  const known = new Map<string, Known>();
  const add = (url: string, issuer: Certificate, isOurs = false): void => {
    if (known.has(url) || known.size >= mostSources) return;
    known.set(url, { url, issuer, isOurs, dueAt: 0 });
  };
  for (const { url, issuer } of sources) {
    add(url, issuer, true);
  }
  const fileOf = (url: string): string =>
    join(folder, `${createHash('sha256').update(url).digest('hex')}.crl`);

  async function fetchOne(source: Known): Promise<void> {
    const { url, issuer, isOurs } = source;
    try {
      source.list ??= await readCrl(await readFile(fileOf(url)).catch(() => undefined));
      const der = await download(new URL(url), isOurs ? () => true : mayFetch, options);
      const list = await readCrl(der);
      const problem = list
        ? await problemOf(list, issuer, source.list, now(), verifier)
        : 'is no revocation list';
      if (!list || problem) throw new Error(problem);
      const temporary = join(folder, `.${randomUUID()}`);
      await writeFile(temporary, der);
      await rename(temporary, fileOf(url));
      source.list = list;
      source.dueAt = dueAfter(list, now());
      onEvent?.({ kind: 'fetched', url, nextUpdate: list.nextUpdate });
    } catch (error) {
      source.dueAt = now() + aWhile;
      onEvent?.({ kind: 'not fetched', url, why: (error as Error).message });
    }
  }

  async function refreshAll(): Promise<void> {
    const byHost = new Map<string, Known[]>();
    for (const source of known.values()) {
      if (source.dueAt > now()) continue;
      const { hostname } = new URL(source.url);
      byHost.set(hostname, [...(byHost.get(hostname) ?? []), source]);
    }
    // One at a time from each host.
    const ofHost = async (due: readonly Known[]) => {
      for (const source of due) await fetchOne(source);
    };
    await Promise.all([...byHost.values()].map(ofHost));
  }

  let running: Promise<void> | undefined;
  return {
    learn({ state, reachesAnchor, path, dane }) {
      // By DANE a certificate may be good whose path is not.
      if (!reachesAnchor || dane === 'matches' || (state !== 'ok' && state !== 'rev-unknown')) return;
      for (const [place, certificate] of path.entries()) {
        const issuer = path[place + 1];
        if (!issuer) return;
        const urls = listAddresses(certificate).filter(isWeb);
        urls.slice(0, 4).forEach((url) => add(url, issuer));
      }
    },
    refresh: () => (running ??= refreshAll().finally(() => (running = undefined))),
  };
}

const isWeb = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url);

const isPublic = (address: string): boolean => addressRefusal(address) === undefined;

/** Halfway to its end, a day later at the latest. */
const dueAfter = ({ nextUpdate = Infinity }: Crl, time: number): number =>
  time + Math.min(aDay, Math.max(aWhile, (nextUpdate - time) / 2));

async function readCrl(der: Uint8Array | undefined): Promise<Crl | undefined> {
  if (!der) return undefined;
  try {
    return await readCrlInSlices(new Uint8Array(der), () => setImmediate());
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

async function problemOf(
  list: Crl,
  issuer: Certificate,
  before: Crl | undefined,
  time: number,
  verifier: SignatureVerifier,
): Promise<string | undefined> {
  if (!(await isListOf(list, issuer, verifier))) return 'is not signed by the CA of the certificate';
  if (list.nextUpdate !== undefined && list.nextUpdate < time) return 'is out of date';
  const isOlder = before && isSameScope(before, list) && isOlderList(list, before);
  return isOlder ? 'is older than the list in force' : undefined;
}

/** Follows no redirect but on the same host. */
async function download(
  url: URL,
  mayFetch: NonNullable<FetchedListsOptions['mayFetch']>,
  { maxBytes = 20 * 1024 * 1024, timeout = 10_000 }: FetchedListsOptions,
): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(timeout);
  let at = url;
  for (let steps = 0; steps < 4; steps++) {
    const response = await ask(at, mayFetch, signal);
    const { statusCode = 0, headers } = response;
    const { location } = headers;
    if (statusCode >= 300 && statusCode < 400 && location !== undefined && URL.canParse(location, at.href)) {
      response.destroy();
      const next = new URL(location, at);
      if (next.hostname !== url.hostname || !isWeb(next.href)) throw new Error('leads to another host');
      at = next;
      continue;
    }
    if (statusCode !== 200) {
      response.destroy();
      throw new Error(`is answered with status ${statusCode}`);
    }
    return bytesOf(response, maxBytes);
  }
  throw new Error('leads from one address to the next');
}

function ask(
  url: URL,
  mayFetch: NonNullable<FetchedListsOptions['mayFetch']>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const get = url.protocol === 'https:' ? getHttps : getHttp;
  const refusal = (address: string) => new Error(`leads to ${address}, which is not connected to`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // Addresses are not looked up.
  if (isIP(host) !== 0 && !mayFetch(host, url)) return Promise.reject(refusal(host));
  const lookUp: LookupFunction = (name, options, done) =>
    lookup(name, { ...options, all: true }, (error, addresses) => {
      const [first, ...others] = addresses ?? [];
      if (error || !first) return done(error ?? new Error(`${name} has no address`), []);
      const usable = [first, ...others].filter(({ address }) => mayFetch(address, url));
      if (usable.length === 0) return done(refusal(first.address), []);
      if (options.all) done(null, usable);
      else done(null, usable[0]!.address, usable[0]!.family);
    });
  return new Promise((resolve, reject) => {
    const options = { signal, agent: false, lookup: lookUp, headers: { accept: 'application/pkix-crl' } };
    get(url, options, resolve).on('error', (error) =>
      reject(signal.aborted ? new Error('has not come in time') : error),
    );
  });
}

async function bytesOf(response: IncomingMessage, most: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    // Leaving the loop destroys the response.
    if (length > most) throw new Error(`is longer than ${most} octets`);
    parts.push(part);
  }
  if (!response.complete) throw new Error('has been cut off');
  return Buffer.concat(parts);
}
