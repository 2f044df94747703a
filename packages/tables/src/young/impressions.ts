import type { FiguresTable } from '../figures-table.ts';

/** What is known of an item's explored places. */
export interface Seen {
  /** How often visitors have seen it there. */
  readonly count: number;
  /** When first, epoch ms. */
  readonly firstAt: number;
}

/** Which of a site's items visitors have seen in explored places. */
export interface Impressions {
  /** undefined: nobody has. */
  of(itemId: string): Seen | undefined;
}

/** As the figures tell it. */
export function impressionsIn(figures: Pick<FiguresTable, 'item'>, site: string): Impressions {
  return {
    of(itemId) {
      const known = figures.item(site, itemId);
      return known && { count: known.counts.impressions, firstAt: known.firstAt };
    },
  };
}
