import type { Source } from '../source/source.ts';
import { dumpRows, isDump } from './dump.ts';
import { jsonRows } from './json-rows.ts';
import type { PlacedRow } from './row.ts';

/** What Gorse gave out: a dump, or its lists as JSON lines. */
export const rowsIn = (source: Source): AsyncGenerator<PlacedRow> =>
  isDump(source) ? dumpRows(source) : jsonRows(source);
