import type { BehaviourEvent } from '@freshet/events';
import { hash48 } from '@freshet/recommend';
import { addRevenue, addToArm } from './assignments.ts';
import { linesOf, totalOf } from './order.ts';
import type { Tally } from './tally.ts';
import { RECENT_IDS_MAX, type Sale, SALES_MAX, type Visitor } from './visitor.ts';
import { CLICK_MS, isWithin } from './windows.ts';

/**
 * Each line goes to the last click on its item, else to nobody; the whole order to every arm that the
 * visitor was in by then.
 */
export function buy(visitor: Visitor, event: BehaviourEvent, tally: Tally): void {
  const { id, orderId, site, at } = event;
  if (!isFirst(visitor, [`event ${id}`, ...(orderId === null ? [] : [`order ${orderId}`])])) return;
  const order = orderOf(event) || hash48(`event ${id}`);
  const currency = event.currency ?? '';
  const lines = linesOf(event);
  const places = new Set<string>();
  for (const { itemId, amount } of lines) {
    const item = hash48(itemId);
    const click = visitor.clicks.find((one) => one.item === item);
    const isCredited = click !== undefined && isWithin(CLICK_MS, click.at, at);
    const { place, recommId } = isCredited ? click : NOBODY;
    if (isCredited) {
      const orders = places.has(place) ? 0 : 1;
      const change = { currency, before: 0, after: amount };
      places.add(place);
      tally.deal(place, { itemId, recommId, clickedAt: click.at, orders, ...change });
    }
    visitor.sales.push({ order, item, at, place, recommId, currency, amount });
  }
  const amount = totalOf(lines, event);
  if (lines.length === 0) visitor.sales.push({ order, item: 0, at, ...NOBODY, currency, amount });
  visitor.sales.splice(0, visitor.sales.length - SALES_MAX);
  for (const assignment of visitor.assignments) {
    if (assignment.at > at) continue;
    addToArm(assignment, { orders: 1 }, site, tally);
    addRevenue(assignment, { currency, amount }, site, tally);
  }
}

/** Where a line goes that no click is behind. */
const NOBODY = { place: '', recommId: '' };

/** A part of what is given back. */
interface Taking {
  /** When what it takes back was bought. */
  readonly at: number;
  /** Key of the cell it is taken from; '' for none. */
  readonly place: string;
  readonly recommId: string;
  /** null: of an order as a whole. */
  readonly itemId: string | null;
  /** Of the sale; '' of none. */
  readonly currency: string;
  readonly amount: number;
  /** What the sale is still worth. */
  readonly left: number;
}

/** What is given back is taken from where the order counted, as far as that is remembered. */
export function giveBack(visitor: Visitor, event: BehaviourEvent, tally: Tally): void {
  if (!isFirst(visitor, [`event ${event.id}`])) return;
  const order = orderOf(event);
  const sold = order === 0 ? [] : visitor.sales.filter((sale) => sale.order === order);
  const takings = takingsOf(visitor, event, sold);
  const currency = event.currency ?? takings[0]?.currency ?? '';
  for (const { place, recommId, itemId, amount, left } of takings) {
    if (place === '') continue;
    const change = { currency, before: left + amount, after: left };
    tally.deal(place, { itemId, recommId, clickedAt: null, orders: 0, ...change });
  }
  for (const assignment of visitor.assignments) {
    const taken = takings.filter(({ at }) => at >= assignment.at);
    const amount = -taken.reduce((sum, taking) => sum + taking.amount, 0);
    addRevenue(assignment, { currency, amount }, event.site, tally);
  }
}

function takingsOf(visitor: Visitor, event: BehaviourEvent, sold: readonly Sale[]): Taking[] {
  const lines = linesOf(event);
  if (lines.length > 0) {
    const order = orderOf(event);
    return lines.map(({ itemId, amount }) => {
      const item = hash48(itemId);
      const sale = visitor.sales.findLast(
        (one) => one.item === item && (order === 0 || one.order === order),
      );
      return take(sale, Math.abs(amount), event.at, itemId);
    });
  }
  if (event.value === null) return sold.map((sale) => take(sale, sale.amount, event.at));
  let left = Math.abs(totalOf(lines, event));
  const takings = sold.map((sale) => {
    const taking = take(sale, Math.min(left, sale.amount), event.at);
    left -= taking.amount;
    return taking;
  });
  return [...takings, take(undefined, left, sold[0]?.at ?? event.at)];
}

function take(
  sale: Sale | undefined,
  amount: number,
  otherwiseAt: number,
  itemId: string | null = null,
): Taking {
  if (sale === undefined) {
    return { at: otherwiseAt, ...NOBODY, itemId, currency: '', amount, left: 0 };
  }
  sale.amount -= amount;
  const { at, place, recommId, currency, amount: left } = sale;
  return { at, place, recommId, itemId, currency, amount, left };
}

function orderOf({ orderId }: BehaviourEvent): number {
  return orderId === null ? 0 : hash48(`order ${orderId}`);
}

/** Whether none of the ids has come before, among those remembered; from now on all of them have. */
function isFirst({ recentIds }: Visitor, ids: readonly string[]): boolean {
  const hashes = ids.map(hash48);
  const first = !hashes.some((hash) => recentIds.includes(hash));
  for (const hash of hashes) if (!recentIds.includes(hash)) recentIds.push(hash);
  recentIds.splice(0, recentIds.length - RECENT_IDS_MAX);
  return first;
}
