import { keyKindOf, keyKindText, requestText } from '../../lib/front.ts';
import { createCsr, exportPrivateKey, type CreatedCsr, type RequestPlan } from '../../lib/index.ts';
import type { Io } from '../host/io.ts';
import { Interrupted } from '../program/command-error.ts';
import type { Terminal } from '../program/terminal.ts';

/** A request to make, with the key to use again where there is one. */
export interface Order {
  readonly request: RequestPlan;
  readonly keyPair?: CryptoKeyPair;
}

export interface MadeRequest extends Pick<CreatedCsr, 'der' | 'publicKeyHash'> {
  readonly request: RequestPlan;
  /** `RSA 2048` */
  readonly key: string;
  /** The new key, PKCS#8 PEM; undefined where one is used again. */
  readonly keyPem: string | undefined;
}

export interface MakeOptions {
  /** How many at a time. */
  readonly jobs: number;
  /** For new keys; undefined: they are not encrypted. */
  readonly passphrase: string | undefined;
}

/** Makes all requests in memory, in the order given. Throws Interrupted at once on Ctrl-C. */
export async function makeRequests(
  orders: readonly Order[],
  { jobs, passphrase }: MakeOptions,
  { io, terminal }: { readonly io: Io; readonly terminal: Terminal },
): Promise<MadeRequest[]> {
  const made: MadeRequest[] = [];
  let begun = 0;
  async function worker(): Promise<void> {
    while (begun < orders.length && !io.signal.aborted) {
      const at = begun++;
      const order = orders[at]!;
      terminal.progress(begun, orders.length, requestText(order.request));
      made[at] = await makeRequest(order, passphrase, io.crypto);
    }
  }
  const workers = Array.from({ length: Math.min(jobs, orders.length) }, worker);
  await orInterrupted(Promise.all(workers), io.signal);
  return made;
}

async function makeRequest(
  { request, keyPair: reused }: Order,
  passphrase: string | undefined,
  crypto: Crypto,
): Promise<MadeRequest> {
  const { der, publicKeyHash, keyPair } = await createCsr(request, {
    crypto,
    ...(reused && { keyPair: reused }),
  });
  const { privateKey } = keyPair;
  const options = { crypto, ...(passphrase !== undefined && { passphrase }) };
  const keyPem = reused ? undefined : await exportPrivateKey(privateKey, options);
  return { request, der, publicKeyHash, key: keyKindText(keyKindOf(privateKey)!), keyPem };
}

/** A key being made cannot be stopped, but nobody has to wait for it. */
function orInterrupted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Interrupted());
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
