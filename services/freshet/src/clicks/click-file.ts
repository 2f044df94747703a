import type { ReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { parse as parseLine } from 'csv-parse/sync';
import { type BrokenRow, type ClickRow, parseClickRow } from './click-row.ts';
import { type ColumnNames, locateColumns } from './columns.ts';
import { fileInvalid, inspectFile, LINE_BYTES_MAX, readText } from './file-content.ts';

export interface ClickFile {
  readonly path: string;
  /** Names the history: the first 16 hex digits of the file's SHA-256. */
  readonly source: string;
  readonly bytes: number;
  /** How far `rows` has read into the file. */
  readonly bytesRead: number;
  /**
   * Every data row in order; blank lines count as rows and are left out.
   * @throws FreshetError CLICK_FILE_INVALID where the file breaks off.
   */
  rows(): AsyncGenerator<ClickRow | BrokenRow>;
}

/**
 * A csv or tsv with a header line, gzipped or not, whatever its name says.
 * @throws FreshetError CLICK_FILE_INVALID.
 */
export async function openClickFile(path: string, names?: ColumnNames): Promise<ClickFile> {
  const { sha256, bytes, isGzip, firstLine } = await inspectFile(path);
  const dialect = {
    delimiter: firstLine.includes('\t') ? '\t' : ',',
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: LINE_BYTES_MAX,
  };
  const [header = []] = parseLine(firstLine, dialect);
  const columns = locateColumns(header, names);
  let file: ReadStream | undefined;

  async function* rows(): AsyncGenerator<ClickRow | BrokenRow> {
    const content = readText(path, isGzip);
    file = content.file;
    const parser = parse({ ...dialect, from: 2 });
    // A failure of the file ends the loop below with it.
    pipeline(content.text, parser, () => {});
    let row = 0;
    try {
      for await (const fields of parser as AsyncIterable<string[]>) {
        const isBlank = fields.length === 1 && fields[0] === '';
        if (!isBlank) yield parseClickRow(fields, row, columns);
        row++;
      }
    } catch (cause) {
      throw fileInvalid(path, cause);
    }
  }

  return {
    path,
    source: sha256.slice(0, 16),
    bytes,
    get bytesRead() {
      return file?.bytesRead ?? 0;
    },
    rows,
  };
}
