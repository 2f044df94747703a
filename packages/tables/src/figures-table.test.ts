import { cellKey, emptyFigures } from '@freshet/attribution';
import { expect, it } from 'vitest';
import { FiguresTable } from './figures-table.ts';

const arm = (variant: string) =>
  cellKey({ kind: 'arm', site: 'default', experiment: 'hop', variant });
const item = (itemId: string) => cellKey({ kind: 'item', site: 'default', itemId });

it('holds the newest figures of each cell, by site and by what the cell is', () => {
  const table = new FiguresTable();
  table.set(arm('b'), emptyFigures());
  table.set(arm('b'), { ...emptyFigures(), lastAt: 7 });
  table.set(item('a/b'), emptyFigures());
  const place = { site: 'default', experiment: '', variant: '', strategy: 'trending' };
  table.set(cellKey({ kind: 'place', scenario: 'home', position: '3', ...place }), emptyFigures());
  expect([...table.arms('default')]).toMatchObject([{ variant: 'b', figures: { lastAt: 7 } }]);
  expect([...table.items('default')]).toMatchObject([{ itemId: 'a/b' }]);
  expect([...table.places('default')]).toMatchObject([{ scenario: 'home', position: '3' }]);
  expect([...table.arms('other')]).toEqual([]);
  table.clear(arm('b'));
  expect([...table.arms('default')]).toEqual([]);
});

it('leaves out what is no cell', () => {
  const table = new FiguresTable();
  expect(table.set('default/unheard/of', emptyFigures())).toBe(true);
  table.clear('nonsense');
});

it('has room for 100,000 cells; known ones change, and one that goes makes room', () => {
  const table = new FiguresTable();
  const figures = emptyFigures();
  for (let i = 0; i < 100_000; i++) table.set(item(`${i}`), figures);
  expect(table.set(item('more'), figures)).toBe(false);
  expect(table.set(item('7'), figures)).toBe(true);
  table.clear(item('7'));
  expect(table.set(item('more'), figures)).toBe(true);
});
