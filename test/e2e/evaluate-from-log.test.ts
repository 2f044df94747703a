import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonIn, startEvaluation } from '../support/evaluation.ts';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';

const PARTITIONS = 2;
const DAY_MS = 86_400_000;

/** Visits of a hundred visitors, each to one of ten pairs of items. */
const events = Array.from({ length: 200 }, (_, i) => {
  const visitor = Math.floor(i / 2);
  const itemId = `${i % 2 === 0 ? 'a' : 'b'}${visitor % 10}`;
  return {
    type: 'view',
    userId: `u${visitor}`,
    itemId,
    occurredAt: DAY_MS + 60_000 * i,
    sequence: i,
  };
});

test('what was learned live is tried on the log of the stopped instance, beside all others', async () => {
  const folder = temporaryFolder();
  const DATA_DIR = join(folder, 'data');
  const env = { DATA_DIR, PARTITIONS: String(PARTITIONS) };
  const freshet = await startFreshet(DATA_DIR, PARTITIONS);
  const post = async (part: readonly object[]) => {
    const body = { history: { source: 'test' }, events: part };
    expect((await postJson(`${freshet.url}/v1/events`, body)).status).toBe(202);
  };
  await post(events.slice(0, 100));
  await eventually('the first half counts', async () => {
    const { visits } = await getJson<{ visits: number }>(`${freshet.url}/v1/items/b9`);
    expect(visits).toBe(5);
  });
  await post(events.slice(100));
  await eventually('the ranker has learned', async () => {
    const { source } = await getJson<{ source: string }>(`${freshet.url}/v1/ranker`);
    expect(source).toBe('learned');
  });
  const weights = join(folder, 'weights.json');
  const exported = await getJson<object>(`${freshet.url}/v1/admin/ranker/weights`);
  await writeFile(weights, JSON.stringify(exported));

  const beside = startEvaluation(['--from-log'], env);
  expect(await beside.exited).toBe(1);
  expect(beside.output()).toMatch(/^DATA_DIR_IN_USE: /m);
  await freshet.stop();

  const running = startEvaluation(['--from-log', '--weights', weights, '--json'], env);
  expect(await running.exited, running.output()).toBe(0);
  expect(running.output()).toContain('200 clicks');
  const { queries, results } = jsonIn(running.output());
  expect(queries).toBe(20);
  const names = ['freshet', 'vmis-knn', 'co-visitation', 'popularity', 'freshet-weights'];
  expect(Object.keys(results)).toEqual(names);
  expect(results['freshet']!['hr@20']).toBe(1);
  expect(results['freshet-weights']!['hr@20']).toBe(1);
});
