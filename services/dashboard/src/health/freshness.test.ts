import { Histogram, Registry } from '@freshet/runtime';
import { expect, it } from 'vitest';
import { freshnessIn } from './freshness.ts';
import { readMetrics } from './metric-values.ts';

function observed(seconds: Readonly<Record<string, readonly number[]>>): Registry {
  const registry = new Registry();
  const histogram = new Histogram({
    name: 'freshet_freshness_seconds',
    help: 'As processors have it.',
    labelNames: ['group'],
    buckets: [0.1, 0.2, 1],
    registers: [registry],
  });
  for (const [group, each] of Object.entries(seconds)) {
    for (const value of each) histogram.observe({ group }, value);
  }
  return registry;
}

it('says of each group how many took how long, and within which time half and nearly all came', async () => {
  const registry = observed({ profiles: [0.05, 0.15, 0.15, 0.5], items: [5] });
  const [profiles, items] = freshnessIn(await readMetrics(registry));
  expect(profiles).toEqual({
    group: 'profiles',
    count: 4,
    p50S: expect.closeTo(0.15, 5) as number,
    p99S: expect.closeTo(0.968, 5) as number,
    buckets: [
      { leS: 0.1, count: 1 },
      { leS: 0.2, count: 2 },
      { leS: 1, count: 1 },
      { leS: null, count: 0 },
    ],
  });
  // Beyond the last bound nobody knows how long it took.
  expect(items).toMatchObject({ group: 'items', count: 1, p50S: null, p99S: null });
});

it('knows of no group where nothing was observed', async () => {
  expect(freshnessIn(await readMetrics(observed({})))).toEqual([]);
  expect(freshnessIn(await readMetrics(new Registry()))).toEqual([]);
});
