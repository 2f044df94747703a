import type { DashboardAct } from '@freshet/events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeWithTops } from '../counts/tally.ts';
import { Cell, CELL_COUNTS } from './cell.ts';
import { cellCodec } from './cell-value.ts';

const path = fc.constantFrom('/a', '/b', '/c', '/d', '/e', '/f');
const act: fc.Arbitrary<DashboardAct> = fc.record({
  site: fc.constant('default'),
  at: fc.integer({ min: 0, max: 1e12 }),
  receivedAt: fc.constant(1e12),
  type: fc.constantFrom('view', 'cart', 'purchase', 'page', 'quiz'),
  visitor: fc.integer({ min: 0, max: 300 }).map((n) => n * 977_777_777),
  isDuplicate: fc.boolean(),
  isInCatalogue: fc.constantFrom(null, true, false),
  startsSession: fc.boolean(),
  items: fc.array(fc.constantFrom('tent', 'lamp', 'rope'), { maxLength: 3 }),
  categories: fc.array(fc.constantFrom('camp', 'light'), { maxLength: 2 }),
  stage: fc.constantFrom(null, 'view', 'cart', 'purchase'),
  revenue: fc.option(
    fc.record({
      currency: fc.constantFrom('', 'EUR', 'USD'),
      sum: fc.integer({ min: 0, max: 1e6 }),
    }),
  ),
  page: fc.option(
    fc.record({
      path,
      referrer: fc.constantFrom('', 'search.example'),
      campaign: fc.constantFrom('', 'mail'),
      browser: fc.constantFrom('Firefox', 'Chrome'),
      system: fc.constant('Linux'),
      device: fc.constant('desktop'),
    }),
  ),
  left: fc.constant(null),
  isBot: fc.constantFrom(null, true, false),
  id: fc.constant('e1'),
  problems: fc.array(
    fc.record({ code: fc.constant('FIELD_MISSING'), pointer: fc.constantFrom('/a', '/b c') }),
    { maxLength: 2 },
  ),
});

function cellOf(acts: readonly DashboardAct[]): Cell {
  const cell = new Cell(20);
  for (const each of acts) cell.add(each);
  return cell;
}
/** As anybody is told of it. */
const told = (cell: Cell) => ({
  ...describeWithTops(cell.tally, 0, 1),
  counts: CELL_COUNTS.map((name) => cell[name]),
  problems: cell.problems.top(20),
  pages: Object.values(cell.pages).map((counts) => counts.top(20)),
});

describe('a cell', () => {
  it('parts come to the same as all of it, also after they were kept', () => {
    const acts = fc.array(act, { maxLength: 200 });
    fc.assert(
      fc.property(acts, acts, (first, second) => {
        const merged = cellCodec.decode(cellCodec.encode(cellOf(first)));
        merged.merge(cellCodec.decode(cellCodec.encode(cellOf(second))));
        expect(told(merged)).toEqual(told(cellOf([...first, ...second])));
      }),
    );
  });

  it('a visit of three pages has one entry, one exit and no bounce', () => {
    const at = {
      path: '',
      referrer: 'a.example',
      campaign: '',
      browser: '',
      system: '',
      device: '',
    };
    const base = { ...fc.sample(act, 1)[0]!, isDuplicate: false, revenue: null, stage: null };
    const cell = new Cell(20);
    cell.add({ ...base, page: { ...at, path: '/in' }, left: null });
    expect(cell.bounced).toBe(1);
    cell.add({
      ...base,
      page: { ...at, path: '/on' },
      left: { path: '/in', at: 0, wasOnly: true },
    });
    cell.leave({ path: '/in', at: 0, wasOnly: true });
    cell.add({
      ...base,
      page: { ...at, path: '/out' },
      left: { path: '/on', at: 0, wasOnly: false },
    });
    cell.leave({ path: '/on', at: 0, wasOnly: false });
    expect(cell.pages.entry.top(5).rows).toEqual([{ name: '/in', count: 1 }]);
    expect(cell.pages.exit.top(5)).toEqual({ rows: [{ name: '/out', count: 1 }], other: 0 });
    expect(cell.pages.referrer.top(5).rows).toEqual([{ name: 'a.example', count: 1 }]);
    expect([cell.entered, cell.bounced, cell.tally.pageViews]).toEqual([1, 0, 3]);
  });
});
