import type { Refusal } from '../report.ts';

/** An item as `POST /v1/items` takes it. */
export interface FeedItem {
  readonly itemId: string;
  readonly title?: string;
  readonly url?: string;
  readonly image?: string;
  readonly categories?: readonly string[];
  readonly price?: number;
  readonly currency?: string;
  readonly available?: boolean;
  /** Epoch ms. */
  readonly publishedAt?: number;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** One entry of a feed: an item, or why it is none. */
export interface FeedEntry {
  /** Such as `line 12`. */
  readonly place: string;
  /** The item's id, as far as it is known. */
  readonly itemId: string | undefined;
  /** An item in the feed's own words is checked by the intake. */
  readonly item: FeedItem | Refusal;
}

export const isRefusal = (item: FeedItem | Refusal): item is Refusal =>
  'code' in item && 'message' in item && !('itemId' in item);

/** What the command line says of a feed's items. */
export interface FeedOptions {
  /** Of prices that have none; ISO 4217. */
  readonly currency: string | undefined;
  /** Where a shop's pages are, for feeds that have no addresses. */
  readonly shopUrl: string | undefined;
  /** Epoch ms; decides which sale prices hold. */
  readonly now: number;
}
