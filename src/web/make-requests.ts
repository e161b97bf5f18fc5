import { createCsr, exportPrivateKey, requestText, writePem } from '../lib/front.ts';
import { csrContent, type RequestPlan } from '../lib/index.ts';
import type { Desk } from './desk.ts';
import type { MadeRequest } from './state/key-making.ts';
import { keysMade, keysNotMade, makingKeys, forgetMade } from './state/keys.ts';

/** What a request was made of: tells later whether the plan is still the same. */
export const contentKey = (planned: RequestPlan): string =>
  JSON.stringify([csrContent(planned), planned.request.key]);

/**
 * Makes the keys and the requests, one after the other, and shows them when all are there.
 *
 * @param passphrase encrypts the keys; undefined: they are saved as they are
 * @param signal ends the making at once; a key that the browser is still making is dropped when it comes
 */
export async function makeRequests(
  requests: readonly RequestPlan[],
  passphrase: string | undefined,
  desk: Desk,
  signal: AbortSignal,
): Promise<void> {
  const stopped = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Stopped())),
  );
  try {
    const made: MadeRequest[] = [];
    for (const planned of requests) {
      desk.change(makingKeys(made.length, requests.length, requestText(planned)));
      made.push(await Promise.race([makeRequest(planned, passphrase), stopped]));
    }
    desk.change(keysMade(made));
  } catch (error) {
    desk.change(error instanceof Stopped ? forgetMade : keysNotMade((error as Error).message));
  }
}

class Stopped extends Error {}

async function makeRequest(planned: RequestPlan, passphrase: string | undefined): Promise<MadeRequest> {
  const { der, keyPair } = await createCsr(planned);
  const key = await exportPrivateKey(keyPair.privateKey, passphrase === undefined ? {} : { passphrase });
  return {
    peer: planned.peer,
    ...(planned.store === 'client' && { store: planned.store }),
    ...(planned.domain !== undefined && { domain: planned.domain }),
    csr: writePem('CERTIFICATE REQUEST', der),
    isCsrSaved: false,
    key,
    isKeySaved: false,
    isEncrypted: passphrase !== undefined,
    content: contentKey(planned),
  };
}
