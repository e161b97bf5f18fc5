import { keyIdentity } from '../csr/same-key.ts';
import { publicKeyOf, requestOf } from './decoded.ts';
import type { JudgedCertificate } from './expressway-certificates.ts';
import { itemId } from '../findings/ids.ts';
import type { Inventory } from './inventory.ts';
import type { KeyHolder } from './verdicts/row.ts';

/** Who is known to have the private key of a certificate: a key file outweighs a request, and that a manifest. */
export function keyHolders(
  { keys, requests, placeOf }: Inventory,
  manifest: ReadonlySet<string> | undefined,
): (judged: JudgedCertificate) => KeyHolder {
  const byKey = new Map<string, string>();
  for (const thing of keys) {
    const publicKey = publicKeyOf(thing);
    if (publicKey) byKey.set(keyIdentity(publicKey), itemId(placeOf(thing)));
  }
  const byRequest = new Map<string, string>();
  const unsigned = new Set<string>();
  for (const { thing, facts, place } of requests) {
    const identity = keyIdentity(requestOf(thing).publicKey);
    // A request that its key has not signed shows nothing.
    if (facts.signature === 'valid') byRequest.set(identity, itemId(place));
    else unsigned.add(identity);
  }
  const others = byKey.size + byRequest.size + (manifest?.size ?? 0) > 0;
  return ({ facts: { issued } }) => {
    const identity = keyIdentity(issued.certificate.publicKey);
    const [key, request] = [byKey.get(identity), byRequest.get(identity)];
    if (key !== undefined) return { by: 'key', item: key };
    if (request !== undefined) return { by: 'request', item: request };
    return manifest?.has(issued.publicKeyHash)
      ? { by: 'manifest' }
      : { by: 'nobody', others, unsigned: unsigned.has(identity) };
  };
}
