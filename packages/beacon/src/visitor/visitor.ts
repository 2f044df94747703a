import { newEventId } from '../event-id.ts';
import { forget, keep, kept, type Key } from '../storage.ts';
import type { Ids } from '../types.ts';

/** A session ends when nothing has happened for so long, in ms. */
export const SESSION_MS = 30 * 60_000;

const [ANONYMOUS, USER, SESSION] = [
  'freshet:anonymous',
  'freshet:user',
  'freshet:session',
] as const;

/** Whose what happens at `now` (epoch ms) is. Events prolong the session, a mere question does not. */
export function idsAt(now: number, isEvent?: boolean): Ids {
  if (!kept(ANONYMOUS)) keep(ANONYMOUS, newEventId(now));
  const [known, seen] = kept(SESSION)?.split(' ') ?? [];
  // A clock that was set back has the session go on for as long, not for ever.
  const goesOn = Math.abs(now - Number(seen)) < SESSION_MS;
  const sessionId = goesOn ? known! : newEventId(now);
  if (isEvent || !goesOn) keep(SESSION, `${sessionId} ${now}`);
  return { anonymousId: kept(ANONYMOUS), userId: kept(USER), sessionId };
}

/** The visitor has said who they are. */
export const becomeKnown = (userId: string): void => keep(USER, userId);

/** Somebody else goes on here. */
export const becomeAnother = (): void => ([ANONYMOUS, USER, SESSION] as Key[]).forEach(forget);
