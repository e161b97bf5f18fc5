import { gatherRequestFacts, type RequestFacts } from '../../csr/facts.ts';
import { readCsr, type CertificateRequest } from '../../csr/parse.ts';
import { isKeyOf } from '../../csr/same-key.ts';
import type { Location } from '../../findings/finding.ts';
import { compareNames } from '../../plan/compare-names.ts';
import type { Armour } from '../../formats/armour.ts';
import type { CsrFacts } from '../../rules/csr/facts.ts';
import type { CheckCsrOptions } from './options.ts';
import { CsrSeries } from './series.ts';

/** A request with the place it came from. */
export interface CsrToCheck {
  /** PKCS#10 in DER, or already read by readCsr(). */
  readonly request: Uint8Array | CertificateRequest;
  /** File, line and entry, for the findings. */
  readonly place?: Location;
  /** How its PEM block is written; absent where it stands in none. */
  readonly armour?: Armour;
  /** A private key stands in the same file. */
  readonly hasPrivateKeyBeside?: boolean;
}

/** The facts of the request itself may be there already. */
export interface CsrToGather extends CsrToCheck {
  readonly facts?: RequestFacts;
}

/**
 * Everything the rules of area csr/ judge about one request.
 *
 * @param series knows the requests of the same call that came before it, and has this one added
 * @throws as checkCsr()
 */
export async function gatherCsrFacts(
  { request: input, facts: gathered, place, armour, hasPrivateKeyBeside = false }: CsrToGather,
  options: CheckCsrOptions,
  series = new CsrSeries(options),
): Promise<CsrFacts> {
  const { plan, keyPair, crypto = globalThis.crypto } = options;
  const at = options.at.getTime();
  if (Number.isNaN(at)) throw new TypeError('at is not a valid date');
  const request =
    gathered ?? (await gatherRequestFacts(input instanceof Uint8Array ? readCsr(input) : input, options));
  const match = series.match(request, place?.file);
  const owner = match && 'peer' in match ? match.peer : undefined;
  const peer = owner && series.requestFor(request, owner, place?.file);
  const facts: CsrFacts = {
    request,
    place,
    armour,
    plan,
    match,
    peer,
    names: peer && compareNames(peer.names, request.names),
    isKeyInManifest: series.isKeyKnown(request),
    isPrivateKeyTheSame: keyPair && (await isKeyOf(request.request.publicKey, keyPair.publicKey, crypto)),
    hasPrivateKeyBeside,
    earlier: series.earlier(request, peer),
    at,
  };
  series.add(facts);
  return facts;
}
