import { expect, it } from 'vitest';
import { BATCH_BYTES_MAX, BATCH_EVENTS_MAX, bodyOf, nextBatch } from './batch.ts';
import type { Waiting } from './queues.ts';

const events = (count: number, text: string): Waiting[] =>
  Array.from({ length: count }, (_, i) => [`freshet:event:${i}`, text]);

it('takes the first, as many as one request may have', () => {
  const all = events(120, '{}');
  expect(nextBatch(all, BATCH_EVENTS_MAX)).toEqual(all.slice(0, 50));
  expect(nextBatch(all, 3)).toEqual(all.slice(0, 3));
});

it.for(['x', 'ä', '語', '🏕'])('keeps under 60 KB in UTF-8, of %s', (character) => {
  const text = JSON.stringify({ title: character.repeat(2_000) });
  const batch = nextBatch(events(50, text), BATCH_EVENTS_MAX);
  const bytes = new TextEncoder().encode(bodyOf(batch, Date.now())).length;
  expect(batch.length).toBeGreaterThan(1);
  expect(bytes).toBeLessThanOrEqual(60_000);
});

it('takes one that is too large by itself, so that its refusal is of it alone', () => {
  const large = events(2, 'x'.repeat(BATCH_BYTES_MAX + 1));
  expect(nextBatch(large, BATCH_EVENTS_MAX)).toEqual(large.slice(0, 1));
});

it('is a body with the time by the clock that made the events', () => {
  expect(JSON.parse(bodyOf(events(2, '{"type":"x"}'), 5))).toEqual({
    sentAt: 5,
    events: [{ type: 'x' }, { type: 'x' }],
  });
});
