import { createCsr, csrContent, exportPrivateKey, writePem, type PeerPlan } from '../lib/index.ts';
import type { Desk } from './desk.ts';
import type { MadeRequest } from './state/key-making.ts';
import { keysMade, keysNotMade, makingKeys, forgetMade } from './state/keys.ts';

/** What a request was made of: tells later whether the plan is still the same. */
export const contentKey = (peer: PeerPlan): string => JSON.stringify([csrContent(peer), peer.request.key]);

/**
 * Makes a key and a request for each peer, one after the other, and shows them when all are there.
 *
 * @param passphrase encrypts the keys; undefined: they are saved as they are
 * @param signal ends the making at once; a key that the browser is still making is dropped when it comes
 */
export async function makeRequests(
  peers: readonly PeerPlan[],
  passphrase: string | undefined,
  desk: Desk,
  signal: AbortSignal,
): Promise<void> {
  const stopped = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Stopped())),
  );
  try {
    const made: MadeRequest[] = [];
    for (const peer of peers) {
      desk.change(makingKeys(made.length, peers.length, peer.peer));
      made.push(await Promise.race([makeRequest(peer, passphrase), stopped]));
    }
    desk.change(keysMade(made));
  } catch (error) {
    desk.change(error instanceof Stopped ? forgetMade : keysNotMade((error as Error).message));
  }
}

class Stopped extends Error {}

async function makeRequest(peer: PeerPlan, passphrase: string | undefined): Promise<MadeRequest> {
  const { der, keyPair } = await createCsr(peer);
  const key = await exportPrivateKey(keyPair.privateKey, passphrase === undefined ? {} : { passphrase });
  return {
    peer: peer.peer,
    csr: writePem('CERTIFICATE REQUEST', der),
    isCsrSaved: false,
    key,
    isEncrypted: passphrase !== undefined,
    content: contentKey(peer),
  };
}
