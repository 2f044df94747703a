import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Store } from '@freshet/store';
import { Cell } from './cell.ts';
import { cellCodec } from './cell-value.ts';
import type { Place } from './covering-cells.ts';
import { cellKey } from './resolutions.ts';
import { cellRef } from './state-space.ts';

/** Cells read at once; between two reads others have their turn. */
const READ_MAX = 16;
/** Names of a kind that are told apart in what several cells come to. */
const NAMES_MAX = 1_000;

export type CellReader = ReturnType<typeof createCellReader>;

/** Reads what is kept of history. @throws FreshetError STORE_UNREACHABLE. */
export function createCellReader(store: Pick<Store, 'get'>) {
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, whoever asks: pages that are opened at once would hold as many cells each. */
  function inTurn(read: () => Promise<void>): Promise<void> {
    const done = last.then(read);
    last = done.catch(() => undefined);
    return done;
  }

  /** Hands each cell over that is there, with its place in the list. */
  async function each(
    site: string,
    places: readonly Place[],
    take: (cell: Cell, index: number) => void,
  ): Promise<void> {
    for (let from = 0; from < places.length; from += READ_MAX) {
      const part = places.slice(from, from + READ_MAX);
      const refs = part.map(({ resolution, at }) => cellRef(cellKey(site, resolution, at)));
      await inTurn(async () => {
        const values = await store.get(refs);
        values.forEach(
          (value, i) => value !== undefined && take(cellCodec.decode(value), from + i),
        );
        await nextTurn();
      });
    }
  }

  return {
    each,
    /** All of them as one. */
    async sum(site: string, places: readonly Place[]): Promise<Cell> {
      const sum = new Cell(NAMES_MAX);
      await each(site, places, (cell) => sum.merge(cell));
      return sum;
    },
  };
}
