import type { SiteItems } from '@freshet/tables';

/**
 * Lets so many items of each category through, asked in the order of a list; an item counts in the first
 * of its categories, and one without any is let through.
 */
export function categoryCap(
  max: number,
  items: Pick<SiteItems, 'entryIn'>,
): (slot: number) => boolean {
  const counts = new Map<string, number>();
  return (slot) => {
    const category = items.entryIn(slot)?.categories[0];
    if (category === undefined) return true;
    const count = counts.get(category) ?? 0;
    if (count === max) return false;
    counts.set(category, count + 1);
    return true;
  };
}
