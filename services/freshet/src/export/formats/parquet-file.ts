import {
  type ColumnSource,
  fileWriter,
  ParquetWriter,
  schemaFromColumnData,
} from 'hyparquet-writer';
import type { Columns, ColumnType, Row } from '../table.ts';
import type { TableFile } from './table-file.ts';

/** A row group is held in memory until it is written: so many rows, or bytes of records. */
const GROUP_ROWS = 10_000;
const GROUP_BYTES = 16 * 1024 * 1024;

/** An Apache Parquet file, compressed with Snappy, of row groups of 10,000 rows at most. */
export function createParquetFile(path: string, columns: Columns): TableFile {
  const named = Object.entries(columns);
  const of = (rows: readonly Row[]): ColumnSource[] =>
    named.map(([name, type]) => ({ name, type, data: rows.map((row) => stored(row[name], type)) }));
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: schemaFromColumnData({ columnData: of([]) }),
  });
  let group: Row[] = [];
  let groupBytes = 0;

  async function writeGroup(): Promise<void> {
    if (group.length > 0) await writer.write({ columnData: of(group), rowGroupSize: GROUP_ROWS });
    group = [];
    groupBytes = 0;
  }
  return {
    async add(rows, bytes) {
      groupBytes += bytes;
      for (const row of rows) {
        group.push(row);
        if (group.length === GROUP_ROWS) await writeGroup();
      }
      if (groupBytes >= GROUP_BYTES) await writeGroup();
    },
    async finish() {
      await writeGroup();
      await writer.finish();
    },
  };
}

function stored(value: unknown, type: ColumnType): unknown {
  if (value == null) return null;
  if (type === 'TIMESTAMP') return new Date(value as number);
  return type === 'INT64' ? BigInt(value as number) : value;
}
