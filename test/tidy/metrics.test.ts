import { expect, it } from 'vitest';
import { metricLabels } from '../../packages/runtime/src/index.ts';
import { type DeclaredMetric, declaredMetrics } from '../support/declared-metrics.ts';
import { sourceFiles } from '../support/repository.ts';

const labels: Readonly<Record<string, { readonly says: string; readonly bound: string }>> =
  metricLabels;
const faultsOf = async (faults: (metric: DeclaredMetric) => readonly string[]) =>
  (await declaredMetrics()).flatMap((metric) => faults(metric).map((f) => `${metric.name}: ${f}`));

it('finds every metric that the source names', async () => {
  const names = new Set((await declaredMetrics()).map(({ name }) => name));
  const named = sourceFiles()
    .filter(({ isTest }) => !isTest)
    .flatMap(({ text }) => [...text.matchAll(/\bname: '(freshet_[a-z_]+)'/g)])
    .map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(30);
  const missing = named.filter((name) => !names.has(name));
  expect(missing, 'start what has it in test/support/declared-metrics.ts').toEqual([]);
});

/** https://prometheus.io/docs/practices/naming, as far as promtool's linter holds others to it. */
it('every name is as Prometheus has names', async () => {
  const derived = /_(milliseconds|ms|minutes|hours|kilobytes|kb|mb|percent)(_|$)/;
  const faults = await faultsOf(({ name, type, labels: own }) => [
    ...(/^freshet(_[a-z]+)+$/.test(name) ? [] : ['is not freshet_ and words in small letters']),
    ...(name.endsWith('_total') === (type === 'counter') ? [] : ['_total is what counters end in']),
    ...(type !== 'histogram' || /_(seconds|bytes)$/.test(name) ? [] : ['has no unit at its end']),
    ...(derived.test(name) ? ['has a unit that is no base unit'] : []),
    ...(/_(counter|gauge|histogram|count|sum|bucket)(_|$)/.test(name) ? ['says its type'] : []),
    ...own.filter((label) => name.split('_').includes(label) && label !== 'partition'),
  ]);
  expect(faults).toEqual([]);
});

it('every help is a sentence that says what is measured', async () => {
  const faults = await faultsOf(({ help }) => [
    ...(/^[A-Z0-9].*\.$/.test(help) ? [] : ['is no sentence']),
    ...(help.split(' ').length >= 4 ? [] : ['says too little']),
  ]);
  expect(faults).toEqual([]);
});

it('every label is known, with what bounds it, and a metric has few', async () => {
  const faults = await faultsOf(({ labels: own }) => [
    ...own.filter((label) => labels[label] === undefined),
    ...(own.length <= 3 ? [] : ['has more than three labels']),
  ]);
  expect(faults).toEqual([]);
  const used = new Set((await declaredMetrics()).flatMap(({ labels: own }) => own));
  expect(Object.keys(labels).filter((label) => !used.has(label))).toEqual([]);
});

/** After a change of metrics: npx vitest run --project unit test/tidy/metrics.test.ts -u */
it('docs/metrics.md is the reference of them all', async () => {
  await expect(reference(await declaredMetrics())).toMatchFileSnapshot('../../docs/metrics.md');
});

const reference = (metrics: readonly DeclaredMetric[]): string => `# Metrics

Written from what the services declare; \`test/tidy/metrics.test.ts\` says how. Each service answers \`/metrics\` with its own; \`freshet start\` has those of all, but for \`freshet_publisher_*\` and \`freshet_ingest_journal_*\`, which are about Kafka. Counters begin at 0 with the process. Of a histogram \`_count\` is how many were measured and \`_sum\` their total.

| metric | of | kind | unit | labels | meaning |
|---|---|---|---|---|---|
${metrics.map(rowOf).join('\n')}

## Labels

All that a label can say is bounded by the source or by a setting: whatever visitors send, the number of series stays as it is.

| label | says | values |
|---|---|---|
${Object.entries(labels)
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([label, { says, bound }]) => `| \`${label}\` | ${says} | ${bound} |`)
  .join('\n')}
`;

function rowOf({ name, services, type, labels: own, help }: DeclaredMetric): string {
  const cells = [`\`${name}\``, services.join(', '), type, unitOf(name, help)];
  return `| ${[...cells, own.map((label) => `\`${label}\``).join(', '), help].join(' | ')} |`;
}

function unitOf(name: string, help: string): string {
  const unit = /_(seconds|bytes)(_total)?$/.exec(name)?.[1];
  return unit ?? (help.startsWith('1 while') ? '0 or 1' : 'number');
}
