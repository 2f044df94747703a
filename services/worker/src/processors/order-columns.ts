import type { ItemSignals } from '@freshet/events';
import type { ItemSignal } from '@freshet/recommend';
import { HASH_BYTES, readHash, writeHash } from '@freshet/store';

type OrderColumns = Pick<ItemSignals, 'orders' | 'boughtWith'>;
type Orders = readonly Pick<ItemSignal, 'boughtWith'>[];

/** Nothing where none of the signals is of a purchase, as most are not. */
export function packOrders(signals: Orders): OrderColumns {
  if (signals.every(({ boughtWith }) => boughtWith === null)) return nothingBought;
  const orders = signals.map(({ boughtWith }) => (boughtWith === null ? 0 : 1 + boughtWith.length));
  const hashes = signals.flatMap(({ boughtWith }) => boughtWith ?? []);
  const boughtWith = Buffer.allocUnsafe(HASH_BYTES * hashes.length);
  hashes.forEach((hash, i) => writeHash(boughtWith, i, hash));
  return { orders: Buffer.from(orders), boughtWith };
}

const nothingBought = { orders: Buffer.alloc(0), boughtWith: Buffer.alloc(0) };

/** What each signal was bought with, signal by signal. */
export function unpackOrders({ orders, boughtWith }: OrderColumns): Orders[number]['boughtWith'][] {
  let next = 0;
  return Array.from(orders, (items) => {
    if (items === 0) return null;
    return Array.from({ length: items - 1 }, () => readHash(boughtWith, next++));
  });
}
