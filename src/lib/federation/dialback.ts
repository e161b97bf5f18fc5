import { toHex, type Bytes } from '../bytes.ts';

/** What a dialback key is bound to; names and stream id as they stand in the stream. */
export interface DialbackStream {
  /** Domain of the server that receives the key, and asks whether it is right. */
  readonly receiving: string;
  /** Domain of the server that sends the key. */
  readonly originating: string;
  /** Id of the stream, given out by the receiving server. */
  readonly streamId: string;
}

const text = new TextEncoder();
const encode = (value: string): Bytes => text.encode(value) as Bytes;

/**
 * The key that XEP-0185 section 2 recommends: every server of a cluster that knows the secret can make it and check it,
 * and nobody has to remember anything. 64 lower-case hex digits. Throws TypeError for an empty secret.
 */
export async function dialbackKey(
  secret: string,
  { receiving, originating, streamId }: DialbackStream,
): Promise<string> {
  if (secret === '') throw new TypeError('the dialback secret is empty');
  const { subtle } = globalThis.crypto;
  // The HMAC's key is the text of the digest in hex, not its 32 octets.
  const digest = toHex(new Uint8Array(await subtle.digest('SHA-256', encode(secret))));
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await subtle.importKey('raw', encode(digest), algorithm, false, ['sign']);
  const mac = await subtle.sign('HMAC', key, encode(`${receiving} ${originating} ${streamId}`));
  return toHex(new Uint8Array(mac));
}

/** Is this the key for the stream? Takes as long for a key that is nearly right as for one that is all wrong. */
export async function isDialbackKey(key: string, secret: string, stream: DialbackStream): Promise<boolean> {
  return equalInConstantTime(key, await dialbackKey(secret, stream));
}

/**
 * The secrets of a cluster while one takes the place of another: servers that have the new one already answer for keys of
 * those that have not. To change it, put the new one first on every server; take the old one off when it is used no more.
 */
export class DialbackSecrets {
  readonly #secrets: readonly string[];
  readonly #lastUses: (number | undefined)[];

  /**
   * @param secrets the newest, which signs, first
   * @param before those in force until now: when they were used last is remembered
   * @throws TypeError where there is none, or one is empty
   */
  constructor(secrets: readonly string[], before?: DialbackSecrets) {
    if (secrets.length === 0 || secrets.includes('')) throw new TypeError('the dialback secret is empty');
    this.#secrets = secrets;
    this.#lastUses = secrets.map((secret) => before && before.#lastUses[before.#secrets.indexOf(secret)]);
  }

  /** The key for a stream that we open. */
  key(stream: DialbackStream): Promise<string> {
    return dialbackKey(this.#secrets[0]!, stream);
  }

  /**
   * Was the key made with one of the secrets? Takes as long whichever it was.
   *
   * @param at the moment, which is remembered in lastUses
   */
  async isKey(key: string, stream: DialbackStream, at: Date): Promise<boolean> {
    const answers = await Promise.all(this.#secrets.map((secret) => isDialbackKey(key, secret, stream)));
    answers.forEach((isKey, place) => (this.#lastUses[place] = isKey ? at.getTime() : this.#lastUses[place]));
    return answers.includes(true);
  }

  /** For each secret when a key of it was recognised last, milliseconds since 1970; undefined: never. */
  get lastUses(): readonly (number | undefined)[] {
    return [...this.#lastUses];
  }
}

/** The length of a key is no secret; everything else of it is. */
function equalInConstantTime(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let i = 0; i < expected.length; i++) difference |= given.charCodeAt(i) ^ expected.charCodeAt(i);
  return difference === 0;
}
