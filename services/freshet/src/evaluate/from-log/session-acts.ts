interface Act {
  readonly at: number;
  readonly itemIds: readonly string[];
}

/** What sessions have put into the cart and bought, besides their clicks. */
export class SessionActs {
  readonly #carts = new Map<string, Act[]>();
  readonly #purchases = new Map<string, Act[]>();

  cart(sessionId: string, act: Act): void {
    add(this.#carts, sessionId, act);
  }

  purchase(sessionId: string, act: Act): void {
    add(this.#purchases, sessionId, act);
  }

  /** Items in the cart and bought, before a time in epoch ms. */
  before(sessionId: string, now: number) {
    return {
      cart: itemsBefore(this.#carts.get(sessionId), now),
      bought: itemsBefore(this.#purchases.get(sessionId), now),
    };
  }
}

function add(acts: Map<string, Act[]>, sessionId: string, act: Act): void {
  const known = acts.get(sessionId);
  if (known === undefined) acts.set(sessionId, [act]);
  else known.push(act);
}

function itemsBefore(acts: readonly Act[] | undefined, now: number): readonly string[] {
  if (acts === undefined) return [];
  return acts.filter(({ at }) => at < now).flatMap(({ itemIds }) => itemIds);
}
