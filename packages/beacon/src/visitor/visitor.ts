import { newEventId } from '../event-id.ts';
import { consent, forget, keep, kept, type Key } from '../storage.ts';
import type { Ids } from '../types.ts';

/** A session ends when nothing has happened for so long, in ms. */
export const SESSION_MS = 30 * 60_000;

const ANONYMOUS = 'freshet:anonymous';
/** Who the visitor has said they are. */
export const USER = 'freshet:user';
const SESSION = 'freshet:session';
/** The last click on a recommendation, of which its session knows. */
export const CLICK = 'freshet:click';

/**
 * Whose what happens at `now` (epoch ms) is. Events prolong the session, a mere question does not.
 * Without full consent nobody is known for longer than a session, nor as who they were before.
 */
export function idsAt(now: number, isEvent?: boolean): Ids {
  const isFull = consent === 'full';
  if (!isFull && kept(ANONYMOUS)) becomeAnother();
  const [known, seen] = JSON.parse(kept(SESSION) ?? '[0,0]') as [string, number];
  const goesOn = now - seen < SESSION_MS;
  const sessionId = goesOn ? known : newEventId(now);
  if (!goesOn) forget(CLICK);
  if (isEvent || !goesOn) keep(SESSION, `["${sessionId}",${now}]`);
  if (isFull && !kept(ANONYMOUS)) keep(ANONYMOUS, newEventId(now));
  return { anonymousId: kept(ANONYMOUS) ?? sessionId, userId: kept(USER), sessionId };
}

/** Somebody else goes on here. */
export const becomeAnother = (): void => {
  ([ANONYMOUS, USER, SESSION, CLICK] as Key[]).forEach(forget);
};
