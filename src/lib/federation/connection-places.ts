import { addressBlock } from '../names/address-kind.ts';

/** How many may be connected. */
export interface ConnectionPlacesOptions {
  /** Connections at once. Default: 2000. */
  readonly places?: number;
  /** Those of one address (IPv6: of one /64) that have not yet proven who they are. Default: a twentieth of all. */
  readonly perAddress?: number;
  /** Kept free for peers that have proven themselves from their address before. Default: a quarter of all. */
  readonly reserve?: number;
}

/** A connection's place. */
export interface ConnectionPlace {
  /** The peer has proven for which domain it speaks: it no longer counts among the strangers. */
  prove(): void;
  /** The connection is over. */
  free(): void;
}

/** Addresses remembered from which somebody has proven himself. */
const rememberedAddresses = 1000;

/**
 * Who may hold a connection. Strangers share what is not reserved, and none has more of it than its part, so that whoever
 * takes all it can get leaves room for the others.
 */
export class ConnectionPlaces {
  readonly #places: number;
  readonly #perAddress: number;
  readonly #reserve: number;
  readonly #strangersOf = new Map<string, number>();
  readonly #proven = new Set<string>();
  #strangers = 0;
  #taken = 0;

  constructor({
    places = 2000,
    perAddress = Math.ceil(places / 20),
    reserve = Math.floor(places / 4),
  }: ConnectionPlacesOptions = {}) {
    this.#places = places;
    this.#perAddress = perAddress;
    this.#reserve = reserve;
  }

  get taken(): number {
    return this.#taken;
  }

  /** undefined: there is none for this address now. */
  take(address: string): ConnectionPlace | undefined {
    const block = addressBlock(address);
    const ofBlock = this.#strangersOf.get(block) ?? 0;
    if (this.#taken >= this.#places || ofBlock >= this.#perAddress) return undefined;
    const isKnown = this.#proven.has(block);
    if (!isKnown && this.#strangers >= this.#places - this.#reserve) return undefined;
    this.#taken++;
    this.#count(block, 1);
    let isStranger = true;
    let isOver = false;
    const meet = (): void => {
      if (isStranger) this.#count(block, -1);
      isStranger = false;
    };
    return {
      prove: () => {
        if (isOver) return;
        meet();
        this.#remember(block);
      },
      free: () => {
        if (isOver) return;
        isOver = true;
        meet();
        this.#taken--;
      },
    };
  }

  #count(block: string, change: number): void {
    this.#strangers += change;
    const count = (this.#strangersOf.get(block) ?? 0) + change;
    if (count > 0) this.#strangersOf.set(block, count);
    else this.#strangersOf.delete(block);
  }

  /** The one that has not proven itself for longest is forgotten first. */
  #remember(block: string): void {
    this.#proven.delete(block);
    this.#proven.add(block);
    if (this.#proven.size <= rememberedAddresses) return;
    const [oldest] = this.#proven;
    this.#proven.delete(oldest!);
  }
}
