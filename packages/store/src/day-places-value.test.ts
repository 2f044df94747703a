import { cellKey, DayPlaces, emptyFigures } from '@freshet/attribution';
import { expect, it } from 'vitest';
import { figuresStateCodec } from './day-places-value.ts';

it('a day comes back as the places it had, and a cell as the cell it was', () => {
  const names = { experiment: '', variant: '', strategy: 'trending', scenario: 'home' };
  const cell = cellKey({ kind: 'place', site: 'default', position: '1', ...names });
  const money = { currency: 'EUR', sum: 195_000, squares: 195_000 ** 2 };
  const day = new DayPlaces();
  day.add({ cell, at: 5, receivedAt: 5, counts: [['clicks', 2]], money });
  expect(figuresStateCodec.decode(figuresStateCodec.encode(day))).toEqual(day);
  expect(figuresStateCodec.decode(figuresStateCodec.encode(emptyFigures()))).toEqual(
    emptyFigures(),
  );
});
