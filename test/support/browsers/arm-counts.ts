/** What was done by the visitors of one arm, as a plain count beside the system. */
export interface ArmCount {
  visitors: number;
  impressions: number;
  clicks: number;
  orders: number;
  cents: number;
}

/** Counts by arm. */
export class ArmCounts {
  readonly #arms = new Map<string, ArmCount>();

  of(arm: string): ArmCount {
    let count = this.#arms.get(arm);
    if (count === undefined) {
      count = { visitors: 0, impressions: 0, clicks: 0, orders: 0, cents: 0 };
      this.#arms.set(arm, count);
    }
    return count;
  }

  get visitors(): number {
    return [...this.#arms.values()].reduce((sum, { visitors }) => sum + visitors, 0);
  }
}
