import {
  applyEvent,
  applySignal,
  bucketsOf,
  Candidates,
  contextSlots,
  COUNTERS,
  type Deployment,
  emptyItemState,
  emptyProfile,
  emptyRanker,
  type EventSignal,
  freezeSample,
  gather,
  hash48,
  hopsFrom,
  ItemFeatures,
  type ItemState,
  learn,
  LESSON_COUNTS,
  mayTeach,
  type NeighbourSlots,
  type Profile,
  type ProfileEvent,
  type RankerWeights,
  recommend,
  SESSION_VISITS_MAX,
  type Situation,
  type SiteView,
  Workspace,
} from '@freshet/recommend';
import type { Click } from '../click.ts';
import type { Model, Query } from '../model.ts';
import { Numbering } from '../numbering.ts';
import { everything, type ListPolicy } from './list-policy.ts';
import { LiveBoard } from './live-board.ts';

const LONG = COUNTERS.indexOf('long');
const SHORT = COUNTERS.indexOf('short');

/**
 * Freshet itself, in memory and without the pipeline around it: events go into profiles, their signals
 * into items, every event teaches the ranker before its own signals count, and a query is answered
 * from all of it as the API does it; what a list may show is up to its policy, by default everything.
 */
export class FreshetModel implements Model {
  readonly #deployment: Deployment;
  readonly #profiles = new Map<string, Profile>();
  /** Slots of items, in the order of their first appearance. */
  readonly #slots = new Numbering();
  readonly #slotOfHash = new Map<number, number>();
  readonly #items: ItemState[] = [];
  readonly #lastSeen: number[] = [];
  readonly #visitLevels: number[] = [];
  /** In the order of COUNTERS. */
  readonly #boards: readonly LiveBoard[];
  readonly #ranker = emptyRanker();
  readonly #lessons = { hour: 0, lessons: new Uint8Array(LESSON_COUNTS) };
  readonly #workspace = new Workspace();
  readonly #candidates = new Candidates();
  readonly #site: SiteView;
  readonly #isFixed: boolean;
  readonly #policy: ListPolicy;
  /** What is ranked by: brought up to date in place where it is learned. */
  readonly #served: RankerWeights;
  #events = 0;
  /** Time of the newest click, epoch ms. */
  #now = 0;

  /** `weights`: what is ranked by; without them they are learned. */
  constructor(deployment: Deployment, weights?: RankerWeights, policy: ListPolicy = everything) {
    this.#deployment = deployment;
    this.#policy = policy;
    this.#isFixed = weights !== undefined;
    this.#served = weights ?? this.#ranker.buckets.map(({ served }) => served);
    this.#boards = deployment.counterHalfLivesMs.map((halfLifeMs) => new LiveBoard(halfLifeMs));
    this.#site = {
      items: new ItemFeatures(this.#columns(), this.#scale(0)),
      long: this.#boards[LONG]!,
      short: this.#boards[SHORT]!,
    };
  }

