import { SESSION_GAP_MS } from '@freshet/recommend';

export interface Visit {
  /** The number of its file. */
  readonly file: number;
  /** At least one of the two is there. */
  readonly userId: string | undefined;
  readonly sessionId: string | undefined;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * Names the session of each visit, in the order of time. A given id delimits sessions within its user
 * and its file; without one a gap does.
 */
export function createSessions(): (visit: Visit) => string {
  const open = new Map<string, { count: number; lastAt: number }>();
  return ({ file, userId, sessionId, at }) => {
    if (sessionId !== undefined) return `${file}/${userId ?? ''}/${sessionId}`;
    const user = `${file}/${userId}`;
    const session = open.get(user) ?? { count: 0, lastAt: at };
    if (at - session.lastAt > SESSION_GAP_MS) session.count++;
    session.lastAt = at;
    open.set(user, session);
    return `${user}/gap ${session.count}`;
  };
}
