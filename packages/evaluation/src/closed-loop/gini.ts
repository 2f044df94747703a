/** How unevenly `counts` are shared out: 0 all alike, towards 1 all to one (Gini 1912). */
export function gini(counts: readonly number[]): number {
  const sum = counts.reduce((all, count) => all + count, 0);
  if (sum === 0) return 0;
  const rising = counts.toSorted((a, b) => a - b);
  const weighted = rising.reduce((all, count, i) => all + (i + 1) * count, 0);
  return (2 * weighted) / (counts.length * sum) - (counts.length + 1) / counts.length;
}
