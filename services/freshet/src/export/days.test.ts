import { expect, test } from 'vitest';
import { daysIn, isWholeDay, parseMoment } from './days.ts';

const at = (text: string) => Date.parse(text);

test.each([
  ['2026-11-21', at('2026-11-21T00:00:00Z')],
  ['2026-11-21T12:30:00Z', at('2026-11-21T12:30:00Z')],
  ['2026-11-21T12:30+01:00', at('2026-11-21T11:30:00Z')],
  ['2026-11-21T12:30', undefined],
  ['2026-13-01', undefined],
  ['yesterday', undefined],
])('the moment "%s"', (text, time) => {
  expect(parseMoment(text)).toBe(time);
});

test('a time is cut at midnight of UTC; only whole days are whole', () => {
  const days = daysIn(at('2026-11-20T10:00:00Z'), at('2026-11-22T01:00:00Z'));
  expect(days.map(({ name }) => name)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
  expect(days.map(isWholeDay)).toEqual([false, true, false]);
  expect(days.map(({ to }) => to)).toEqual([
    at('2026-11-21'),
    at('2026-11-22'),
    at('2026-11-22T01:00:00Z'),
  ]);
  expect(days.map(({ from }) => from).slice(1)).toEqual(days.map(({ to }) => to).slice(0, -1));
  expect(daysIn(at('2026-11-20'), at('2026-11-21')).map(isWholeDay)).toEqual([true]);
  expect(daysIn(5, 5)).toEqual([]);
});
