import { expect, it } from 'vitest';
import { quietLogger } from '../../../../test/support/quiet-logger.ts';
import { Cell } from '../history/cell.ts';
import { createCellReader } from '../history/cell-reader.ts';
import { cellCodec } from '../history/cell-value.ts';
import { cellKey, RESOLUTIONS } from '../history/resolutions.ts';
import { viewAct } from '../quality/act.fixture.ts';
import { LongWindows } from './long-windows.ts';

const NOW = 1_700_000_000_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

it('are of an hour, a day and a week, each of all that happened in it', async () => {
  const cells = new Map<string, Cell>();
  for (const agoMs of [60_000, 3 * HOUR_MS, 3 * DAY_MS, 6.9 * DAY_MS, 8 * DAY_MS]) {
    const act = { ...viewAct, at: NOW - agoMs, visitor: agoMs };
    for (const resolution of RESOLUTIONS) {
      const key = cellKey(act.site, resolution, act.at);
      const cell = cells.get(key) ?? new Cell(resolution.namesMax);
      cell.add(act);
      cells.set(key, cell);
    }
  }
  const values = new Map([...cells].map(([key, cell]) => [key, cellCodec.encode(cell)]));
  const get = (refs: readonly { readonly key: string }[]) =>
    Promise.resolve(refs.map(({ key }) => values.get(key)));
  const long = new LongWindows({
    cells: createCellReader({ get }),
    clock: () => NOW,
    logger: quietLogger,
  });
  const windows = await long.refresh('default');
  expect(windows.map(({ lengthS, events, visitors }) => [lengthS, events, visitors])).toEqual([
    [3_600, 1, 1],
    [86_400, 2, 2],
    [604_800, 4, 4],
  ]);
});
