import { beforeEach, expect, it } from 'vitest';
import { newEventId } from '../event-id.ts';
import { on } from '../news.ts';
import { allow, keep } from '../storage.ts';
import { START, waiting } from './queues.ts';
import { trim, WAITING_CHARS_MAX, WAITING_MAX } from './trim.ts';

const dropped: number[] = [];
on('dropped', ({ position }) => dropped.push(position!));

beforeEach(() => {
  allow('none');
  allow('full');
  dropped.length = 0;
});

function fill(count: number, filler = ''): void {
  for (let position = 1; position <= count; position++) {
    // Of two pages in turns.
    const key = `${START}${newEventId(Date.now())}:${position % 2}` as const;
    keep(key, JSON.stringify({ position, filler }));
    trim();
  }
}

const positions = (queue: string | undefined) =>
  waiting(queue).map(([, text]) => (JSON.parse(text) as { position: number }).position);

it('keeps events in their order, by queue and of all', () => {
  fill(6);
  expect(positions('')).toEqual([1, 2, 3, 4, 5, 6]);
  expect(positions(':1')).toEqual([1, 3, 5]);
  expect(positions(undefined)).toEqual([]);
});

it('drops the oldest where there are too many, and says which', () => {
  fill(WAITING_MAX + 2);
  expect(waiting('')).toHaveLength(WAITING_MAX);
  expect(dropped).toEqual([1, 2]);
});

it('drops the oldest where they are too large together', () => {
  fill(10, 'x'.repeat(WAITING_CHARS_MAX / 5));
  expect(waiting('')).toHaveLength(4);
  expect(dropped).toEqual([1, 2, 3, 4, 5, 6]);
});

it('keeps nothing without consent', () => {
  fill(3);
  allow('none');
  expect(waiting('')).toEqual([]);
  fill(3);
  expect(waiting('')).toEqual([]);
});
