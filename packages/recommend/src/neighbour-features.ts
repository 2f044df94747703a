import { type Candidates, SUMS } from './candidates.ts';
import { COLUMN } from './features.ts';
import type { ItemFeatures } from './item-features.ts';

/** So many of the session's last distinct items bring their neighbours. */
export const CONTEXT_ITEMS_MAX = 5;
/** Each step back in the session counts half as much, */
const STEP_BACK = 0.5;
/** and a little less where the items' fame is taken into account. */
const COSINE_STEP_BACK = 0.8;

/**
 * The newest item's list brings so many of its strongest neighbours, each one further back half as
 * many, and others that make up so much of what was met recently: all of them bring nothing more,
 * measured, at four times the cost.
 */
const STRONGEST = 40;
const RECENT_SHARE_MIN = 0.02;
/** A list of the second hop brings so many. */
const HOP_STRONGEST = 20;

const { covisit, covisitRecent, sequence, cosine, covisitNewest } = COLUMN;

/**
 * A neighbour list as a query reads it: `Neighbours`, with slots in place of hashes, in its order.
 * What is not `isRead` may be left out.
 */
export interface NeighbourSlots {
  readonly slots: Int32Array | readonly number[];
  readonly lifetime: ArrayLike<number>;
  readonly recent: ArrayLike<number>;
  readonly after: ArrayLike<number>;
  readonly lifetimeTotal: number;
  readonly recentTotal: number;
  readonly afterTotal: number;
  /** Epoch ms that the weights are relative to. */
  readonly landmark: number;
}

/** Items that the catalogue says are like another one, best first. */
export interface Likes {
  readonly slots: readonly number[];
  /** 0 to 1. */
  readonly likeness: readonly number[];
}

/** One of the session's last distinct items. */
export interface ContextItem {
  /** −1: nothing is known of it. */
  readonly slot: number;
  readonly list: NeighbourSlots | undefined;
  /** What stands in for the neighbours of an item that has met few. */
  readonly likes?: Likes | undefined;
}

/** A neighbour of the context whose own neighbours are candidates too. */
export interface Hop {
  readonly slot: number;
  /** How likely it is, by co-visits, to come next itself. */
  readonly chance: number;
  readonly list: NeighbourSlots | undefined;
  /** Whether it is no neighbour, but like an item that has met few. */
  readonly isAlike?: boolean;
}

/** Which of a session's slots, oldest first, bring their neighbours: the last distinct ones, newest first. */
export function contextSlots(session: readonly number[]): number[] {
  const slots: number[] = [];
  for (let i = session.length - 1; i >= 0 && slots.length < CONTEXT_ITEMS_MAX; i--) {
    if (!slots.includes(session[i]!)) slots.push(session[i]!);
  }
  return slots;
}

/**
 * Adds the neighbours of the context to the candidates, which are none so far; an item without list
 * keeps its place in the weighting. Weights and totals of a list share one landmark, so their
 * ratios need no clock.
 */
export function addNeighbours(
  candidates: Candidates,
  context: readonly ContextItem[],
  items: ItemFeatures,
): void {
  const used = Math.min(context.length, CONTEXT_ITEMS_MAX);
  const norm = normOf(context);
  for (let d = 0; d < used; d++) {
    const { slot, list } = context[d]!;
    if (list === undefined) continue;
    addList(candidates, list, {
      strongest: STRONGEST >> d,
      weight: STEP_BACK ** d / norm,
      ofCosine: COSINE_STEP_BACK ** d * items.rarity(slot) * items.worthSince(list.landmark),
    });
    if (d === 0) keepNewest(candidates, norm);
  }
  candidates.near = candidates.size;
}

interface Share {
  /** How many of the strongest neighbours are added whatever was met recently. */
  readonly strongest: number;
  /** What the whole list adds to each chance. */
  readonly weight: number;
  /** What one unit of a lifetime weight adds to the cosine. */
  readonly ofCosine: number;
}

