import type { SiteItems } from '@freshet/tables';

/** Places looked at for one page; many may be free after items were taken out. */
const PLACES_MAX = 20_000;

/** Items in the order in which the tables hold them, which is none that means anything. */
export interface ItemPage {
  /** Items that anything is known of. */
  readonly known: number;
  /** Of these, how many are in the catalogue. */
  readonly catalogued: number;
  readonly items: readonly { readonly itemId: string; readonly visits: number }[];
  /** To be sent as `after` for the page behind this one; absent behind the last. */
  readonly next?: number;
}

export interface PageAsked {
  readonly n: number;
  /** The place to begin at. */
  readonly after: number;
  /** By place; all are wanted without it. */
  isWanted?(place: number): boolean;
}

/** Up to n items from place `after` on. Items that come or go meanwhile may be missed. */
export function itemPage(items: SiteItems, { n, after, isWanted }: PageAsked): ItemPage {
  const { size: known, catalogued, ids, columns } = items;
  const found: { itemId: string; visits: number }[] = [];
  const end = Math.min(ids.length, after + PLACES_MAX);
  let place = after;
  for (; place < end && found.length < n; place++) {
    if (!items.isKnown(place) || isWanted?.(place) === false) continue;
    found.push({ itemId: ids[place]!, visits: columns.visits[place]! });
  }
  const page = { known, catalogued, items: found };
  return place < ids.length ? { ...page, next: place } : page;
}
