import type { LogRecord } from '@freshet/stream';

/** `TIMESTAMP`: epoch ms. `JSON`: any value, as text. */
export type ColumnType = 'STRING' | 'DOUBLE' | 'INT32' | 'INT64' | 'TIMESTAMP' | 'JSON';

export type Columns = Readonly<Record<string, ColumnType>>;

/** Values by column; null where there is none. */
export type Row = Readonly<Record<string, unknown>>;

/** What a topic has for a warehouse. */
export interface Table {
  readonly columns: Columns;
  /** What a record says that may be handed out. @throws Undecodable, UnknownSchema. */
  rowsOf(record: LogRecord): readonly Row[];
}
