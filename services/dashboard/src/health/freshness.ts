import type { Freshness } from '../shapes/health.ts';
import type { MetricValues } from './metric-values.ts';

const NAME = 'freshet_freshness_seconds';

/** How long events took until their effect was visible, group by group. */
export function freshnessIn(metrics: MetricValues): readonly Freshness[] {
  const buckets = metrics(NAME).filter(({ metricName }) => metricName === `${NAME}_bucket`);
  const groups = new Map<string, { readonly leS: number; readonly upTo: number }[]>();
  for (const { labels, value } of buckets) {
    const { group = '', le } = labels;
    const leS = le === '+Inf' ? Infinity : Number(le);
    const known = groups.get(String(group)) ?? [];
    groups.set(String(group), [...known, { leS, upTo: value }]);
  }
  return Array.from(groups, ([group, each]) => {
    const rising = each.toSorted((a, b) => a.leS - b.leS);
    const count = rising.at(-1)?.upTo ?? 0;
    return {
      group,
      count,
      p50S: quantile(rising, 0.5 * count),
      p99S: quantile(rising, 0.99 * count),
      buckets: rising.map(({ leS, upTo }, i) => ({
        leS: leS === Infinity ? null : leS,
        count: upTo - (rising[i - 1]?.upTo ?? 0),
      })),
    };
  });
}

/** Between two bounds, in proportion; null where nothing was observed, or only more than the last bound. */
function quantile(
  rising: readonly { readonly leS: number; readonly upTo: number }[],
  rank: number,
): number | null {
  if (rank === 0) return null;
  const i = rising.findIndex(({ upTo }) => upTo >= rank);
  const { leS, upTo } = rising[i]!;
  if (leS === Infinity) return null;
  const { leS: above, upTo: before } = rising[i - 1] ?? { leS: 0, upTo: 0 };
  return above + ((leS - above) * (rank - before)) / (upTo - before);
}
