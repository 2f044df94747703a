/** An answer as a page gets it. */
export interface Shown {
  readonly recommId: string;
  readonly strategy: string;
  readonly items: readonly { readonly itemId: string }[];
  readonly experiment: { readonly id: string; readonly variant: string };
}

/** Who is on the page, as its events say. */
export interface Ids {
  readonly userId?: string;
  readonly anonymousId?: string;
}

/** How visitors behave. */
export interface Habits {
  /** Chance of a click on each item shown, of the average visitor. */
  readonly click: number;
  /** By how much likelier clicks are in the arm `b`: what the experiment is to find. */
  readonly lift: number;
  /** Chance that a visit ends in an order. */
  readonly order: number;
}

export interface Visit {
  readonly events: readonly object[];
  readonly clicks: number;
  readonly orders: number;
  readonly cents: number;
}

/** How much more or less gladly than on average somebody clicks: evenly spread around 1, by half of it. */
export function tasteOf(dice: () => number): number {
  return 0.5 + dice();
}

/** What a visitor does with an answer: sees all of it, clicks some, and perhaps buys what they like. */
export function visit(
  ids: Ids,
  { recommId, items, experiment }: Shown,
  { click, lift, order }: Habits,
  taste: number,
  dice: () => number,
): Visit {
  const lines = items.map(({ itemId }) => ({ itemId }));
  const events: object[] = [{ ...ids, type: 'impression', recommId, items: lines, position: 1 }];
  const chance = click * taste * (experiment.variant === 'b' ? 1 + lift : 1);
  const clicked = items.filter(() => dice() < chance);
  for (const { itemId } of clicked) {
    const position = items.findIndex((item) => item.itemId === itemId) + 1;
    events.push({ ...ids, type: 'click', recommId, itemId, position });
  }
  if (dice() >= order || items.length === 0)
    return { events, clicks: clicked.length, orders: 0, cents: 0 };
  const bought = purchase(clicked[0]?.itemId ?? items[0]!.itemId, dice);
  events.push({ ...ids, type: 'cart', itemId: bought.lines[0]!.itemId });
  const orderId = `order of ${recommId}`;
  events.push({ ...ids, type: 'purchase', orderId, currency: 'EUR', items: bought.lines });
  return { events, clicks: clicked.length, orders: 1, cents: bought.cents };
}

/** One to three pieces for 0.01 to 200.00 each, and sometimes a gift wrap of 1.99. */
function purchase(itemId: string, dice: () => number) {
  const quantity = 1 + Math.floor(dice() * 3);
  const cents = 1 + Math.floor(dice() * 20_000);
  const lines = [{ itemId, quantity, price: cents / 100 }];
  if (dice() < 0.5) return { lines, cents: quantity * cents };
  return {
    lines: [...lines, { itemId: 'wrap', quantity: 1, price: 1.99 }],
    cents: quantity * cents + 199,
  };
}
