import { diverseFirst, type Ranked, type Situation, type Workspace } from '@freshet/recommend';
import type { SiteItems } from '@freshet/tables';

/**
 * A list of `n` in which what is unlike comes before more of the same. Alike are items that are visited
 * with the same ones, as the neighbour lists of the situation tell; of items in none of these, those of
 * one first category.
 */
export function diversify<T extends Ranked>(
  pool: readonly T[],
  { n, diversity }: { readonly n: number; readonly diversity: number },
  { context, hops }: Pick<Situation, 'context' | 'hops'>,
  items: Pick<SiteItems, 'entryIn'>,
  { overlap }: Pick<Workspace, 'overlap'>,
): T[] {
  const lists = [...context, ...hops].map(({ list }) => list);
  overlap.read(
    pool.map(({ slot }) => slot),
    lists,
  );
  const categoryOf = (position: number) => items.entryIn(pool[position]!.slot)?.categories[0];
  const chosen = diverseFirst(
    pool.map(({ score }) => score),
    { n, diversity, similarity },
  );
  return chosen.map((position) => pool[position]!);

  function similarity(a: number, b: number): number {
    if (overlap.isKnown(a) && overlap.isKnown(b)) return overlap.similarity(a, b);
    const category = categoryOf(a);
    return category !== undefined && category === categoryOf(b) ? 1 : 0;
  }
}
