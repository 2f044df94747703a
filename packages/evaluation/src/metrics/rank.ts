/** What finding the target at `rank` (1 is the top, 0: not in the list) is worth, 0 to 1. */
export type RankValue = (rank: number) => number;

/** Whether it was in the list at all: HR@k, in the mean. */
export const hit: RankValue = (rank) => (rank > 0 ? 1 : 0);

/** MRR@k, in the mean. */
export const reciprocalRank: RankValue = (rank) => (rank > 0 ? 1 / rank : 0);

/** NDCG@k, in the mean; with one relevant item the ideal list is worth 1. */
export const discountedGain: RankValue = (rank) => (rank > 0 ? 1 / Math.log2(rank + 1) : 0);

export function rankOf(target: string, items: readonly string[]): number {
  return items.indexOf(target) + 1;
}
