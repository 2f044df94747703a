import { expect, test } from 'vitest';
import { jsonLine } from './results.ts';
import { outcomeOf } from './scores.fixture.ts';
import { tableOf } from './table.ts';

const results = [
  { model: 'freshet', ...outcomeOf(2 / 3) },
  { model: 'vmis-knn', ...outcomeOf(0.5) },
] as const;
const late = [{ model: 'freshet', lateMs: 600_000, ...outcomeOf(0.25) }] as const;

test('the line of JSON has every model under its name, figures under their length', () => {
  const line = jsonLine({ top: 20, results, late: [] });
  expect(line).not.toContain('\n');
  expect(JSON.parse(line)).toEqual({
    queries: 100,
    results: {
      freshet: expect.objectContaining({ 'hr@20': 0.666667, 'mrr@20': 0.25 }) as unknown,
      'vmis-knn': {
        'hr@20': 0.5,
        'mrr@20': 0.25,
        'ndcg@20': 0.3,
        'hr-new@20': 0.4,
        'coverage@20': 0.5,
        'popularity@20': 0.125,
        'hr-gain@20': -0.25,
        'queries-new': 60,
        'standard-errors': {
          'hr@20': 0.01,
          'mrr@20': 0.003333,
          'ndcg@20': 0.01,
          'hr-new@20': null,
          'hr-gain@20': 0.01,
        },
        'latency-ms': { p50: 0.1, p90: 0.2, p99: 1.5 },
      },
    },
  });
});

test('what came late is a list of its own', () => {
  const { freshness } = JSON.parse(jsonLine({ top: 5, results, late })) as { freshness: unknown };
  expect(freshness).toMatchObject([{ model: 'freshet', 'late-ms': 600_000, 'hr@5': 0.25 }]);
});

test('the table has a line for each run, in percent', () => {
  expect(tableOf({ top: 20, results: results.slice(1), late })).toBe(
    [
      '                             HR@20     HR gain@20        MRR@20       NDCG@20  HR new@20  coverage@20  popularity@20     ms p50/p90/p99\n',
      'vmis-knn              50.00 ± 1.00  -25.00 ± 1.00  25.00 ± 0.33  30.00 ± 1.00      40.00        50.00          12.50  0.100/0.200/1.500\n',
      'freshet, 10 min late  25.00 ± 1.00  -50.00 ± 1.00  25.00 ± 0.33  30.00 ± 1.00      40.00        50.00          12.50  0.100/0.200/1.500\n',
      '\nIn percent, ± one standard error (by session); HR gain: over the first line.\n',
    ].join(''),
  );
});
