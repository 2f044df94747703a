import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonIn, startEvaluation } from '../support/evaluation.ts';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';

const PARTITIONS = 2;
const DAY_MS = 86_400_000;

/** The two visits of such a visitor, to one of ten pairs of items. */
function visitsOf(visitor: number) {
  return ['a', 'b'].map((one, i) => ({
    type: 'view',
    userId: `u${visitor}`,
    itemId: `${one}${visitor % 10}`,
    occurredAt: DAY_MS + 60_000 * (2 * visitor + i),
    sequence: 2 * visitor + i,
  }));
}

test('what was learned live is tried on the log of the stopped instance, beside all others', async () => {
  const folder = temporaryFolder();
  const DATA_DIR = join(folder, 'data');
  const env = { DATA_DIR, PARTITIONS: String(PARTITIONS) };
  const freshet = await startFreshet(DATA_DIR, PARTITIONS);
  let visitors = 0;
  const come = async (count: number) => {
    const events = Array.from({ length: count }, () => visitsOf(visitors++)).flat();
    const body = { history: { source: 'test' }, events };
    expect((await postJson(`${freshet.url}/v1/events`, body)).status).toBe(202);
  };
  await come(50);
  await eventually('their visits count', async () => {
    const { visits } = await getJson<{ visits: number }>(`${freshet.url}/v1/items/b9`);
    expect(visits).toBe(5);
  });
  // What makes the samples follows the items in its own time: visitors come until it has seen enough.
  await eventually('the ranker has learned', async () => {
    await come(5);
    const { source } = await getJson<{ source: string }>(`${freshet.url}/v1/ranker`);
    expect(source).toBe('learned');
  });
  const weights = join(folder, 'weights.json');
  const exported = await getJson<object>(`${freshet.url}/v1/admin/ranker/weights`);
  await writeFile(weights, JSON.stringify(exported));

  const beside = startEvaluation(['--from-log'], { env });
  expect(await beside.exited).toBe(1);
  expect(beside.output()).toMatch(/^DATA_DIR_IN_USE: /m);
  await freshet.stop();

  // Without a catalogue only pins do anything. The pinned item comes before the target, which led the list.
  const rules = join(folder, 'rules.json');
  const front = { id: 'front', action: 'pin', itemIds: ['new'] };
  await writeFile(rules, JSON.stringify({ site: 'default', rules: [front] }));
  const asked = ['--from-log', '--rules', rules, '--models', 'freshet', '--json'];
  const tried = startEvaluation(asked, { env });
  expect(await tried.exited, tried.output()).toBe(0);
  expect(tried.output()).toContain('HR@20 +0.00 [+0.00, +0.00], MRR@20 -50.00 [-50.00, -50.00]');
  const { difference, results: both } = jsonIn(tried.output());
  expect(Object.keys(both)).toEqual(['freshet', 'freshet-tried']);
  expect(difference).toEqual({ 'hr@20': [0, 0, 0], 'mrr@20': [-0.5, -0.5, -0.5] });
  const broken = join(folder, 'broken.json');
  await writeFile(broken, JSON.stringify([front, { ...front, position: 0 }]));
  const refused = startEvaluation(['--from-log', '--rules', broken], { env });
  expect(await refused.exited).toBe(1);
  expect(refused.output()).toMatch(
    /^CONFIG_INVALID: --rules cannot be read .*\/rules\/1\/position/m,
  );

  const running = startEvaluation(['--from-log', '--weights', weights, '--json'], { env });
  expect(await running.exited, running.output()).toBe(0);
  expect(running.output()).toContain(`${2 * visitors} clicks`);
  const { queries, results } = jsonIn(running.output());
  expect(queries).toBe(visitors / 5);
  const names = ['freshet', 'vmis-knn', 'co-visitation', 'popularity', 'freshet-weights'];
  expect(Object.keys(results)).toEqual(names);
  expect(results['freshet']!['hr@20']).toBe(1);
  expect(results['freshet-weights']!['hr@20']).toBe(1);
});
