import {
  applyEvent,
  applySignal,
  CONTEXT_ITEMS_MAX,
  COUNTERS,
  type Deployment,
  emptyItemState,
  emptyProfile,
  type EventSignal,
  hash48,
  ItemScores,
  type ItemState,
  lastDistinctItems,
  type NeighbourSlots,
  type Profile,
  type ProfileEvent,
  recommend,
  START_WEIGHTS,
  Workspace,
} from '@freshet/recommend';
import type { Click } from '../click.ts';
import type { Model, Query } from '../model.ts';
import { Numbering } from '../numbering.ts';
import { LiveBoard } from './live-board.ts';

const LONG = COUNTERS.indexOf('long');
const SHORT = COUNTERS.indexOf('short');

/**
 * Freshet itself, in memory and without the pipeline around it: events go into profiles, their signals
 * into items, and a query is answered from both as the API does it, but nothing is banned.
 */
export class FreshetModel implements Model {
  readonly #deployment: Deployment;
  readonly #profiles = new Map<string, Profile>();
  /** Slots of items, in the order of their first appearance. */
  readonly #slots = new Numbering();
  readonly #slotOfHash = new Map<number, number>();
  readonly #items: ItemState[] = [];
  readonly #lastSeen: number[] = [];
  /** In the order of COUNTERS. */
  readonly #boards: readonly LiveBoard[];
  readonly #workspace = new Workspace();
  #scores: ItemScores | undefined;
  #events = 0;

  constructor(deployment: Deployment) {
    this.#deployment = deployment;
    this.#boards = deployment.counterHalfLivesMs.map((halfLifeMs) => new LiveBoard(halfLifeMs));
  }

  learn(click: Click): void {
    let profile = this.#profiles.get(click.userId);
    if (profile === undefined) this.#profiles.set(click.userId, (profile = emptyProfile()));
    const event = eventOf(click, this.#events++);
    for (const signal of applyEvent(profile, event, this.#deployment)) this.#apply(signal);
  }

  refresh(now: number): void {
    const levels = this.#boards.map((board) => board.levels);
    const scale = {
      now,
      longTotal: this.#boards[LONG]!.totalLevel,
      shortTotal: this.#boards[SHORT]!.totalLevel,
    };
    const columns = { levels, lastSeen: this.#lastSeen };
    this.#scores = new ItemScores(columns, scale, this.#items.length, START_WEIGHTS);
  }

  rank({ session }: Query, n: number): readonly string[] {
    const items = lastDistinctItems(session, CONTEXT_ITEMS_MAX);
    const site = { scores: this.#scores!, long: this.#boards[LONG]!, short: this.#boards[SHORT]! };
    const query = {
      lists: items.map((itemId) => this.#listOf(itemId)),
      n,
      boardTop: this.#deployment.boardTop,
      isSeen: () => false,
      admits: () => true,
    };
    return recommend(site, query, this.#workspace).map(({ slot }) => this.#slots.id(slot));
  }

  #apply(signal: EventSignal<ProfileEvent>): void {
    const slot = this.#slotOf(signal.itemId);
    const { at } = signal.event;
    const item = this.#items[slot]!;
    applySignal(item, signal, at, this.#deployment);
    if (signal.popularity === 0) return;
    this.#lastSeen[slot] = item.lastSeen;
    for (const [counter, board] of this.#boards.entries()) {
      board.add(slot, item.levels[counter]!, signal.popularity, at);
    }
  }

  /** The item's slot, a new one if need be. */
  #slotOf(itemId: string): number {
    const slot = this.#slots.number(itemId);
    if (slot === this.#items.length) {
      this.#items.push(emptyItemState());
      this.#slotOfHash.set(hash48(itemId), slot);
    }
    return slot;
  }

  #listOf(itemId: string): NeighbourSlots | undefined {
    const item = this.#items[this.#slots.find(itemId)];
    if (item === undefined) return undefined;
    const { hashes, ...columns } = item.neighbours;
    return { ...columns, slots: Int32Array.from(hashes, (hash) => this.#slotOfHash.get(hash)!) };
  }
}

function eventOf({ sessionId, itemId, at }: Click, sequence: number): ProfileEvent {
  return {
    id: '',
    type: 'click',
    sessionId,
    itemId,
    categories: [],
    items: [],
    orderId: null,
    at,
    history: { source: 'evaluation', sequence },
  };
}
