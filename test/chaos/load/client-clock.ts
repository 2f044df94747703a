/** What visitors' devices take for the time; some of them are wrong at times. */
export class ClientClock {
  #skewMs = 0;
  #every = 1;

  /** From now on every n-th visitor is off by so much. */
  skew(skewMs: number, every: number): void {
    this.#skewMs = skewMs;
    this.#every = every;
  }

  /** Epoch ms on the device of the visitor with this number. */
  now(visitor: number): number {
    return Date.now() + (visitor % this.#every === 0 ? this.#skewMs : 0);
  }
}
