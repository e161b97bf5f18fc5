import { toHex } from '../../bytes.ts';
import type { RequestFacts } from '../../csr/facts.ts';
import { PeerIndex } from '../peer-index.ts';
import type { PeerMatch } from '../../plan/match-peer.ts';
import type { RequestPlan } from '../../plan/plan.ts';
import type { CsrFacts, EarlierRequests } from '../../rules/csr/facts.ts';
import type { CheckCsrOptions } from './options.ts';

/** The requests of one call, one after the other: whose each is, and which earlier ones it meets. */
export class CsrSeries {
  readonly #index: PeerIndex | undefined;
  readonly #choice: string | undefined;
  /** FQDNs by the hash of their public key; undefined without a manifest. */
  readonly #owners: ReadonlyMap<string, string> | undefined;
  readonly #byContent = new Map<string, CsrFacts>();
  readonly #byKey = new Map<string, CsrFacts[]>();
  readonly #byPeer = new Map<RequestPlan, CsrFacts>();

  constructor({ plan, peer, manifest }: Pick<CheckCsrOptions, 'plan' | 'peer' | 'manifest'>) {
    this.#index = plan && new PeerIndex(plan);
    this.#choice = peer;
    this.#owners = manifest && new Map([...manifest].reverse().map((key) => [key.publicKeyHash, key.peer]));
  }

  /** undefined without a manifest. */
  isKeyKnown({ publicKeyHash }: RequestFacts): boolean | undefined {
    return this.#owners?.has(publicKeyHash);
  }

  /** undefined without a plan. Throws TypeError where the peer chosen is none of the plan. */
  match({ names, commonNames, publicKeyHash }: RequestFacts, path?: string): PeerMatch | undefined {
    const ownerOfKey = this.#owners?.get(publicKeyHash);
    return this.#index?.match({
      names,
      commonNames,
      ...(path !== undefined && { path }),
      ...(this.#choice !== undefined && { choice: this.#choice }),
      ...(ownerOfKey !== undefined && { ownerOfKey }),
    });
  }

  earlier(request: RequestFacts, peer: RequestPlan | undefined): EarlierRequests {
    const twin = this.#byContent.get(contentOf(request));
    const sameKey = this.#byKey.get(request.publicKeyHash) ?? [];
    return {
      twin,
      sharingKey: sameKey.find((each) => each !== twin && !(peer !== undefined && each.peer === peer)),
      forPeer: peer && this.#byPeer.get(peer),
    };
  }

  add(facts: CsrFacts): void {
    const { peer, request, earlier } = facts;
    if (peer && !earlier.forPeer) this.#byPeer.set(peer, facts);
    // What the first of several twins does not share, the others do not either.
    if (earlier.twin) return;
    this.#byContent.set(contentOf(request), facts);
    const sameKey = this.#byKey.get(request.publicKeyHash);
    if (sameKey) sameKey.push(facts);
    else this.#byKey.set(request.publicKeyHash, [facts]);
  }
}

/** What is asked for. Signatures may differ: ECDSA makes another one each time. */
const contentOf = ({ request }: RequestFacts): string => toHex(request.certificationRequestInfo);
