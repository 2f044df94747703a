import type { Candidates } from './candidates.ts';
import { COLUMN } from './features.ts';

const FIRST = COLUMN.inSession;
const inSession = 0;
const isPrevious = COLUMN.isPrevious - FIRST;
const nearness = COLUMN.nearness - FIRST;
const count = COLUMN.count - FIRST;
const repeatRate = COLUMN.repeatRate - FIRST;
const history = COLUMN.history - FIRST;

const COUNT_UNIT = 0.2;
/** Repetitions that a visitor is taken to have made before the session has told. */
const REPEATS_BEFORE = 0.3;

/**
 * Makes the session's items candidates, with what it did with them: how people come back is learned,
 * not decreed. `session`: slots of its visits, oldest first; −1 where an item has none.
 */
export function addSession(candidates: Candidates, session: readonly number[]): void {
  const { owned } = candidates;
  const newest = session.at(-1);
  let distinct = 0;
  for (let i = session.length - 1; i >= 0; i--) {
    const slot = session[i]!;
    const row = candidates.ownPlace(slot);
    if (row < 0) continue;
    owned[row + count]! += COUNT_UNIT;
    if (owned[row + inSession] === 1) continue;
    owned[row + inSession] = 1;
    owned[row + nearness] = 1 / ++distinct;
    if (slot === newest) owned[row + repeatRate] = repeatRateOf(session);
    else if (i === session.length - 2) owned[row + isPrevious] = 1;
  }
}

/** Makes items that the visitor has been with before candidates. */
export function addHistory(candidates: Candidates, slots: readonly number[]): void {
  for (const slot of slots) {
    const row = candidates.ownPlace(slot);
    if (row >= 0) candidates.owned[row + history] = 1;
  }
}

/** The share of a session's steps that stayed where they were. */
function repeatRateOf(session: readonly number[]): number {
  let repeats = REPEATS_BEFORE;
  for (let i = 1; i < session.length; i++) if (session[i] === session[i - 1]) repeats++;
  return repeats / session.length;
}