  /** `teaches`: whether the ranker may learn from it, as far as nobody led to it. */
  learn(click: Click, { teaches = true } = {}): void {
    for (const signal of this.#takeIn(click, { now: click.at, teaches })) this.#apply(signal);
    this.#now = click.at;
  }

  learnTogether(clicks: readonly Click[]): void {
    const signals = clicks.flatMap((click) => {
      return this.#takeIn(click, { now: this.#now, teaches: true });
    });
    for (const signal of signals) this.#apply(signal);
    this.#now = clicks.at(-1)?.at ?? this.#now;
  }

  refresh(now: number): void {
    this.#site.items.renew(this.#columns(), this.#scale(now));
  }

  rank(query: Query, n: number): readonly string[] {
    const session = query.session.slice(-SESSION_VISITS_MAX);
    const own = this.#profiles.get(session[0]?.userId ?? '')?.items ?? [];
    const situation = this.#situation(session, own);
    const { pinned, rounds, lift } = this.#policy(query, n);
    const items: string[] = [];
    for (const admits of rounds) {
      const missing = n - pinned.length - items.length;
      if (missing <= 0) break;
      const asked = {
        n: missing,
        ranker: this.#served,
        lift: (slot: number) => lift(this.#slots.id(slot)),
        admits: (slot: number) => admits(this.#slots.id(slot)),
        ...situation,
      };
      const ranked = recommend(this.#site, asked, this.#workspace);
      items.push(...ranked.map(({ slot }) => this.#slots.id(slot)));
    }
    for (const { place, itemId } of pinned) items.splice(place - 1, 0, itemId);
    return items;
  }

  /** Teaches the ranker and brings the profile up to date; what is left to do is to apply the signals. */
  #takeIn(
    click: Click,
    { now, teaches }: { readonly now: number; readonly teaches: boolean },
  ): EventSignal<ProfileEvent>[] {
    let profile = this.#profiles.get(click.userId);
    if (profile === undefined) this.#profiles.set(click.userId, (profile = emptyProfile()));
    const event = eventOf(click, this.#events++);
    // A click on an answer would confirm whatever the ranker has put on top.
    if (teaches && click.position === undefined) {
      this.#teach(profile, click, { now, seed: hash48(event.id) });
    }
    return applyEvent(profile, event, this.#deployment);
  }

  /** What can be learned from this click, before anything of it counts. */
  #teach(
    { session, sessionId, items }: Profile,
    { itemId, ...click }: Click,
    { now, seed }: { readonly now: number; readonly seed: number },
  ): void {
    if (this.#isFixed) return;
    if (session.length === 0 || sessionId !== click.sessionId) return;
    this.refresh(now);
    const situation = this.#situation(session, items);
    gather(this.#candidates, this.#site, situation);
    const sample = freezeSample(this.#candidates, this.#site.items, {
      target: this.#slots.find(itemId),
      buckets: bucketsOf(situation, this.#site),
      seed,
    });
    if (sample === undefined) return;
    const lesson = { profile: hash48(click.userId), at: click.at };
    if (mayTeach(this.#lessons, lesson)) learn(this.#ranker, sample);
  }

  #situation(session: readonly { readonly itemId: string }[], own: Profile['items']): Situation {
    const slots = session.map(({ itemId }) => this.#slots.find(itemId));
    const history = own
      .map(({ id }) => this.#slots.find(id))
      .filter((slot) => !slots.includes(slot));
    const context = contextSlots(slots).map((slot) => ({ slot, list: this.#listOf(slot) }));
    const { boardTop, hopsMax } = this.#deployment;
    const known = { session: slots, context };
    const seeds = hopsFrom(known, this.#site, hopsMax, this.#candidates);
    const hops = seeds.map(({ slot, chance }) => ({ slot, chance, list: this.#listOf(slot) }));
    return { ...known, hops, history, boardTop };
  }

  /** The neighbours are known by their slots. */
  #listOf(slot: number): NeighbourSlots | undefined {
    const item = this.#items[slot];
    return item && { ...item.neighbours, slots: item.neighbours.hashes };
  }

  #columns() {
    return {
      levels: this.#boards.map((board) => board.levels),
      visitLevels: this.#visitLevels,
      lastSeen: this.#lastSeen,
    };
  }

  #scale(now: number) {
    return {
      now,
      longTotal: this.#boards[LONG]!.totalLevel,
      shortTotal: this.#boards[SHORT]!.totalLevel,
      nowTotal: this.#boards[COUNTERS.indexOf(this.#deployment.nowCounter)]!.totalLevel,
      deployment: this.#deployment,
    };
  }

  #apply(signal: EventSignal<ProfileEvent>): void {
    const slot = this.#slotOf(signal.itemId);
    const { at } = signal.event;
    const item = this.#items[slot]!;
    const neighbours = signal.neighbours.map((hash) => this.#slotOfHash.get(hash)!);
    applySignal(item, { ...signal, neighbours }, at, this.#deployment);
    if (signal.popularity === 0) return;
    this.#lastSeen[slot] = item.lastSeen;
    this.#visitLevels[slot] = item.visitLevel;
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
}

function eventOf(
  { userId, sessionId, itemId, at, position }: Click,
  sequence: number,
): ProfileEvent {
  return {
    id: String(sequence),
    type: 'click',
    userId,
    anonymousId: null,
    sessionId,
    itemId,
    categories: [],
    items: [],
    orderId: null,
    value: null,
    at,
    recommId: position === undefined ? null : 'answer',
    position: position ?? null,
    history: { source: 'evaluation', sequence },
  };
}
