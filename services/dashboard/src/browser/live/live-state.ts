import type { LiveDelta, LiveEvent, LiveSecond, LiveWindow, Sampling } from '../../shapes/live.ts';

/** What is held of the newest acts, and for how long of the seconds. */
export const EVENTS_MAX = 200;
const SECONDS_MS = 300_000;

/** What happens on the site, as far as the stream has told. */
export interface LiveState {
  /** Of the server's clock, epoch ms. */
  readonly at: number;
  /** Oldest first. */
  readonly seconds: readonly LiveSecond[];
  readonly windows: readonly LiveWindow[];
  /** Newest first. */
  readonly events: readonly LiveEvent[];
  readonly sampling: Sampling;
}

/** What a message says, a delta or a snapshot; null where it is neither. */
export function parseLive(text: string): LiveDelta | null {
  try {
    const message = JSON.parse(text) as Partial<Record<keyof LiveDelta, unknown>> | null;
    const lists = [message?.seconds, message?.windows, message?.events];
    const isWhole =
      typeof message?.at === 'number' &&
      typeof message.sampling === 'object' &&
      message.sampling !== null &&
      lists.every(Array.isArray);
    return isWhole ? (message as LiveDelta) : null;
  } catch {
    return null;
  }
}

export function stateOf({ at, seconds, windows, events, sampling }: LiveDelta): LiveState {
  return { at, seconds, windows, events: newestFirst(events), sampling };
}

/** The state after a delta: its seconds and windows take the places of theirs. */
export function withDelta(state: LiveState, delta: LiveDelta): LiveState {
  const { at, sampling } = delta;
  return {
    at,
    seconds: withSeconds(state.seconds, delta),
    windows: withWindows(state.windows, delta.windows),
    events: [...newestFirst(delta.events), ...state.events].slice(0, EVENTS_MAX),
    sampling,
  };
}

function withSeconds(known: readonly LiveSecond[], { seconds, at }: LiveDelta): LiveSecond[] {
  const bySecond = new Map(known.map((second) => [second.at, second]));
  for (const second of seconds) bySecond.set(second.at, second);
  return [...bySecond.values()]
    .filter((second) => second.at > at - SECONDS_MS)
    .toSorted((a, b) => a.at - b.at);
}

function withWindows(known: readonly LiveWindow[], news: readonly LiveWindow[]): LiveWindow[] {
  const byLength = new Map([...known, ...news].map((window) => [window.lengthS, window]));
  return [...byLength.values()].toSorted((a, b) => a.lengthS - b.lengthS);
}

function newestFirst(events: readonly LiveEvent[]): LiveEvent[] {
  const newest = events.toReversed().slice(0, EVENTS_MAX);
  // A selection is not in the order in which they came.
  return newest.toSorted((a, b) => b.receivedAt - a.receivedAt);
}
