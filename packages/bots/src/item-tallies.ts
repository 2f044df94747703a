import { Recent } from './recent.ts';

export interface TallyLimits {
  readonly windowMs: number;
  /** Visits of one item in a window. */
  readonly perItem: number;
  /** Visits of all items in a window. */
  readonly visits: number;
  /** Items that are counted at a time, of all keys; at the bound the keys that were quiet longest are forgotten. */
  readonly itemsMax: number;
}

/** Visits of items in one act. */
export interface ItemsVisited {
  readonly items: readonly string[];
  /** When it came in, epoch ms. */
  readonly receivedAt: number;
}

interface Tally {
  since: number;
  visits: number;
  readonly items: Map<string, number>;
}

/**
 * Whether what goes by one key (a profile, an address) has had its share of an item. In each window at most
 * `perItem` visits of an item pass, so in any time as long at most twice as many. A window begins with the
 * first visit after the one before.
 */
export class ItemTallies {
  readonly #limits: TallyLimits;
  readonly #tallies = new Recent<Tally>();
  #items = 0;

  constructor(limits: TallyLimits) {
    this.#limits = limits;
  }

  /** Counts the act in, unless it is too much. */
  isOver(key: string, { items, receivedAt }: ItemsVisited): boolean {
    const { windowMs, perItem, visits } = this.#limits;
    if (items.length === 0) return false;
    const tally = this.#tallies.take(key, () => ({
      since: receivedAt,
      visits: 0,
      items: new Map(),
    }));
    if (receivedAt - tally.since >= windowMs) {
      this.#items -= tally.items.size;
      tally.since = receivedAt;
      tally.visits = 0;
      tally.items.clear();
    }
    if (tally.visits + items.length > visits) return true;
    if (items.some((item) => (tally.items.get(item) ?? 0) >= perItem)) return true;
    tally.visits += items.length;
    for (const item of items) this.#count(tally, item);
    this.#makeRoom();
    return false;
  }

  #count({ items }: Tally, item: string): void {
    const count = items.get(item) ?? 0;
    if (count === 0) this.#items++;
    items.set(item, count + 1);
  }

  #makeRoom(): void {
    while (this.#items > this.#limits.itemsMax && this.#tallies.size > 1) {
      this.#items -= this.#tallies.forgetOldest()!.items.size;
    }
  }
}
