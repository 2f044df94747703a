import { expect, test } from 'vitest';
import { deployments } from './deployment.ts';
import { GoldenSite } from './golden-site.fixture.ts';
import type { ProfileEvent } from './profile.ts';

const DAY_MS = 86_400_000;
const T0 = 1_767_225_600_000;
const ITEMS = 300;
const NEW_ITEMS_A_MONTH = ITEMS / 10;
/** Every 20th of the popular item's next clicks: 5 %. */
const NEWCOMER_EVERY = 20;

/** Numerical Recipes' linear congruential generator: the same year on every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A shop with one popular item, from which people go on to 300 others, the k-th k times less often than the first. */
class Shop {
  readonly site = new GoldenSite(deployments.shop);
  readonly #random = dice(1);
  readonly #items = Array.from({ length: ITEMS }, (_, i) => `item ${i}`);
  /** Running sums of what the items are worth, by place. */
  readonly #worth: number[] = [];
  #named = ITEMS;
  #visitors = 0;

  constructor() {
    let sum = 0;
    for (let place = 1; place <= ITEMS; place++) this.#worth.push((sum += 1 / place));
  }

  /** New items take the places of old ones, good and bad ones alike. */
  turnOver(): void {
    for (let i = 0; i < NEW_ITEMS_A_MONTH; i++) {
      this.#items[Math.floor(this.#random() * ITEMS)] = `item ${this.#named++}`;
    }
  }

  /** Somebody visits the popular item and goes on, to `next` if given. */
  visit(at: number, next?: string): void {
    const userId = `visitor ${this.#visitors++}`;
    const way = ['popular', next ?? this.#someItem()];
    if (this.#random() < 0.5) way.unshift(this.#someItem());
    if (this.#random() < 0.5) way.push(this.#someItem());
    for (const [i, itemId] of way.entries()) {
      this.site.take(click(userId, itemId, at + 1000 * i), { teaches: false });
    }
    this.site.profiles.clear();
  }

  #someItem(): string {
    const drawn = this.#random() * this.#worth.at(-1)!;
    return this.#items[this.#worth.findIndex((sum) => sum >= drawn)]!;
  }
}

function click(userId: string, itemId: string, at: number): ProfileEvent {
  return {
    id: `${userId} ${at}`,
    type: 'click',
    userId,
    anonymousId: null,
    sessionId: null,
    itemId,
    categories: [],
    items: [],
    orderId: null,
    value: null,
    at,
    recommId: null,
    position: null,
    history: null,
  };
}

test.for([20, 100])(
  'after a year of turnover and %i visits a day, a newcomer with 5 % of the next clicks is among the first ten after 500 of them',
  (visitsADay) => {
    const shop = new Shop();
    let at = T0;
    for (let month = 0; month < 12; month++) {
      for (let i = 0; i < 30 * visitsADay; i++) shop.visit((at += DAY_MS / visitsADay));
      shop.turnOver();
    }
    for (let i = 1; i <= 500; i++) {
      const next = i % NEWCOMER_EVERY === 0 ? 'newcomer' : undefined;
      shop.visit((at += DAY_MS / visitsADay), next);
    }
    const others = shop.site
      .answer(['popular'], at)
      .map(({ itemId }) => itemId)
      .filter((itemId) => itemId !== 'popular');
    expect(others.slice(0, 10)).toContain('newcomer');
  },
);
