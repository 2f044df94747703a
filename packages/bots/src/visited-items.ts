/** Acts that say something about items; all others only fill the log. */
const VISITS: ReadonlySet<string> = new Set(['view', 'click', 'cart', 'purchase']);

interface ItemsAct {
  readonly type: string;
  readonly itemId: string | null;
  readonly items: readonly { readonly itemId: string }[];
}

/** The items that an act visits, each once. */
export function visitedItems({ type, itemId, items }: ItemsAct): readonly string[] {
  if (!VISITS.has(type)) return [];
  if (items.length === 0) return itemId === null ? [] : [itemId];
  const all = new Set(items.map((line) => line.itemId));
  if (itemId !== null) all.add(itemId);
  return [...all];
}
