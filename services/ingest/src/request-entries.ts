import { HttpProblem, isObject, type JsonObject } from '@freshet/runtime';

/** The entries of one request body: one on its own, or a list under `field`. */
export interface Entries {
  readonly rows: readonly unknown[];
  /** JSON pointer of the list; undefined where the body itself is the one entry. */
  readonly pointer: string | undefined;
}

/** @throws HttpProblem BODY_INVALID unless the body is a JSON object. */
export function requireObject(body: unknown): JsonObject {
  if (isObject(body)) return body;
  const got = Array.isArray(body)
    ? 'an array'
    : body === undefined
      ? 'nothing'
      : JSON.stringify(body);
  throw new HttpProblem(400, {
    code: 'BODY_INVALID',
    message: `The body must be a JSON object, got ${got.slice(0, 64)}.`,
    pointer: '',
  });
}

/**
 * The list under `field`, where nothing may stand beside it but `others`.
 * @throws HttpProblem BODY_INVALID, ENTRIES_EMPTY (400), ENTRIES_TOO_MANY (413).
 */
export function requireEntries(
  body: JsonObject,
  { field, max, others }: { field: string; max: number; others: readonly string[] },
): Entries {
  const pointer = `/${field}`;
  const stranger = Object.keys(body).find((name) => name !== field && !others.includes(name));
  if (stranger !== undefined) {
    const message = `"${stranger.slice(0, 64)}" cannot stand beside "${field}".`;
    throw new HttpProblem(400, { code: 'BODY_INVALID', message, pointer: '' });
  }
  const rows = body[field];
  if (!Array.isArray(rows)) {
    const message = `"${field}" must be an array.`;
    throw new HttpProblem(400, { code: 'BODY_INVALID', message, pointer });
  }
  if (rows.length === 0) {
    const message = `"${field}" is empty; send 1 to ${max} entries.`;
    throw new HttpProblem(400, { code: 'ENTRIES_EMPTY', message, pointer });
  }
  if (rows.length > max) {
    const message = `"${field}" has ${rows.length} entries; send at most ${max} in one request.`;
    throw new HttpProblem(413, { code: 'ENTRIES_TOO_MANY', message, pointer });
  }
  return { rows, pointer };
}
