import type { Outcome } from './outcome.ts';
import { Tally } from './tally.ts';
import type { LastClick, Sale, Visitor } from './visitor.ts';
import { CLICK_MS } from './windows.ts';
import type { Moment } from './witness.ts';

/**
 * What was bought behind a click that comes to be known only now goes to it, unless it has gone to another
 * one. Counts at the time of the purchase. `itemId` is null where the click was remembered, not told.
 */
export function creditClick(
  { sales }: Visitor,
  { item, at, place, recommId }: LastClick,
  itemId: string | null,
  { receivedAt, witness }: Omit<Moment, 'at'>,
): Outcome[] {
  const outcomes: Outcome[] = [];
  for (const sale of sales) {
    if (sale.place !== '' || sale.item !== item) continue;
    // No slack between clocks here: whoever clicks after buying did not buy for it.
    if (sale.at < at || sale.at - at > CLICK_MS) continue;
    const tally = new Tally({ at: sale.at, receivedAt, witness });
    const orders = isOrderAt(sales, sale.order, place) ? 0 : 1;
    sale.place = place;
    sale.recommId = recommId;
    const change = { currency: sale.currency, before: 0, after: sale.amount };
    tally.deal(place, { itemId, recommId, clickedAt: at, orders, ...change });
    outcomes.push(...tally.outcomes());
  }
  return outcomes;
}

/** Whether the order has counted at the place already, for another of its lines. */
function isOrderAt(sales: readonly Sale[], order: number, place: string): boolean {
  return sales.some((sale) => sale.order === order && sale.place === place);
}
