import type { CoPurchases } from '@freshet/recommend';
import type { EntryFilter, SiteItems } from '@freshet/tables';

/** What was bought with an item, most often first. */
export interface BoughtTogether {
  readonly strategy: 'bought-together' | 'none';
  readonly items: readonly {
    readonly itemId: string;
    /** In how large a share of the item's orders it was. */
    readonly score: number;
  }[];
  readonly emptyBecause?: BoughtNothing;
  /** Set when the store could not be read. */
  readonly degraded?: true;
}

/** Why nothing is in such a list. */
export type BoughtNothing =
  /** No order had the item and another one. */
  | 'NEVER_BOUGHT_TOGETHER'
  /** Nothing that was bought with it may be shown. */
  | 'NOTHING_SERVABLE'
  /** The filter passes none of what may be. */
  | 'FILTER_MATCHES_NOTHING'
  /** The store cannot tell now. */
  | 'STORE_UNREACHABLE';

export interface BoughtTogetherQuery {
  readonly n: number;
  readonly filter: EntryFilter | null;
}

/** An answer's shares have four decimals, as scores of other lists have. */
const SHARE_UNITS = 1e4;

/** @param list null: never bought; undefined: nobody knows, since the store is away. */
export function boughtTogether(
  list: CoPurchases | null | undefined,
  { n, filter }: BoughtTogetherQuery,
  items: SiteItems,
): BoughtTogether {
  if (list === undefined) return { ...nothing('STORE_UNREACHABLE'), degraded: true };
  if (list === null || list.hashes.length === 0) return nothing('NEVER_BOUGHT_TOGETHER');
  const servable = sharesOf(list, items).filter(({ slot }) => items.isServable(slot));
  if (servable.length === 0) return nothing('NOTHING_SERVABLE');
  const passing = servable.filter(({ slot }) => filter === null || items.matches(slot, filter));
  if (passing.length === 0) return nothing('FILTER_MATCHES_NOTHING');
  return { strategy: 'bought-together', items: bestOf(passing, n, items.ids) };
}

function nothing(emptyBecause: BoughtNothing): BoughtTogether {
  return { strategy: 'none', items: [], emptyBecause };
}

interface Share {
  readonly slot: number;
  readonly share: number;
}

/** Of what the tables know. */
function sharesOf({ hashes, counts, remembered }: CoPurchases, items: SiteItems): Share[] {
  return hashes
    .map((hash, i) => ({ slot: items.slotOfHash(hash), share: counts[i]! / remembered }))
    .filter(({ slot }) => slot >= 0);
}

/** Equal shares by id, so that the order in which orders came decides nothing. */
function bestOf(shares: readonly Share[], n: number, ids: readonly string[]) {
  return shares
    .map(({ slot, share }) => ({
      itemId: ids[slot]!,
      score: Math.round(share * SHARE_UNITS) / SHARE_UNITS,
    }))
    .toSorted((a, b) => b.score - a.score || (a.itemId < b.itemId ? -1 : 1))
    .slice(0, n);
}
