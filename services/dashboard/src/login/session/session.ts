const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Without a call for so long a session is over; an open page makes one every few minutes. */
export const IDLE_MS_MAX = 2 * HOUR_MS;
/** After this it is over in any case. */
export const SESSION_MS_MAX = 12 * HOUR_MS;
/** Calls within so long of the last that was noted are not noted: each note is a new cookie. */
const NOTED_EVERY_MS = MINUTE_MS;

/** Somebody's time in the back office, from login to logout; all of it lies in their cookie. */
export interface Session {
  /** Made at each login, so that nobody can bring one along. */
  readonly id: string;
  /** Who it is. */
  readonly name: string;
  /** When they logged in, epoch ms. */
  readonly since: number;
  /** When the last call was noted, epoch ms. */
  readonly seen: number;
}

/** Until when it holds if nothing is heard of it any more, epoch ms. */
export const endOf = ({ since, seen }: Session): number =>
  Math.min(since + SESSION_MS_MAX, seen + IDLE_MS_MAX);

/** Whether it holds at `now`; one from the future is not believed. */
export const isHolding = (session: Session, now: number): boolean =>
  session.since <= now + MINUTE_MS && now < endOf(session);

export const isDueForNote = ({ seen }: Session, now: number): boolean =>
  now - seen >= NOTED_EVERY_MS;
