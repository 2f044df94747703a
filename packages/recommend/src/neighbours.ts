import type { Deployment } from './deployment.ts';

/** Entries kept by pruning: so many by lifetime weight, the rest by recent weight. */
export const NEIGHBOURS_BY_LIFETIME = 80;
export const NEIGHBOURS_BY_RECENT = 20;
/** A list is pruned when it grows past this. */
export const NEIGHBOURS_MAX = 200;

/**
 * A list remembers about so much weight, lifetime and recent: past it, it is halved (`ageNeighbours`).
 * A visit adds some 3.7, so these are its item's last thousands and hundreds of visits.
 */
export const LIFETIME_WEIGHT_MAX = 2_000;
export const RECENT_WEIGHT_MAX = 500;

/** Half-lives after which the weights are brought to a new landmark, far from float32's range. */
const REBASE_HALF_LIVES = 30;

/**
 * The items co-visited with one item, in columns, the strongest by lifetime weight first. Weights are forward-decayed: an entry is worth
 * `weight × 2^(−(now − landmark)/halfLife)`, so adding touches one entry and ages all others.
 */
export interface Neighbours {
  /** `hash48` of each item's id: half the bytes, and no text to read; the item tables know the ids. */
  readonly hashes: number[];
  readonly lifetime: number[];
  readonly recent: number[];
  /** The lifetime weight of what came after the item, not before it. */
  readonly after: number[];
  /** Sum of all that was ever added, pruned entries included; decays like its column. */
  lifetimeTotal: number;
  recentTotal: number;
  afterTotal: number;
  /** Epoch ms that the weights are relative to. */
  landmark: number;
}

export function emptyNeighbours(): Neighbours {
  return {
    hashes: [],
    lifetime: [],
    recent: [],
    after: [],
    lifetimeTotal: 0,
    recentTotal: 0,
    afterTotal: 0,
    landmark: 0,
  };
}

/** One meeting with a neighbour. */
export interface Meeting {
  readonly hash: number;
  readonly weight: number;
  /** Whether the neighbour came after the list's own item. */
  readonly isAfter: boolean;
}

/** Adds a meeting at time `atMs`, pruning past the bound. */
export function addNeighbour(
  list: Neighbours,
  { hash, weight, isAfter }: Meeting,
  atMs: number,
  deployment: Deployment,
): void {
  if (list.hashes.length === 0 && list.lifetimeTotal === 0) list.landmark = atMs;
  if ((atMs - list.landmark) / deployment.recentHalfLifeMs > REBASE_HALF_LIVES) {
    rebase(list, atMs, deployment);
  }
  const age = list.landmark - atMs;
  const lifetime = weight * 2 ** (-age / deployment.lifetimeHalfLifeMs);
  const recent = weight * 2 ** (-age / deployment.recentHalfLifeMs);
  const after = isAfter ? lifetime : 0;
  list.lifetimeTotal += lifetime;
  list.recentTotal += recent;
  list.afterTotal += after;
  const known = list.hashes.indexOf(hash);
  if (known >= 0) {
    list.lifetime[known] = Math.fround(list.lifetime[known]! + lifetime);
    list.recent[known] = Math.fround(list.recent[known]! + recent);
    list.after[known] = Math.fround(list.after[known]! + after);
    return rise(list, known);
  }
  list.hashes.push(hash);
  list.lifetime.push(Math.fround(lifetime));
  list.recent.push(Math.fround(recent));
  list.after.push(Math.fround(after));
  rise(list, list.hashes.length - 1);
  if (list.hashes.length > NEIGHBOURS_MAX) prune(list);
}

/** Moves an entry that has grown before those it has passed. */
function rise({ hashes, lifetime, recent, after }: Neighbours, from: number): void {
  const own = lifetime[from]!;
  let to = from;
  while (to > 0 && lifetime[to - 1]! < own) to--;
  if (to === from) return;
  move(hashes, from, to);
  move(lifetime, from, to);
  move(recent, from, to);
  move(after, from, to);
}

/** Puts a column's value in front of others. */
function move(column: number[], from: number, to: number): void {
  const value = column[from]!;
  for (let i = from; i > to; i--) column[i] = column[i - 1]!;
  column[to] = value;
}

/**
 * Halves what has grown past its bound (as TinyLFU ages its counts; Einziger, Friedman, Manes 2017).
 * Shares stay as they are, and so does a list below the bound; but what is new in a list of years has
 * to outweigh its last thousands, not all of them. True: lifetime weights were halved.
 */
export function ageNeighbours(list: Neighbours, nowMs: number, deployment: Deployment): boolean {
  const age = nowMs - list.landmark;
  const recentTotal = list.recentTotal * 2 ** (-age / deployment.recentHalfLifeMs);
  if (recentTotal > RECENT_WEIGHT_MAX) {
    list.recentTotal /= 2;
    halve(list.recent);
  }
  const lifetimeTotal = list.lifetimeTotal * 2 ** (-age / deployment.lifetimeHalfLifeMs);
  if (lifetimeTotal <= LIFETIME_WEIGHT_MAX) return false;
  list.lifetimeTotal /= 2;
  list.afterTotal /= 2;
  halve(list.lifetime);
  halve(list.after);
  return true;
}

function halve(weights: number[]): void {
  for (let i = 0; i < weights.length; i++) weights[i] = Math.fround(weights[i]! / 2);
}

function rebase(list: Neighbours, atMs: number, deployment: Deployment): void {
  const age = atMs - list.landmark;
  const lifetime = 2 ** (-age / deployment.lifetimeHalfLifeMs);
  const recent = 2 ** (-age / deployment.recentHalfLifeMs);
  for (let i = 0; i < list.hashes.length; i++) {
    list.lifetime[i] = Math.fround(list.lifetime[i]! * lifetime);
    list.recent[i] = Math.fround(list.recent[i]! * recent);
    list.after[i] = Math.fround(list.after[i]! * lifetime);
  }
  list.lifetimeTotal *= lifetime;
  list.recentTotal *= recent;
  list.afterTotal *= lifetime;
  list.landmark = atMs;
}

/**
 * Keeps the strongest by lifetime weight, and of the others the strongest by recent weight: by
 * lifetime weight alone a rising neighbour of an old item is thrown out again and again.
 */
function prune(list: Neighbours): void {
  const weakest = list.hashes.map((_, i) => i).slice(NEIGHBOURS_BY_LIFETIME);
  weakest.sort((a, b) => list.recent[b]! - list.recent[a]! || a - b);
  const kept = weakest.slice(0, NEIGHBOURS_BY_RECENT).toSorted((a, b) => a - b);
  for (const column of [list.hashes, list.lifetime, list.recent, list.after]) {
    kept.forEach((from, i) => (column[NEIGHBOURS_BY_LIFETIME + i] = column[from]!));
    column.length = NEIGHBOURS_BY_LIFETIME + kept.length;
  }
}
