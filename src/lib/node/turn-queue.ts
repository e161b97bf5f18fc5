import { aFunction, aText, numberFrom, settingsWith } from '../public/settings.ts';
import { addressBlock } from '../names/address-kind.ts';

/** How many strangers are judged at a time, and how many may wait. */
export interface TurnQueueOptions {
  /** Works under way at the same time. Default: 2, which leaves threads for everything else. */
  readonly atOnce?: number;
  /** Works that may wait, of all addresses together. Default: 256. */
  readonly waiting?: number;
}

const queueChecks = settingsWith<TurnQueueOptions>({
  atOnce: numberFrom(1, 'whole'),
  waiting: numberFrom(0, 'whole'),
});

interface Waiting {
  readonly begin: () => void;
  readonly giveUp: () => void;
}

/**
 * Whose turn it is to have something costly done: a few at once, the others wait. Addresses take turns, so that one who
 * asks for much waits for himself; IPv6 addresses count by their /64. Where nobody more may wait, the address with the
 * most waiting gives up a place.
 */
export class TurnQueue {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  /** The address whose turn is next comes first; none is empty. */
  readonly #waiting = new Map<string, Waiting[]>();
  #underWay = 0;
  #count = 0;

  /** @throws TypeError for limits that make no sense */
  constructor(options: TurnQueueOptions = {}) {
    queueChecks('options', options);
    const { atOnce = 2, waiting = 256 } = options;
    this.#atOnce = atOnce;
    this.#mostWaiting = waiting;
  }

  /** Works that wait. */
  get waiting(): number {
    return this.#count;
  }

  get underWay(): number {
    return this.#underWay;
  }

  /** Does the work when it is the turn of this address; `no room`: it was not begun, and will not be. */
  async run<Answer>(address: string | undefined, work: () => Promise<Answer>): Promise<Answer | 'no room'> {
    if (address !== undefined) aText('address', address);
    aFunction('work', work);
    // Who has waited takes the place of the one before.
    if (this.#underWay < this.#atOnce) this.#underWay++;
    else if (!(await this.#turnOf(addressBlock(address ?? '')))) return 'no room';
    try {
      return await work();
    } finally {
      this.#pass();
    }
  }

  #turnOf(group: string): Promise<boolean> {
    return new Promise((resolve) => {
      const own = this.#waiting.get(group) ?? [];
      if (this.#count >= this.#mostWaiting && !this.#makeRoom(own.length)) return resolve(false);
      own.push({ begin: () => resolve(true), giveUp: () => resolve(false) });
      this.#waiting.set(group, own);
      this.#count++;
    });
  }

  /** Sends away the latest of the address with the most; false: nobody has more than the one who comes. */
  #makeRoom(own: number): boolean {
    let most: [string, Waiting[]] | undefined;
    for (const entry of this.#waiting) if (!most || entry[1].length > most[1].length) most = entry;
    // To send somebody away for one who would then be in his place helps nobody.
    if (!most || most[1].length <= own + 1) return false;
    this.#count--;
    most[1].pop()!.giveUp();
    return true;
  }

  #pass(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#underWay--;
      return;
    }
    const [group, waiting] = next;
    const first = waiting.shift()!;
    this.#count--;
    this.#waiting.delete(group);
    // Behind all others.
    if (waiting.length > 0) this.#waiting.set(group, waiting);
    first.begin();
  }
}
