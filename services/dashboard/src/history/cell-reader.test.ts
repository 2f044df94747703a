import { expect, it } from 'vitest';
import { createCellReader } from './cell-reader.ts';
import { coveringCells } from './covering-cells.ts';
import { RESOLUTIONS } from './resolutions.ts';

const DAY_MS = 86_400_000;
const places = coveringCells(0, 300 * DAY_MS, RESOLUTIONS[0]!);

it('reads for one after the other, whoever asks, and goes on after one that failed', async () => {
  let underWay = 0;
  let most = 0;
  let fails = true;
  const cells = createCellReader({
    async get(refs) {
      most = Math.max(most, ++underWay);
      await new Promise(setImmediate);
      underWay--;
      if (fails) throw new Error('away');
      return refs.map(() => undefined);
    },
  });
  const failed = cells.sum('default', places);
  await expect(failed).rejects.toThrow('away');
  fails = false;
  const sums = await Promise.all(['a', 'b', 'c'].map((site) => cells.sum(site, places)));
  expect(sums.map(({ tally }) => tally.events)).toEqual([0, 0, 0]);
  expect(most).toBe(1);
});

it('refuses to have more than twenty wait', async () => {
  let go = (): void => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  const get = (refs: readonly unknown[]) => held.then(() => refs.map(() => undefined));
  const cells = createCellReader({ get });
  const waiting = Array.from({ length: 20 }, () => cells.sum('default', places));
  await expect(cells.sum('default', places)).rejects.toMatchObject({ statusCode: 503 });
  go();
  await Promise.all(waiting);
  await expect(cells.sum('default', places)).resolves.toBeDefined();
});
