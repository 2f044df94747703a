import { jsonLines } from '../source/json-lines.ts';
import type { Source } from '../source/source.ts';
import type { GorseRow, PlacedRow } from './row.ts';

/**
 * The rows of `items.jsonl`, `feedback.jsonl` or `users.jsonl`, as Gorse's dashboard exports them, or of
 * all of them one behind the other. @throws FreshetError IMPORT_FILE_INVALID.
 */
export async function* jsonRows(source: Source): AsyncGenerator<PlacedRow> {
  for await (const { place, ...line } of jsonLines(source)) {
    yield {
      place,
      row: 'refusal' in line ? { kind: 'broken', ...line.refusal } : rowIn(line.value),
    };
  }
}

function rowIn(value: unknown): GorseRow {
  if (typeof value === 'object' && value !== null) return known(value);
  return { kind: 'broken', code: 'JSON_INVALID', message: 'it is no object' };
}

function known(object: object): GorseRow {
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
