import { addToLevel, EMPTY_LEVEL } from './decay.ts';

/** Entries kept by pruning: so many by count, the rest by how often they came in the last orders. */
export const CO_PURCHASES_BY_COUNT = 30;
export const CO_PURCHASES_BY_RECENT = 20;
/** A list is pruned when it grows past this. */
export const CO_PURCHASES_MAX = 100;
/** A list remembers about so many of its item's orders: past it, all counts are halved. */
export const ORDERS_MAX = 1_000;
/** Orders of the item after which one counts half in what came lately. */
const RECENT_HALF_LIFE = 50;

/** What was in the orders of one item, in columns, in no order that means anything. */
export interface CoPurchases {
  /** Orders of the item, ever. */
  orders: number;
  /** The same, halved as the counts are: a count's share of it is the share of orders. */
  remembered: number;
  /** `hash48` of each other item's id. */
  readonly hashes: number[];
  /** Orders that had both. */
  readonly counts: number[];
  /** The same, decaying with each order of the item, in log2 form (see `decay.ts`). */
  readonly recent: number[];
}

export function emptyCoPurchases(): CoPurchases {
  return { orders: 0, remembered: 0, hashes: [], counts: [], recent: [] };
}

/** Counts one order of the item, which had these others in it, each of them once. */
export function addOrder(list: CoPurchases, others: readonly number[]): void {
  list.orders++;
  list.remembered++;
  for (const hash of others) count(list, hash);
  if (list.hashes.length > CO_PURCHASES_MAX) prune(list);
  if (list.remembered > ORDERS_MAX) halve(list);
}

function count({ orders, hashes, counts, recent }: CoPurchases, hash: number): void {
  const known = hashes.indexOf(hash);
  const place = known < 0 ? hashes.length : known;
  const level = known < 0 ? EMPTY_LEVEL : recent[place]!;
  hashes[place] = hash;
  counts[place] = Math.fround((counts[place] ?? 0) + 1);
  recent[place] = Math.fround(addToLevel(level, 1, orders, RECENT_HALF_LIFE));
}

/**
 * Keeps what came most often, and of the others what came most often lately: by count alone an item
 * that begins to be bought with an old one is thrown out again and again. (Simulated: one that comes
 * in 5 % of the orders has 82 to 94 % of its true share 300 orders later, by count alone 9 to 55 %.)
 */
function prune({ hashes, counts, recent }: CoPurchases): void {
  const places = hashes.map((_, place) => place);
  places.sort((a, b) => counts[b]! - counts[a]! || recent[b]! - recent[a]!);
  const others = places.splice(CO_PURCHASES_BY_COUNT);
  others.sort((a, b) => recent[b]! - recent[a]!);
  const kept = [...places, ...others.slice(0, CO_PURCHASES_BY_RECENT)].toSorted((a, b) => a - b);
  for (const column of [hashes, counts, recent]) {
    kept.forEach((from, to) => (column[to] = column[from]!));
    column.length = kept.length;
  }
}

/** Shares stay as they are, but what is new has to outweigh the last thousand orders, not all of them. */
function halve(list: CoPurchases): void {
  list.remembered /= 2;
  const { counts } = list;
  for (let place = 0; place < counts.length; place++) counts[place]! /= 2;
}
