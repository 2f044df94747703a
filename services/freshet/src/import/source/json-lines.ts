import type { Refusal } from '../report.ts';
import { LINE_BYTES_MAX, linesOf } from './lines.ts';
import { type Source, unreadable } from './source.ts';

/** What stands in one line: a JSON value, or why it is none. */
export type JsonLine = { readonly place: string } & (
  | { readonly value: unknown }
  | { readonly refusal: Refusal }
);

/** JSON values, one a line. @throws FreshetError IMPORT_FILE_INVALID where the file breaks off. */
export async function* jsonLines(source: Source): AsyncGenerator<JsonLine> {
  let line = 0;
  try {
    for await (const { number, text } of linesOf(source.content())) {
      line = number;
      yield {
        place: `line ${number}`,
        ...(text === undefined ? { refusal: tooLong } : parsed(text)),
      };
    }
  } catch (cause) {
    throw unreadable(source.name, cause, `line ${line + 1}`);
  }
}

const tooLong: Refusal = {
  code: 'LINE_TOO_LONG',
  message: `it is longer than ${LINE_BYTES_MAX} bytes`,
};

function parsed(text: string): { readonly value: unknown } | { readonly refusal: Refusal } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { refusal: { code: 'JSON_INVALID', message: (error as Error).message } };
  }
}
