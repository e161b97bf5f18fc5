import { keyIdentity } from '../csr/same-key.ts';
import { publicKeyOf, requestOf } from './decoded.ts';
import type { JudgedCertificate } from './expressway-certificates.ts';
import { itemId } from '../findings/ids.ts';
import type { ThingFactsOf } from './facts.ts';
import type { Inventory } from './inventory.ts';
import type { KeyHolder } from './verdicts/row.ts';

/** Who is known to have the private key of a certificate: a key file outweighs a request, and that a manifest. */
export function keyHolders(
  { keys, requests, placeOf }: Inventory,
  manifest: ReadonlySet<string> | undefined,
): (judged: JudgedCertificate) => KeyHolder {
  const byKey = new Map<string, { readonly item: string; readonly isAsUploaded: boolean }>();
  for (const thing of keys) {
    const publicKey = publicKeyOf(thing);
    const identity = publicKey && keyIdentity(publicKey);
    // Of several copies one that can be uploaded is enough.
    if (identity === undefined || byKey.get(identity)?.isAsUploaded) continue;
    byKey.set(identity, { item: itemId(placeOf(thing)), isAsUploaded: isAsUploaded(thing) });
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
    if (key !== undefined) return { by: 'key', ...key };
    if (request !== undefined) return { by: 'request', item: request };
    return manifest?.has(issued.publicKeyHash)
      ? { by: 'manifest' }
      : { by: 'nobody', others, unsigned: unsigned.has(identity) };
  };
}

/** PEM that OpenSSL reads, without a passphrase. */
export const isAsUploaded = ({
  container,
  encoding,
  armour,
  encryption,
}: ThingFactsOf<'private-key'>): boolean =>
  container === undefined && encoding === 'PEM' && armour?.sound === true && encryption === undefined;
