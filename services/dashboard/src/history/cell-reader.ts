import { setImmediate as nextTurn } from 'node:timers/promises';
import { HttpProblem } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import { Cell } from './cell.ts';
import { cellCodec } from './cell-value.ts';
import type { Place } from './covering-cells.ts';
import { cellKey } from './resolutions.ts';
import { cellRef } from './state-space.ts';

/** Cells read at once; between two reads others have their turn. */
const READ_MAX = 16;
/** Readings under way and waiting. */
const WAITING_MAX = 20;
/** Names of a kind that are told apart in what several cells come to. */
const NAMES_MAX = 1_000;

type Taker = (cell: Cell, index: number) => void;

export type CellReader = ReturnType<typeof createCellReader>;

/** Reads what is kept of history. @throws FreshetError STORE_UNREACHABLE; HttpProblem HISTORY_BUSY. */
export function createCellReader(store: Pick<Store, 'get'>) {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  /** One after the other: what is read at once would hold as many sums, and none would be through sooner. */
  async function inTurn(read: () => Promise<void>): Promise<void> {
    if (waiting >= WAITING_MAX) throw busy();
    waiting++;
    const done = last.then(read).finally(() => waiting--);
    last = done.catch(() => undefined);
    await done;
  }

  async function readEach(site: string, places: readonly Place[], take: Taker): Promise<void> {
    for (let from = 0; from < places.length; from += READ_MAX) {
      const part = places.slice(from, from + READ_MAX);
      const refs = part.map(({ resolution, at }) => cellRef(cellKey(site, resolution, at)));
      const values = await store.get(refs);
      values.forEach((value, i) => value !== undefined && take(cellCodec.decode(value), from + i));
      await nextTurn();
    }
  }

  /** Hands each cell over that is there, with its place in the list. */
  function each(site: string, places: readonly Place[], take: Taker): Promise<void> {
    return inTurn(() => readEach(site, places, take));
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

function busy(): HttpProblem {
  const message = `${WAITING_MAX} questions about history are under way or waiting; ask again in a few seconds.`;
  return new HttpProblem(503, { code: 'HISTORY_BUSY', message }, 5);
}
