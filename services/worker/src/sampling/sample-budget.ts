/** A token bucket: so many samples a second, of which a second's worth may be saved up. */
export class SampleBudget {
  readonly #perS: number;
  readonly #clock: () => number;
  #left: number;
  #at: number;

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
    return this.#left >= 1;
  }

  /** Takes room for `wanted` samples, or for as many as there is; says for how many. */
  take(wanted: number): number {
    this.#refill();
    const taken = Math.min(wanted, Math.floor(this.#left));
    this.#left -= taken;
    return taken;
  }

  #refill(): void {
    const now = this.#clock();
    // A clock that is set back adds nothing.
    const elapsedMs = Math.max(0, now - this.#at);
    this.#at = now;
    this.#left = Math.min(this.#perS, this.#left + (elapsedMs / 1000) * this.#perS);
  }
}
