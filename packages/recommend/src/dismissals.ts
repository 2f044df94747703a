/** Items a profile has left out at most: of more those that hold the longest are let in again. */
export const DISMISSED_MAX = 128;

/** An item that a visitor does not want in their lists. */
export interface Dismissal {
  readonly itemId: string;
  /** It is left out from then on, epoch ms. */
  readonly from: number;
}

interface Dismissing {
  readonly at: number;
  /** Seconds until it holds; null: at once. */
  readonly value: number | null;
}

/** What a `dismiss` of these items comes to. */
export function dismissalsBy(
  { at, value }: Dismissing,
  items: readonly { readonly itemId: string }[],
): readonly Dismissal[] {
  const from = dismissedFrom({ at, value });
  return items.map(({ itemId }) => ({ itemId, from }));
}

/** When a `dismiss` begins to hold, epoch ms. */
export function dismissedFrom({ at, value }: Dismissing): number {
  return at + Math.max(0, Math.round((value ?? 0) * 1000));
}

/** Both as one, each item once, whichever comes first: an item that is left out stays so, told again or not. */
export function withDismissals(
  known: readonly Dismissal[],
  more: readonly Dismissal[],
): readonly Dismissal[] {
  const froms = new Map<string, number>();
  for (const { itemId, from } of [...known, ...more]) {
    froms.set(itemId, Math.min(from, froms.get(itemId) ?? from));
  }
  return [...froms]
    .map(([itemId, from]) => ({ itemId, from }))
    .toSorted((a, b) => a.from - b.from || (a.itemId < b.itemId ? -1 : 1))
    .slice(-DISMISSED_MAX);
}

/** What is left out at a time, epoch ms. */
export function dismissedAt(dismissed: readonly Dismissal[], at: number): readonly string[] {
  return dismissed.filter(({ from }) => from <= at).map(({ itemId }) => itemId);
}