function addList(
  candidates: Candidates,
  list: NeighbourSlots,
  { strongest, weight, ofCosine }: Share,
): void {
  const { sums } = candidates;
  const { slots, lifetime, recent, after, recentTotal } = list;
  const ofLifetime = partOf(list.lifetimeTotal, weight);
  const ofRecent = partOf(recentTotal, weight);
  const ofAfter = partOf(list.afterTotal, weight);
  for (let i = 0; i < slots.length; i++) {
    if (i >= strongest && !isRising(recent[i]!, recentTotal)) continue;
    const place = candidates.place(slots[i]!);
    if (place < 0) return;
    const row = place * SUMS;
    sums[row + covisit]! += lifetime[i]! * ofLifetime;
    sums[row + covisitRecent]! += recent[i]! * ofRecent;
    sums[row + sequence]! += after[i]! * ofAfter;
    sums[row + cosine]! += lifetime[i]! * ofCosine;
  }
}

/** What the first list has added is what the newest item alone says, but for its weight. */
function keepNewest({ sums, size }: Candidates, norm: number): void {
  for (let row = 0; row < size * SUMS; row += SUMS) {
    sums[row + covisitNewest] = sums[row + covisit]! * norm;
  }
}

/** Adds what the hops' own neighbours say. */
export function addHops(candidates: Candidates, hops: readonly Hop[]): void {
  const { hop } = candidates;
  for (const { chance, list, isAlike = false } of hops) {
    if (list === undefined || !(list.lifetimeTotal > 0)) continue;
    const { slots, lifetime, lifetimeTotal } = list;
    const weight = chance / lifetimeTotal;
    const length = Math.min(slots.length, HOP_STRONGEST);
    for (let i = 0; i < length; i++) {
      const place = candidates.place(slots[i]!);
      if (place < 0) return;
      hop[place]! += lifetime[i]! * weight;
      if (isAlike) candidates.alike[place] = 1;
    }
  }
}

/**
 * How likely each item that stands in for the neighbours of one of the context is to come next, as if
 * people had gone on to what is like it in proportion to the likeness.
 */
export function chancesOfLikes(
  context: readonly ContextItem[],
): { readonly slot: number; readonly chance: number }[] {
  if (context.every(({ likes }) => likes === undefined)) return [];
  const norm = normOf(context);
  const chances: { slot: number; chance: number }[] = [];
  for (const [d, { likes }] of context.entries()) {
    if (likes === undefined) continue;
    const total = likes.likeness.reduce((sum, one) => sum + one, 0);
    const weight = STEP_BACK ** d / norm;
    for (const [i, slot] of likes.slots.entries()) {
      chances.push({ slot, chance: (weight * likes.likeness[i]!) / total });
    }
  }
  return chances;
}

/**
 * Adds what stands in for neighbours. It counts as the second hop does, whose weight the ranker has
 * learned: an item leads there by another one than itself.
 */
export function addLikes(candidates: Candidates, context: readonly ContextItem[]): void {
  for (const { slot, chance } of chancesOfLikes(context)) {
    const place = candidates.place(slot);
    if (place < 0) return;
    candidates.hop[place]! += chance;
    candidates.alike[place] = 1;
  }
}

/** What the steps back of a context add up to. */
function normOf(context: readonly ContextItem[]): number {
  const used = Math.min(context.length, CONTEXT_ITEMS_MAX);
  return (1 - STEP_BACK ** used) / (1 - STEP_BACK);
}

/**
 * Whether any query reads the neighbour in this place of a list, whichever item of the session brings
 * it; `recent`: its own weight.
 */
export function isRead(place: number, recent: number, recentTotal: number): boolean {
  return place < STRONGEST || isRising(recent, recentTotal);
}

/** Whether a neighbour was met so much of late that it counts however weak it is. */
function isRising(recent: number, recentTotal: number): boolean {
  return recent >= RECENT_SHARE_MIN * recentTotal;
}

/** What one unit of a weight adds, so that the whole list adds `weight`. */
function partOf(total: number, weight: number): number {
  return total > 0 ? weight / total : 0;
}
