import { HttpProblem } from '@freshet/runtime';

/** Rows of one request; a body of 512 KB holds no more that say much. */
const ROWS_MAX = 2_500;

/** The rows in a body; `what` names them in messages. @throws HttpProblem BODY_INVALID (400), ENTRIES_TOO_MANY (413). */
export function rowsIn(body: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(body)) {
    const message = `The body must be a JSON array of ${what}.`;
    throw new HttpProblem(400, { code: 'BODY_INVALID', message });
  }
  if (body.length <= ROWS_MAX) return body;
  const message = `The body has ${body.length} ${what}; send at most ${ROWS_MAX} in one request.`;
  throw new HttpProblem(413, { code: 'ENTRIES_TOO_MANY', message });
}
