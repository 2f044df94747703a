import { LRUCache } from 'lru-cache';

/** Items whose servings are counted; past it the one served longest ago begins anew. */
const ITEMS_MAX = 10_000;
/**
 * Where so many answers have brought no impressions enough, none are sent, or nobody looks so far down:
 * others get their turn, until this process begins anew.
 */
export const SERVINGS_ENOUGH = 1_000;

/** How often this process has put each young item into an answer. */
export class Servings {
  readonly #counts = new LRUCache<string, number>({ max: ITEMS_MAX });

  add(itemId: string): void {
    this.#counts.set(itemId, (this.#counts.get(itemId) ?? 0) + 1);
  }

  isEnough(itemId: string): boolean {
    return (this.#counts.peek(itemId) ?? 0) >= SERVINGS_ENOUGH;
  }
}
