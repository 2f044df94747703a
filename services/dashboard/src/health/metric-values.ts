import type { Registry } from '@freshet/runtime';

/** One number of a metric. */
export interface MetricValue {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
  /** Of a histogram: the metric's name and `_bucket`, `_sum` or `_count`. */
  readonly metricName?: string;
}

/** What the metrics of this process say, by name. */
export type MetricValues = (name: string) => readonly MetricValue[];

/** All of them as they are now. */
export async function readMetrics(registry: Registry): Promise<MetricValues> {
  const metrics = await registry.getMetricsAsJSON();
  const byName = new Map(metrics.map(({ name, values }) => [name, values as MetricValue[]]));
  return (name) => byName.get(name) ?? [];
}
