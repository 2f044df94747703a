import { parser } from '@prometheus-io/lezer-promql';
import type { DeclaredMetric } from './declared-metrics.ts';

/** What Prometheus adds to every series. */
const TARGET_LABELS = ['job', 'instance'];

/** What a query asks for that there is not; and that it is none, if it is none. */
export function faultsOfQuery(
  query: string,
  metrics: readonly DeclaredMetric[],
  recorded: readonly string[],
): readonly string[] {
  const faults: string[] = [];
  /** Labels that something in the query has. */
  const known = new Set<string>(TARGET_LABELS);
  const asked: string[] = [];
  let labels: ReadonlySet<string> | undefined;
  parser.parse(query).iterate({
    enter({ type, from, to, node }) {
      const text = query.slice(from, to);
      if (type.isError)
        faults.push(`is no PromQL at ${from}: ${query.slice(from - 10, from + 10)}`);
      if (type.name === 'VectorSelector') {
        const name = node.getChild('Identifier');
        labels = name === null ? undefined : labelsOf(query.slice(name.from, name.to));
        if (labels === undefined) faults.push(`there is no ${text}`);
        for (const label of labels ?? []) known.add(label);
      }
      if (type.name === 'LabelName' && node.parent?.name.includes('Matcher') && labels) {
        if (!labels.has(text)) faults.push(`no metric here has ${text} in ${query}`);
      } else if (type.name === 'LabelName') asked.push(text);
    },
  });
  return [...faults, ...asked.filter((label) => !known.has(label)).map((l) => `nothing has ${l}`)];

  /** Of a series by this name; undefined where there is none. */
  function labelsOf(name: string): ReadonlySet<string> | undefined {
    if (name === 'up' || recorded.includes(name)) return new Set(TARGET_LABELS);
    const metric = metrics.find((one) => seriesOf(one).includes(name));
    if (metric === undefined) return undefined;
    return new Set([
      ...metric.labels,
      ...TARGET_LABELS,
      ...(name.endsWith('_bucket') ? ['le'] : []),
    ]);
  }
}

function seriesOf({ name, type }: DeclaredMetric): readonly string[] {
  return type === 'histogram'
    ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`)
    : [name];
}
