import type { LogRecord } from '@freshet/stream';

/** `TIMESTAMP`: epoch ms. `JSON`: any value, as text. */
export type ColumnType = 'STRING' | 'DOUBLE' | 'INT32' | 'INT64' | 'TIMESTAMP' | 'JSON';

export type Columns = Readonly<Record<string, ColumnType>>;

/** Values by column; null where there is none. */
export type Row = Readonly<Record<string, unknown>>;

/** What a record says that may be handed out. @throws Undecodable, UnknownSchema. */
export type RowsOf = (record: LogRecord) => readonly Row[];

/** What a topic has for a warehouse. */
export interface Table {
  readonly columns: Columns;
  /** Rows follow from what was in the partition before as well: it is read from its start for each file. */
  readonly isFold: boolean;
  /** Of the records of one partition, in their order. */
  reader(partition: number): RowsOf;
}
