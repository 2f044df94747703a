/** What is known of an item's explored places. */
export interface Seen {
  /** How often visitors have seen it there. */
  readonly count: number;
  /** When first, epoch ms. */
  readonly firstAt: number;
}

/** Which items visitors have seen in explored places. */
export interface Impressions {
  /** undefined: nobody has. */
  of(itemId: string): Seen | undefined;
}

/** Where nobody counts. */
export const noImpressions: Impressions = { of: () => undefined };
