import type { Answer } from '../answer.ts';

/** How alike the answers of two are that were asked the same. */
export interface Agreement {
  readonly queries: number;
  /** Mean share of the items that both lists hold. */
  readonly overlap: number;
  /** Share of the queries whose lists hold the same items in the same order. */
  readonly identical: number;
}

/** Answers in the same order. */
export function agreementOf(ours: readonly Answer[], theirs: readonly Answer[]): Agreement {
  let overlap = 0;
  let identical = 0;
  for (const [i, { items }] of ours.entries()) {
    const others = theirs[i]!.items;
    overlap += shared(items, others);
    if (items.length === others.length && items.every((item, at) => item === others[at]))
      identical++;
  }
  const queries = ours.length;
  return { queries, overlap: overlap / queries, identical: identical / queries };
}

/** Two empty lists agree. */
function shared(items: readonly string[], others: readonly string[]): number {
  const longer = Math.max(items.length, others.length);
  return longer === 0 ? 1 : items.filter((item) => others.includes(item)).length / longer;
}
