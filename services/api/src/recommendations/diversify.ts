import { diverseFirst, NeighbourOverlap, type Ranked, type Situation } from '@freshet/recommend';
import type { SiteItems } from '@freshet/tables';

/**
 * A list of `n` in which what is unlike comes before more of the same. Alike are items that are visited
 * with the same ones, as the neighbour lists of the situation tell; of items in none of these, those of
 * one first category.
 */
export function diversify(
  pool: readonly Ranked[],
  { n, diversity }: { readonly n: number; readonly diversity: number },
  { context, hops }: Pick<Situation, 'context' | 'hops'>,
  items: Pick<SiteItems, 'entryIn'>,
): Ranked[] {
  const lists = [...context, ...hops].map(({ list }) => list);
  const overlap = new NeighbourOverlap(
    pool.map(({ slot }) => slot),
    lists,
  );
  const categories = pool.map(({ slot }) => items.entryIn(slot)?.categories[0]);
  const chosen = diverseFirst(
    pool.map(({ score }) => score),
    { n, diversity, similarity },
  );
  return chosen.map((position) => pool[position]!);

  function similarity(a: number, b: number): number {
    if (overlap.isKnown(a) && overlap.isKnown(b)) return overlap.similarity(a, b);
    return categories[a] !== undefined && categories[a] === categories[b] ? 1 : 0;
  }
}
