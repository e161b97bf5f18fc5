import { toHex } from '../../bytes.ts';
import type { RequestFacts } from '../../csr/facts.ts';
import { domainOf } from '../domain-of.ts';
import { PeerIndex } from '../peer-index.ts';
import { storeOfRequest } from '../store-of.ts';
import type { PeerMatch } from '../../plan/match-peer.ts';
import {
  findPeer,
  unplannedClientRequest,
  type PeerPlan,
  type Plan,
  type RequestPlan,
} from '../../plan/plan.ts';
import { isCalledClient, requestName } from '../../plan/request-name.ts';
import type { CsrFacts, EarlierRequests } from '../../rules/csr/facts.ts';
import type { CheckCsrOptions, KeyOwner } from './options.ts';

/** The requests of one call, one after the other: whose each is, and which earlier ones it meets. */
export class CsrSeries {
  readonly #plan: Plan | undefined;
  readonly #index: PeerIndex | undefined;
  readonly #choice: string | undefined;
  /** By the hash of their public key; undefined without a manifest. */
  readonly #owners: ReadonlyMap<string, KeyOwner> | undefined;
  /** Requests for client stores, by FQDN. */
  readonly #ofClients: Map<string, RequestPlan>;
  readonly #byContent = new Map<string, CsrFacts>();
  readonly #byKey = new Map<string, CsrFacts[]>();
  readonly #byPeer = new Map<RequestPlan, CsrFacts>();

  constructor({ plan, peer, manifest }: Pick<CheckCsrOptions, 'plan' | 'peer' | 'manifest'>) {
    this.#plan = plan;
    this.#index = plan && new PeerIndex(plan);
    this.#choice = peer;
    this.#owners = manifest && new Map([...manifest].reverse().map((key) => [key.publicKeyHash, key]));
    const ofClients = plan?.requests.filter(({ store }) => store === 'client') ?? [];
    this.#ofClients = new Map(ofClients.map((request) => [request.peer, request]));
  }

  /** undefined without a manifest. */
  isKeyKnown({ publicKeyHash }: RequestFacts): boolean | undefined {
    return this.#owners?.has(publicKeyHash);
  }

  /** undefined without a plan. Throws TypeError where the peer chosen is none of the plan. */
  match(request: RequestFacts, path?: string): PeerMatch | undefined {
    const { names, commonNames, publicKeyHash } = request;
    const ownerOfKey = this.#owners?.get(publicKeyHash)?.peer;
    const ofDomain = this.#ofDomain(request);
    if (ofDomain.length > 0 && ownerOfKey === undefined && this.#choice === undefined)
      return this.#matchDomain(ofDomain, path);
    return this.#index?.match({
      names,
      commonNames,
      ...(path !== undefined && { path }),
      ...(this.#choice !== undefined && { choice: this.#choice }),
      ...(ownerOfKey !== undefined && { ownerOfKey }),
    });
  }

  /** What is planned for the domain that it is for; nothing where it is for an Expressway itself. */
  #ofDomain(request: RequestFacts): readonly RequestPlan[] {
    const domain = this.#plan && domainOf(request, this.#plan.deployment);
    return domain === undefined ? [] : this.#plan!.requests.filter((each) => each.domain === domain);
  }

  /** Each peer has one, and all of them the same names: its file says whose it is. */
  #matchDomain(ofDomain: readonly RequestPlan[], path: string | undefined): PeerMatch {
    const file =
      path
        ?.toLowerCase()
        .split(/[/\\!]/)
        .at(-1) ?? '';
    const called = ofDomain.filter((each) => file.startsWith(`${requestName(each)}.`.toLowerCase()));
    const [only, ...others] = called.length > 0 ? called : ofDomain;
    const peerOf = ({ peer }: RequestPlan): PeerPlan => findPeer(this.#plan!, peer)!;
    return only && others.length === 0
      ? { by: 'names', peer: peerOf(only) }
      : { by: 'none', couldBe: ofDomain.map(peerOf) };
  }

  /** Of a peer with two stores or with domain certificates, the planned request that this one is. */
  requestFor(request: RequestFacts, server: PeerPlan, path?: string): RequestPlan {
    const ofDomain = this.#ofDomain(request).find(({ peer }) => peer === server.peer);
    if (ofDomain) return ofDomain;
    const client = this.#ofClients.get(server.peer) ?? this.#unplanned(server);
    if (!client) return server;
    const owner = this.#owners?.get(request.publicKeyHash);
    if (owner) return owner.store === 'client' ? client : server;
    const called = path !== undefined && isCalledClient(path) ? 'client' : undefined;
    // What fits both is for the server store.
    return storeOfRequest(request, called, { server, client }) === 'client' ? client : server;
  }

  /** One for each peer: several requests for one client store are told, planned or not. */
  #unplanned(server: PeerPlan): RequestPlan | undefined {
    const client = unplannedClientRequest(server);
    if (client) this.#ofClients.set(server.peer, client);
    return client;
  }

  earlier(request: RequestFacts, peer: RequestPlan | undefined): EarlierRequests {
    const twin = this.#byContent.get(contentOf(request));
    const sameKey = this.#byKey.get(request.publicKeyHash) ?? [];
    return {
      twin,
      sharingKey: sameKey.find(
        (each) => each !== twin && !(peer !== undefined && each.peer?.peer === peer.peer),
      ),
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
