import type { Logger } from '@freshet/runtime';
import { itemOf } from '../catalogue/catalogue.ts';
import type { Freshet } from './freshet.ts';
import { addressOf, rows } from './rows.ts';

/** Whether the shop may be open: `foreign` where items are known that are not the shop's. */
export type Standing = 'ours' | 'foreign' | 'waiting';

/** What `GET /v1/items` says. */
interface ItemPage {
  readonly catalogued: number;
  readonly next?: number;
  readonly items: readonly {
    readonly itemId: string;
    readonly catalogue: { readonly url: string | null } | null;
  }[];
}

/** Once known, a standing holds for so long, in ms. */
const HOLDS_MS = 5_000;
/** Pages of 500 items looked at; where there are more of them, they are not the shop's. */
const PAGES_MAX = 20;
/** How often the API is asked whether it has what was just sent, and how long between, in ms. */
const LOOKS_MAX = 40;
const LOOK_MS = 50;

/**
 * Puts the shop's items into the catalogue, but never beside others: nothing is written unless the
 * catalogue is empty, with no visits to other items either, or has only the shop's.
 */
export class Stock {
  readonly #freshet: Freshet;
  readonly #logger: Logger;
  readonly #clock: () => number;
  #known: { readonly standing: Standing; readonly until: number } | undefined;
  #looking: Promise<Standing> | undefined;

  constructor(options: { freshet: Freshet; logger: Logger; clock: () => number }) {
    this.#freshet = options.freshet;
    this.#logger = options.logger;
    this.#clock = options.clock;
  }

  /** Stocks up where it may and has to. */
  async standing(): Promise<Standing> {
    if (this.#known !== undefined && this.#clock() < this.#known.until) return this.#known.standing;
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async #look(): Promise<Standing> {
    const standing = await this.#stockUp().catch((err: unknown): Standing => {
      this.#logger.warn({ err }, 'the shop cannot see what the catalogue holds');
      return 'waiting';
    });
    // What waits is looked at again by the next page.
    const holds = standing === 'waiting' ? 0 : HOLDS_MS;
    this.#known = { standing, until: this.#clock() + holds };
    return standing;
  }

  async #stockUp(): Promise<Standing> {
    // Tables that are still read look emptier than they are.
    if (!(await this.#freshet.isReady())) return 'waiting';
    const stocked = await this.#stocked();
    if (stocked === undefined) return 'foreign';
    if (stocked === rows.length) return 'ours';
    await this.#freshet.post('/v1/items', { items: rows });
    for (let look = 0; look < LOOKS_MAX; look++) {
      if ((await this.#stocked()) === rows.length) return 'ours';
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return 'waiting';
  }

  /** How many of the shop's items the catalogue has; undefined where there are others. */
  async #stocked(): Promise<number | undefined> {
    let after: number | undefined = 0;
    let ours = 0;
    for (let page = 0; after !== undefined && page < PAGES_MAX; page++) {
      const path: string = `/v1/items?n=500&after=${after}&fields=url`;
      const { catalogued, next, items }: ItemPage = await this.#freshet.get<ItemPage>(path);
      if (catalogued > rows.length) return undefined;
      // Without a catalogue, visits alone bring an item into lists.
      const others = items.filter(({ itemId, catalogue }) =>
        catalogue === null
          ? catalogued === 0 && itemOf(itemId) === undefined
          : catalogue.url !== addressOf(itemId) || itemOf(itemId) === undefined,
      );
      if (others.length > 0) return undefined;
      ours += items.filter(({ catalogue }) => catalogue !== null).length;
      after = next;
    }
    return after === undefined ? ours : undefined;
  }
}
