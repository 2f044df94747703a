import { deployments } from '@freshet/recommend';
import type { Click } from '../click.ts';
import { FreshetModel } from '../freshet/freshet-model.ts';
import { gini } from './gini.ts';
import { SimulatedShop, type Visitor } from './simulated-shop.ts';

const DAY_MS = 86_400_000;
const T0 = 1_767_225_600_000;
const ANSWER = 10;
/** Before answers are shown to anybody. */
const DAYS_BEFORE = 7;
const WEEKS = 4;
const SESSIONS_A_DAY = 60;
const SESSION_CLICKS = 5;

/** What becomes of the answers: nobody sees them · clicks on them say so · clicks on them look like others. */
export type Feedback = 'none' | 'told' | 'untold';

/** One week of a shop's life, over all of its items. */
export interface Week {
  /** Of the week's clicks, and of the places in its answers. */
  readonly clicksGini: number;
  readonly shownGini: number;
  /** The part of all items that was in any answer. */
  readonly coverage: number;
  /** The part of the clicks that came from answers. */
  readonly led: number;
}

export interface ClosedLoopOptions {
  readonly seed: number;
  readonly feedback: Feedback;
  /** How likely a visitor looks at a position, from 1. */
  examination(position: number): number;
}

/**
 * A month in which visitors click on what the answers show them and the recommender learns from those
 * clicks, behind a week in which they do not. At each step a visitor looks down an answer of ten,
 * clicks on the first examined item that it wants (a cascade over a position-based model; Chuklin,
 * Markov, de Rijke: Click Models for Web Search, 2015), or else finds something by itself.
 */
export function closedLoop({ seed, feedback, examination }: ClosedLoopOptions): Week[] {
  const shop = new SimulatedShop(seed);
  const model = new FreshetModel(deployments.shop);
  const weeks: Week[] = [];
  for (let day = 0; day < DAYS_BEFORE; day++) playDay(day);
  for (let week = 0; week < WEEKS; week++) {
    const tally = new Tally();
    for (let day = 0; day < 7; day++) {
      playDay(DAYS_BEFORE + 7 * week + day, tally);
    }
    weeks.push(tally.week(shop.itemIds));
  }
  return weeks;

  function playDay(day: number, tally?: Tally): void {
    for (let i = 0; i < SESSIONS_A_DAY; i++) {
      const start = T0 + (day + i / SESSIONS_A_DAY) * DAY_MS;
      playSession(`session ${day}/${i}`, start, tally);
    }
  }

  function playSession(id: string, start: number, tally?: Tally): void {
    const visitor = shop.visitor();
    const session: Click[] = [];
    for (let step = 0; step < SESSION_CLICKS; step++) {
      const at = start + 10_000 * step;
      const answer = tally === undefined ? [] : answerTo(session, at);
      const place = answer.findIndex((itemId, i) => isClicked(visitor, itemId, i + 1));
      const itemId = place < 0 ? shop.found(visitor) : answer[place]!;
      const led = place >= 0 && feedback === 'told' ? { position: place + 1 } : {};
      const click = { sessionId: id, userId: id, itemId, at, ...led };
      tally?.add(itemId, answer, place >= 0);
      session.push(click);
      model.learn(click);
    }
  }

  function isClicked(visitor: Visitor, itemId: string, position: number): boolean {
    return feedback !== 'none' && shop.chance(examination(position)) && shop.wants(visitor, itemId);
  }

  /** As a site shows it: without the page's own item; on the front page, an item nobody knows, what is popular. */
  function answerTo(visits: readonly Click[], now: number): readonly string[] {
    model.refresh(now);
    const front = { sessionId: 'front', userId: 'front', itemId: 'front', at: now };
    const session = visits.length === 0 ? [front] : visits;
    const page = session.at(-1)!.itemId;
    const items = model.rank({ session, now }, ANSWER + 1);
    return items.filter((itemId) => itemId !== page).slice(0, ANSWER);
  }
}

/** Counts what was shown and clicked. */
class Tally {
  readonly #clicks = new Map<string, number>();
  readonly #shown = new Map<string, number>();
  #led = 0;
  #all = 0;

  add(itemId: string, answer: readonly string[], isLed: boolean): void {
    this.#all++;
    if (isLed) this.#led++;
    this.#clicks.set(itemId, (this.#clicks.get(itemId) ?? 0) + 1);
    for (const item of answer) this.#shown.set(item, (this.#shown.get(item) ?? 0) + 1);
  }

  week(itemIds: readonly string[]): Week {
    return {
      clicksGini: gini(itemIds.map((item) => this.#clicks.get(item) ?? 0)),
      shownGini: gini(itemIds.map((item) => this.#shown.get(item) ?? 0)),
      coverage: this.#shown.size / itemIds.length,
      led: this.#led / this.#all,
    };
  }
}
