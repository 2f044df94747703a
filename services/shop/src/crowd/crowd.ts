import { randomUUID } from 'node:crypto';
import type { Logger } from '@freshet/runtime';
import type { Freshet } from '../stock/freshet.ts';
import { type Act, eventOf, visitOf } from './plan.ts';

/** What the crowd's visits follow from. */
const SEED = 7;
/** How often the crowd acts, in ms, and how many visits begin each time: about 25 events a second. */
const TICK_MS = 250;
const BEGIN_PER_TICK = 1;
/** About 80 minutes; then the crowd goes home by itself, so that one forgotten fills no disk. */
export const VISITS_MAX = 20_000;
/** Visits at a time; at the bound none begins until one has ended. */
const UNDER_WAY_MAX = 200;

interface UnderWay {
  readonly who: { readonly anonymousId: string; readonly sessionId: string };
  readonly acts: readonly Act[];
  next: number;
  dueAt: number;
}

export interface CrowdState {
  readonly isOn: boolean;
  /** What all it does follows from. */
  readonly seed: number;
  /** Visits begun so far: those numbered from 0. */
  readonly visits: number;
  readonly visitsMax: number;
  readonly events: number;
  /** Events that the intake did not take, which are not sent again: a crowd is no customer. */
  readonly refused: number;
}

/** Made-up visitors who browse by taste, through the public intake. */
export class Crowd {
  readonly #freshet: Freshet;
  readonly #clock: () => number;
  readonly #logger: Logger;
  /** Tells the sessions of this start from those of the one before, which began with the same visits. */
  readonly #start = randomUUID().slice(0, 8);
  #underWay: UnderWay[] = [];
  #timer: NodeJS.Timeout | undefined;
  #posting: Promise<void> | undefined;
  #visits = 0;
  #events = 0;
  #refused = 0;

  constructor(options: { freshet: Freshet; clock: () => number; logger: Logger }) {
    this.#freshet = options.freshet;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  get state(): CrowdState {
    return {
      isOn: this.#timer !== undefined,
      seed: SEED,
      visits: this.#visits,
      visitsMax: VISITS_MAX,
      events: this.#events,
      refused: this.#refused,
    };
  }

  switchOn(): void {
    if (this.#visits < VISITS_MAX) this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  /** Who is under way leaves at once. */
  switchOff(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#underWay = [];
  }

  async close(): Promise<void> {
    this.switchOff();
    await this.#posting;
  }

  #tick(): void {
    // An intake that is slow makes the crowd slower, and no queue.
    if (this.#posting !== undefined) return;
    const now = this.#clock();
    for (let begun = 0; begun < BEGIN_PER_TICK && this.#mayBegin(); begun++) this.#begin(now);
    const due = this.#underWay.filter(({ dueAt }) => dueAt <= now);
    const events = due.map((visit) => this.#act(visit, now));
    this.#underWay = this.#underWay.filter(({ next, acts }) => next < acts.length);
    if (events.length > 0) this.#posting = this.#post(events);
    if (this.#visits >= VISITS_MAX && this.#underWay.length === 0) this.switchOff();
  }

  #mayBegin(): boolean {
    return this.#visits < VISITS_MAX && this.#underWay.length < UNDER_WAY_MAX;
  }

  #begin(now: number): void {
    const { anonymousId, acts } = visitOf(SEED, this.#visits);
    const sessionId = `crowd-${this.#start}-${this.#visits}`;
    this.#visits++;
    this.#underWay.push({ who: { anonymousId, sessionId }, acts, next: 0, dueAt: now });
  }

  #act(visit: UnderWay, now: number): object {
    const act = visit.acts[visit.next++]!;
    visit.dueAt = now + (visit.acts[visit.next]?.afterMs ?? 0);
    return eventOf(act, visit.who);
  }

  async #post(events: readonly object[]): Promise<void> {
    try {
      await this.#freshet.post('/v1/events', { events });
      this.#events += events.length;
    } catch (err) {
      if (this.#refused === 0) this.#logger.warn({ err }, 'the crowd is not let in');
      this.#refused += events.length;
    } finally {
      this.#posting = undefined;
    }
  }
}
