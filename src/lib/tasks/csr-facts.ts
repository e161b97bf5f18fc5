import { gatherRequestFacts, type RequestFacts } from '../csr/facts.ts';
import { readCsr, type CertificateRequest } from '../csr/parse.ts';
import { isKeyOf } from '../csr/same-key.ts';
import type { Location } from '../findings/finding.ts';
import { compareNames } from '../plan/compare-names.ts';
import { matchPeer } from '../plan/match-peer.ts';
import type { Plan } from '../plan/plan.ts';
import type { CsrFacts } from '../rules/csr/facts.ts';

/** Which peer has which key, as `csr create` wrote it down. */
export interface KeyOwner {
  /** FQDN. */
  readonly peer: string;
  /** `sha256:` and base64, over the SubjectPublicKeyInfo. */
  readonly publicKeyHash: string;
}

export interface CheckCsrOptions {
  /** Time of judgement: rules about CAs change with it. */
  readonly at: Date;
  /** What the request is to be like; without it only what can be said of the request alone is checked. */
  readonly plan?: Plan;
  /** FQDN of the peer the request is for; without it the peer is found by key or by names. */
  readonly peer?: string;
  /** The keys that were made; a request with another key is told. */
  readonly manifest?: readonly KeyOwner[];
  /** The key that must be the request's; its public key must be extractable. */
  readonly keyPair?: CryptoKeyPair;
  /** Provider of digests and signature checks; default the platform's. */
  readonly crypto?: Crypto;
}

/** A request with the place it came from. */
export interface CsrToCheck {
  /** PKCS#10 in DER, or already read by readCsr(). */
  readonly request: Uint8Array | CertificateRequest;
  /** File, line and entry, for the findings. */
  readonly place?: Location;
  /** A private key stands in the same file. */
  readonly hasPrivateKeyBeside?: boolean;
}

/**
 * Everything the rules of area csr/ judge about one request.
 *
 * @param earlier the requests of the same call that came before it
 * @throws as checkCsr()
 */
export async function gatherCsrFacts(
  { request: input, place, hasPrivateKeyBeside = false }: CsrToCheck,
  options: CheckCsrOptions,
  earlier: readonly CsrFacts[] = [],
): Promise<CsrFacts> {
  const { plan, peer: choice, manifest, keyPair, crypto = globalThis.crypto } = options;
  const at = options.at.getTime();
  if (Number.isNaN(at)) throw new TypeError('at is not a valid date');
  const request = await gatherRequestFacts(input instanceof Uint8Array ? readCsr(input) : input, { crypto });
  const owner = manifest?.find(({ publicKeyHash }) => publicKeyHash === request.publicKeyHash);
  const match = plan && matchPeer(plan, evidenceOf(request, choice, owner));
  const peer = match && 'peer' in match ? match.peer : undefined;
  return {
    request,
    place,
    plan,
    match,
    peer,
    names: peer && compareNames(peer.names, request.names),
    isKeyInManifest: manifest && owner !== undefined,
    isPrivateKeyTheSame: keyPair && (await isKeyOf(request.request.publicKey, keyPair.publicKey, crypto)),
    hasPrivateKeyBeside,
    earlier,
    at,
  };
}

const evidenceOf = ({ names, commonNames }: RequestFacts, choice?: string, owner?: KeyOwner) => ({
  names,
  commonNames,
  ...(choice !== undefined && { choice }),
  ...(owner && { ownerOfKey: owner.peer }),
});
