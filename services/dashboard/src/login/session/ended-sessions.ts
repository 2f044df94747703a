import { SESSION_MS_MAX } from './session.ts';

/** Sessions that are remembered as logged out; further ones take the oldest's place. */
export const ENDED_MAX = 100_000;

/**
 * Sessions that were ended before their time, in memory until they would have ended by themselves. Where
 * there is no room for one any more, every session as old as it counts as ended: somebody logs in again.
 */
export class EndedSessions {
  readonly #max: number;
  /** When each began, by id, in the order in which they were ended. */
  readonly #began = new Map<string, number>();
  /** Whatever began then or before is over. */
  #notBefore = 0;

  constructor(max = ENDED_MAX) {
    this.#max = max;
  }

  add({ id, since }: { readonly id: string; readonly since: number }, now: number): void {
    this.#began.set(id, since);
    if (this.#began.size > this.#max) this.#forgetOver(now);
    while (this.#began.size > this.#max) {
      const [oldest, began] = this.#began.entries().next().value!;
      this.#began.delete(oldest);
      this.#notBefore = Math.max(this.#notBefore, began);
    }
  }

  has({ id, since }: { readonly id: string; readonly since: number }): boolean {
    return since <= this.#notBefore || this.#began.has(id);
  }

  #forgetOver(now: number): void {
    for (const [id, since] of this.#began) {
      if (since + SESSION_MS_MAX < now) this.#began.delete(id);
    }
  }
}
