import { HttpProblem, type Registry } from '@freshet/runtime';
import type { KeyRecord } from '../keys/key-record.ts';
import type { UsageCounter } from './memory-counter.ts';
import { createLimitMetrics, type LimitCode } from './metrics.ts';
import { dayOf, secondOf, type Window } from './windows.ts';

export interface KeyLimiterOptions {
  readonly counter: UsageCounter;
  readonly registry: Registry;
  /** Epoch ms; says which day it is. */
  readonly clock: () => number;
}

type Limited = Pick<KeyRecord, 'id' | 'limits'>;

/** Holds keys to their limits. Of a key without any nothing is counted, and there is nothing to wait for. */
export class KeyLimiter {
  readonly #counter: UsageCounter;
  readonly #clock: () => number;
  readonly #count: (code: LimitCode) => void;

  constructor({ counter, registry, clock }: KeyLimiterOptions) {
    this.#counter = counter;
    this.#clock = clock;
    this.#count = createLimitMetrics(registry);
  }

  /** Before anything else is done for a call. @throws HttpProblem 429 RATE_LIMITED. */
  takeRequest({ id, limits }: Limited): Promise<void> | undefined {
    const most = limits?.requestsPerSecond;
    return most === undefined ? undefined : this.#takeRequest(secondOf(id, 'requests'), most);
  }

  /**
   * Before any of a request's events is taken: all of them are, or none.
   * @throws HttpProblem 429 RATE_LIMITED, QUOTA_EXHAUSTED; 413 BATCH_OVER_LIMIT where waiting would not help.
   */
  takeEvents(key: Limited, amount: number): Promise<void> | undefined {
    const { eventsPerSecond, eventsPerDay } = key.limits ?? {};
    if (eventsPerSecond === undefined && eventsPerDay === undefined) return undefined;
    return this.#takeEvents(key, amount);
  }

  async #takeRequest(second: Window, most: number): Promise<void> {
    const { used, leftS } = await this.#add(second, 1);
    if (used > most) throw this.#tooFast(most, 'calls', leftS);
  }

  async #takeEvents({ id, limits }: Limited, amount: number): Promise<void> {
    const { eventsPerSecond = Infinity, eventsPerDay = Infinity } = limits!;
    const most = Math.min(eventsPerSecond, eventsPerDay);
    if (amount > most) throw this.#tooMany(most);
    const day = dayOf(id, this.#clock());
    // In one tick, so that both go to Redis and come back together.
    const [inSecond, inDay] = await Promise.all([
      eventsPerSecond === Infinity ? unlimited : this.#add(secondOf(id, 'events'), amount),
      eventsPerDay === Infinity ? unlimited : this.#add(day, amount),
    ]);
    const isTooFast = inSecond.used > eventsPerSecond;
    if (!isTooFast && inDay.used <= eventsPerDay) return;
    // A second is soon over; of a day nothing may go that was not taken.
    if (eventsPerDay !== Infinity) {
      await this.#counter.reward(day.name, amount, { customDuration: day.keepS });
    }
    throw isTooFast
      ? this.#tooFast(eventsPerSecond, 'events', inSecond.leftS)
      : this.#exhausted(eventsPerDay, inDay.leftS);
  }

  async #add({ name, keepS, leftS }: Window, amount: number) {
    const count = await this.#counter.consume(name, amount, { customDuration: keepS });
    const left = leftS ?? Math.ceil(count.msBeforeNext / 1000);
    return { used: count.consumedPoints, leftS: Math.max(left, 1) };
  }

  #tooFast(most: number, what: string, retryAfterS: number): HttpProblem {
    const message = `The key is for ${most} ${what} a second; none of this was taken, send it again later.`;
    return this.#refusal(429, { code: 'RATE_LIMITED', message }, retryAfterS);
  }

  #exhausted(most: number, retryAfterS: number): HttpProblem {
    const message = `The key is for ${most} events a day (UTC), which these would go past; none of them was taken.`;
    return this.#refusal(429, { code: 'QUOTA_EXHAUSTED', message }, retryAfterS);
  }

  #tooMany(most: number): HttpProblem {
    const message = `The key never takes more than ${most} events at once; send them in smaller requests.`;
    return this.#refusal(413, { code: 'BATCH_OVER_LIMIT', message });
  }

  #refusal(
    status: number,
    problem: { readonly code: LimitCode; readonly message: string },
    retryAfterS?: number,
  ): HttpProblem {
    this.#count(problem.code);
    return new HttpProblem(status, problem, retryAfterS);
  }
}

const unlimited = { used: 0, leftS: 1 };
