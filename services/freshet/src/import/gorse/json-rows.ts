import { LINE_BYTES_MAX, linesOf } from '../source/lines.ts';
import { type Source, unreadable } from '../source/source.ts';
import type { GorseRow, PlacedRow } from './row.ts';

/**
 * The rows of `items.jsonl`, `feedback.jsonl` or `users.jsonl`, as Gorse's dashboard exports them, or of
 * all of them one behind the other. @throws FreshetError IMPORT_FILE_INVALID.
 */
export async function* jsonRows(source: Source): AsyncGenerator<PlacedRow> {
  let line = 0;
  try {
    for await (const { number, text } of linesOf(source.content())) {
      line = number;
      yield { place: `line ${number}`, row: text === undefined ? tooLong : rowOf(text) };
    }
  } catch (cause) {
    throw unreadable(source.name, cause, `line ${line + 1}`);
  }
}

const tooLong: GorseRow = {
  kind: 'broken',
  code: 'LINE_TOO_LONG',
  message: `it is longer than ${LINE_BYTES_MAX} bytes`,
};

function rowOf(text: string): GorseRow {
  try {
    const object: unknown = JSON.parse(text);
    if (typeof object === 'object' && object !== null) return known(object);
  } catch (error) {
    return { kind: 'broken', code: 'JSON_INVALID', message: (error as Error).message };
  }
  return { kind: 'broken', code: 'JSON_INVALID', message: 'it is no object' };
}

function known(object: Readonly<Record<string, unknown>> | object): GorseRow {
  const fields = object as Readonly<Record<string, unknown>>;
  const { Timestamp: timestamp, Labels: labels, Comment: comment, ItemId: itemId } = fields;
  const rest = { itemId, timestamp, labels, comment };
  if ('FeedbackType' in fields) {
    const { FeedbackType: type, UserId: userId, Value: value } = fields;
    return { kind: 'feedback', type, userId, value, ...rest };
  }
  if ('ItemId' in fields) {
    return {
      kind: 'item',
      isHidden: fields['IsHidden'],
      categories: fields['Categories'],
      ...rest,
    };
  }
  if ('UserId' in fields) return { kind: 'user' };
  return {
    kind: 'broken',
    code: 'ID_MISSING',
    message: 'it is no user, item or feedback of Gorse',
  };
}
