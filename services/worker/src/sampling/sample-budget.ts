/** Once it is used up, there is room again when so much of a second's worth is saved. */
const BURST = 0.1;

/**
 * A token bucket: so many samples a second, of which a second's worth may be saved up. Under load it
 * gives in bursts, ten a second, so that most batches have no sample to wait for, and a burst's samples
 * come from a batch with many to choose from.
 */
export class SampleBudget {
  readonly #perS: number;
  readonly #clock: () => number;
  #left: number;
  #at: number;
  #usedUp = false;

  /** `clock`: milliseconds. */
  constructor(perS: number, clock: () => number) {
    this.#perS = perS;
    this.#clock = clock;
    this.#left = perS;
    this.#at = clock();
  }

  /** Whether there is room for one sample now; takes nothing. */
  hasRoom(): boolean {
    this.#refill();
    return !this.#usedUp;
  }

  /** Takes room for `wanted` samples, or for as many as there is; says for how many. */
  take(wanted: number): number {
    this.#refill();
    if (this.#usedUp) return 0;
    const taken = Math.min(wanted, Math.floor(this.#left));
    this.#left -= taken;
    this.#usedUp = this.#left < 1;
    return taken;
  }

  #refill(): void {
    const now = this.#clock();
    // A clock that is set back adds nothing.
    const elapsedMs = Math.max(0, now - this.#at);
    this.#at = now;
    this.#left = Math.min(this.#perS, this.#left + (elapsedMs / 1000) * this.#perS);
    if (this.#left >= Math.max(1, BURST * this.#perS)) this.#usedUp = false;
  }
}
