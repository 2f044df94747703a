import { coVisitsOf, type NeighbourSlots, type Situation, type Source } from '@freshet/recommend';
import type { SiteItems } from '@freshet/tables';

/**
 * Why an item is in a list. `co-visited`: people went on to it from `itemId`, an item of the session,
 * in this share of their steps; `co-visited-via`: from one that the session's items lead to; `alike`:
 * the catalogue says so much of what it says of `itemId` of it too, which has met few others;
 * `exploration`: visitors are to make it known; `history`: the visitor has been with it before.
 */
export type Reason =
  | {
      readonly type: 'co-visited' | 'co-visited-via';
      readonly itemId: string;
      readonly share: number;
    }
  | { readonly type: 'alike'; readonly itemId: string; readonly likeness: number }
  | { readonly type: 'history' | 'trending' | 'exploration' };

/** Four decimals, as scores have. */
const SHARE_UNITS = 1e4;

export function reasonsOf(
  slot: number,
  source: Source,
  { context, hops }: Situation,
  items: Pick<SiteItems, 'ids'>,
): Reason[] {
  if (source === 'history' || source === 'trending') return [{ type: source }];
  const near = source === 'catalogue' ? likes() : coVisits('co-visited', context);
  return near.length > 0 ? near : coVisits('co-visited-via', hops);

  function likes(): Reason[] {
    return context.flatMap(({ slot: from, likes: alike }) => {
      const place = alike?.slots.indexOf(slot) ?? -1;
      if (place < 0) return [];
      return [{ type: 'alike', itemId: items.ids[from]!, likeness: alike!.likeness[place]! }];
    });
  }

  function coVisits(
    type: 'co-visited' | 'co-visited-via',
    from: readonly { readonly slot: number; readonly list: NeighbourSlots | undefined }[],
  ): Reason[] {
    return coVisitsOf(slot, from).map(({ from: at, share }) => {
      const rounded = Math.round(share * SHARE_UNITS) / SHARE_UNITS;
      return { type, itemId: items.ids[from[at]!.slot]!, share: rounded };
    });
  }
}
