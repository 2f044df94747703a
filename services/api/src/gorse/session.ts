import { isIdentifier } from '@freshet/events';
import { isVisit, parseTime, rowsIn } from '@freshet/gorse';
import { HttpProblem } from '@freshet/runtime';
import { SESSION_ITEMS_MAX } from '../query/recommendation-request.ts';

/** What a list of feedback tells of a visit. */
export interface SessionTold {
  /** The items that were visited last, oldest first. */
  readonly session: readonly string[];
  /** All items that it names. */
  readonly exclude: readonly string[];
}

/** The session in the body of `POST /api/session/recommend`. @throws HttpProblem 400, 413. */
export function sessionIn(body: unknown): SessionTold {
  const visits = rowsIn(body, 'feedback').map(visitIn);
  const session = visits
    .filter(({ counts }) => counts)
    .toSorted((a, b) => a.at - b.at)
    .map(({ itemId }) => itemId)
    .slice(-SESSION_ITEMS_MAX);
  return { session, exclude: visits.map(({ itemId }) => itemId) };
}

function visitIn(row: unknown, index: number) {
  const { FeedbackType: type, ItemId: itemId, Timestamp } = Object(row) as Record<string, unknown>;
  const time = Timestamp ?? '';
  if (typeof type !== 'string') throw invalid(`Row ${index}: FeedbackType must be a string.`);
  if (typeof itemId !== 'string' || !isIdentifier(itemId)) {
    throw invalid(`Row ${index}: ItemId must be 1 to 256 bytes without control characters.`);
  }
  const at = typeof time === 'string' ? parseTime(time) : undefined;
  if (at === undefined)
    throw invalid(`Row ${index}: Timestamp must be a time such as 2026-01-31T12:00:00Z.`);
  return { itemId, at: at ?? 0, counts: isVisit(type) };
}

const invalid = (message: string) => new HttpProblem(400, { code: 'BODY_INVALID', message });
