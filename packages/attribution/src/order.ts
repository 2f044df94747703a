import type { BehaviourEvent } from '@freshet/events';

/** Money is counted in whole parts of this size: exact for every currency, and for prices below a cent. */
export const MONEY_PARTS = 10_000;
/** A hundred million units: what costs more is a mistake, and would end the exactness of sums. */
const AMOUNT_MAX = 1e8 * MONEY_PARTS;

export interface Line {
  readonly itemId: string;
  /** In ten-thousandths. */
  readonly amount: number;
}

type Order = Pick<BehaviourEvent, 'itemId' | 'items' | 'value'>;

/**
 * What was bought, or given back, line by line: quantity × price; where no line has a price, the event's
 * value shared among them by quantity.
 */
export function linesOf({ itemId, items, value }: Order): readonly Line[] {
  if (items.length === 0) return itemId === null ? [] : [{ itemId, amount: parts(value ?? 0) }];
  if (items.every(({ price }) => price === null)) return shared(items, parts(value ?? 0));
  return items.map((line) => ({
    itemId: line.itemId,
    amount: parts(line.quantity * (line.price ?? 0)),
  }));
}

/** All of it together: the lines, or the value where there are none. */
export function totalOf(lines: readonly Line[], { value }: Order): number {
  if (lines.length === 0) return parts(value ?? 0);
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}

/** Whole parts that add up to the total: the last line has what rounding leaves. */
function shared(items: Order['items'], total: number): Line[] {
  const pieces = items.reduce((sum, { quantity }) => sum + quantity, 0);
  let left = total;
  return items.map(({ itemId, quantity }, i) => {
    const amount = i === items.length - 1 ? left : Math.round((total * quantity) / pieces);
    left -= amount;
    return { itemId, amount };
  });
}

/** In ten-thousandths; nothing of what no price can be. */
function parts(amount: number): number {
  const whole = Math.round(amount * MONEY_PARTS);
  return Math.abs(whole) <= AMOUNT_MAX ? whole : 0;
}
