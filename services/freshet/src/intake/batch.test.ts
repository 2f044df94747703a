import { expect, test } from 'vitest';
import { BATCH_BYTES_MAX, batchBody, takeBatch } from './batch.ts';
import type { Posting } from './posting.ts';

const click = (row: number, profile: string, json = '{}'): Posting => ({ row, profile, json });

test('a batch has at most 500 events, from the head of the queue', () => {
  const queue = Array.from({ length: 700 }, (_, row) => click(row, `u/${row}`));
  expect(takeBatch(queue).at(-1)?.row).toBe(499);
  expect(takeBatch(queue).map(({ row }) => row)).toEqual(
    Array.from({ length: 200 }, (_, i) => 500 + i),
  );
  expect(queue).toEqual([]);
});

test('a batch ends before the 65th event of one profile', () => {
  const queue = Array.from({ length: 200 }, (_, row) =>
    click(row, row % 2 === 0 ? 'hot' : `${row}`),
  );
  const batch = takeBatch(queue);
  expect(batch.filter(({ profile }) => profile === 'hot')).toHaveLength(64);
  expect(queue[0]).toMatchObject({ row: 128, profile: 'hot' });
});

test('a batch ends before its bytes pass the bound, but holds one event at least', () => {
  const json = JSON.stringify('ж'.repeat(100_000));
  const queue = [click(0, 'a', json), click(1, 'b', json), click(2, 'c', json)];
  expect(takeBatch(queue)).toHaveLength(2);
  const giant = [click(0, 'a', 'x'.repeat(BATCH_BYTES_MAX + 1))];
  expect(takeBatch(giant)).toHaveLength(1);
});

test('the body imports the events under the source', () => {
  const body = batchBody([click(0, 'a', '{"sequence":0}'), click(1, 'b', '{"sequence":1}')], 'f00');
  expect(JSON.parse(body)).toEqual({
    history: { source: 'f00' },
    events: [{ sequence: 0 }, { sequence: 1 }],
  });
});
