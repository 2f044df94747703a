import { beforeEach, expect, it } from 'vitest';
import { newEventId } from '../event-id.ts';
import { on } from '../news.ts';
import { allow } from '../storage.ts';
import { enqueue, trim, waiting, WAITING_CHARS_MAX, WAITING_MAX } from './waiting.ts';

const dropped: number[] = [];
on('dropped', ({ position }) => dropped.push(position!));

beforeEach(() => {
  allow('none');
  allow('full');
  dropped.length = 0;
});

function fill(count: number, filler = ''): void {
  for (let position = 1; position <= count; position++) {
    enqueue(newEventId(Date.now()), JSON.stringify({ position, filler }));
    trim();
  }
}

it('keeps events in their order', () => {
  fill(20);
  expect(waiting().map(([, text]) => JSON.parse(text).position)).toEqual(
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
});

it('drops the oldest where there are too many, and says which', () => {
  fill(WAITING_MAX + 2);
  expect(waiting()).toHaveLength(WAITING_MAX);
  expect(dropped).toEqual([1, 2]);
});

it('drops the oldest where they are too large together', () => {
  fill(10, 'x'.repeat(WAITING_CHARS_MAX / 5));
  expect(waiting()).toHaveLength(4);
  expect(dropped).toEqual([1, 2, 3, 4, 5, 6]);
});

it('keeps nothing without consent', () => {
  fill(3);
  allow('none');
  expect(waiting()).toEqual([]);
  fill(3);
  expect(waiting()).toEqual([]);
});
