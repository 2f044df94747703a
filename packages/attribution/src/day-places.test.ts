import { describe, expect, it } from 'vitest';
import { cellKey } from './cells.ts';
import { DayPlaces, dayKeyOf, daysBetween } from './day-places.ts';
import type { Outcome } from './outcome.ts';

const AT = Date.UTC(2026, 10, 22, 23, 59);
const place = (position: string) =>
  cellKey({
    kind: 'place',
    site: 'default',
    experiment: '',
    variant: '',
    strategy: 'trending',
    scenario: 'home',
    position,
  });
const outcome = (cell: string, at = AT): Outcome => {
  return { cell, at, receivedAt: at, counts: [['impressions', 1]], money: null };
};

describe('places by their day', () => {
  it('what happens at a place belongs to its UTC day; what arms and items count does not', () => {
    expect(dayKeyOf(outcome(place('1')))).toBe('default/day/2026-11-22');
    expect(dayKeyOf(outcome(place('1'), AT + 60_000))).toBe('default/day/2026-11-23');
    expect(dayKeyOf(outcome('default/arm/hop/b'))).toBeUndefined();
    expect(dayKeyOf(outcome('default/item/tent'))).toBeUndefined();
  });

  it('are as many as there is room for, and all further ones together are one more', () => {
    const day = new DayPlaces();
    for (let i = 0; i < 300; i++) day.add(outcome(place(String(i))));
    day.add(outcome(place('7')));
    expect(day.places.size).toBe(201);
    expect(day.places.get(place('7'))!.counts.impressions).toBe(2);
    const others = [...day.places.keys()].at(-1)!;
    expect(others).toBe('default/place///other/other/');
    expect(day.places.get(others)!.counts.impressions).toBe(100);
  });

  it('days are counted from the one a time begins in to the one it ends in', () => {
    const day = Date.UTC(2026, 10, 22);
    expect(daysBetween(AT, AT)).toEqual([day]);
    expect(daysBetween(AT - 86_400_000, AT + 60_000)).toEqual([
      day - 86_400_000,
      day,
      day + 86_400_000,
    ]);
  });
});
