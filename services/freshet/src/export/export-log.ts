import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log, LogRecord } from '@freshet/stream';
import { daysIn, isWholeDay, type Stretch } from './days.ts';
import type { ExportTally } from './export-tally.ts';
import { createJsonLinesFile } from './formats/json-lines-file.ts';
import { createParquetFile } from './formats/parquet-file.ts';
import type { TableFile } from './formats/table-file.ts';
import { firstTime, type Span, spansOf } from './spans.ts';
import type { Row, Table } from './table.ts';
import { writeWhole } from './whole-file.ts';

export interface ExportOptions {
  readonly folder: string;
  /** What files are called, before the day. */
  readonly name: string;
  readonly format: 'parquet' | 'jsonl';
  /** Epoch ms; undefined: from the first record on. */
  readonly from: number | undefined;
  readonly to: number;
  /** What came in before this moment is in the log, epoch ms; files bear it as theirs. */
  readonly asOf: number;
  readonly site: string | undefined;
  readonly oneFile: boolean;
}

export interface ExportPorts {
  /** Without what is to be forgotten. */
  readonly log: Pick<Log, 'admin' | 'read'>;
  readonly topic: string;
  readonly table: Table;
  readonly tally: ExportTally;
  readonly signal: AbortSignal;
}

/**
 * Writes what came into the topic in a stretch of time, a file for each day of UTC: each whole or not
 * there. The file of a whole day that was read after it was over is left as it is.
 * @throws FreshetError EXPORT_FAILED, LOG_UNREACHABLE; the signal's reason.
 */
export async function exportLog(options: ExportOptions, ports: ExportPorts): Promise<void> {
  const { log, topic, tally } = ports;
  const from = options.from ?? (await firstTime(log, topic));
  if (from === undefined || from >= options.to) return;
  const whole = { name: '', from, to: options.to };
  for (const stretch of options.oneFile ? [whole] : daysIn(startOf(from, options), options.to)) {
    const path = pathOf(stretch, options);
    const isKept = isWholeDay(stretch) && (await modifiedAt(path)) >= stretch.to;
    if (isKept) tally.kept(path);
    else await exportStretch(stretch, { ...ports, ...options, path });
  }
}

/** Without `--from` the day of the first record counts as whole: nothing older is left of it. */
const startOf = (first: number, { from }: ExportOptions): number =>
  from ?? Date.parse(new Date(first).toISOString().slice(0, 10));

const pathOf = ({ name }: Stretch, { folder, name: what, format }: ExportOptions): string =>
  join(folder, `${name === '' ? what : `${what}-${name}`}.${format}`);

async function modifiedAt(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? -1;
}

type Exporting = ExportPorts & ExportOptions & { readonly path: string };

async function exportStretch(stretch: Stretch, exporting: Exporting): Promise<void> {
  const { log, topic, table, path, format, asOf, tally } = exporting;
  const spans = await spansOf(log, topic, stretch);
  let rows = 0;
  await writeWhole(path, async (unfinished) => {
    const file =
      format === 'parquet'
        ? createParquetFile(unfinished, table.columns)
        : createJsonLinesFile(unfinished);
    for (const span of spans) rows += await exportSpan(span, { ...exporting, file });
    await file.finish();
    // A day that ended while its file was written is not over in it.
    await utimes(unfinished, asOf / 1000, asOf / 1000);
  });
  tally.written(path, rows);
}

async function exportSpan(
  { partition, start, from, to }: Span,
  { log, topic, table, tally, signal, site, file }: Exporting & { readonly file: TableFile },
): Promise<number> {
  const rowsOf = table.reader(partition);
  let rows = 0;
  await log.read({
    topic,
    partition,
    from: table.isFold ? start : from,
    to,
    async handle(records) {
      signal.throwIfAborted();
      for (const record of records) {
        const found = readable(record);
        if (record.offset < from) continue;
        const wanted = found.filter((row) => site === undefined || row['site'] === site);
        await file.add(wanted, record.value?.length ?? 0);
        rows += wanted.length;
      }
      tally.passed(records.filter(({ offset }) => offset >= from).length);
      return 'more';
    },
  });
  return rows;

  function readable(record: LogRecord): readonly Row[] {
    try {
      return rowsOf(record);
    } catch (error) {
      // What came before is of another file, which has counted it.
      if (record.offset < from) return [];
      tally.unreadable(`${topic} ${partition}/${record.offset}`, error as Error);
      return [];
    }
  }
}
