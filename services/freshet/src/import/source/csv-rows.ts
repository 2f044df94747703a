import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { LINE_BYTES_MAX } from './lines.ts';
import type { Source } from './source.ts';

export interface CsvRow {
  readonly fields: readonly string[];
  /** Where it ends, from 1. */
  readonly line: number;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** The rows of a csv or tsv, its header too; by tabs if the first line has one. A failure of the file ends them with it. */
export async function* csvRows(source: Source): AsyncGenerator<CsvRow> {
  const [firstLine = ''] = source.start.toString('utf8').split(/\r?\n/, 1);
  const parser = parse({
    delimiter: firstLine.includes('\t') ? '\t' : ',',
    bom: true,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LINE_BYTES_MAX,
  });
  pipeline(source.content(), parser, () => {});
  for await (const { record, info } of parser as AsyncIterable<Parsed>) {
    yield { fields: record, line: info.lines };
  }
}
