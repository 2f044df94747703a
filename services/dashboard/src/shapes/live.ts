import type { Amount, CountsWithTops } from './counts.ts';

/** `GET /v1/dashboard/snapshot` and the `snapshot` event of `GET /v1/dashboard/stream`. */
export interface LiveSnapshot {
  readonly site: string;
  /** The server's clock, epoch ms. */
  readonly at: number;
  /** Seconds of the last five minutes in which something happened, oldest first. */
  readonly seconds: readonly LiveSecond[];
  /** The last 5 minutes, hour, day and week; all but the first are some seconds old. */
  readonly windows: readonly LiveWindow[];
  /** The newest acts, oldest first; a selection while there are many. */
  readonly events: readonly LiveEvent[];
  readonly sampling: Sampling;
}

/** The `delta` event of the stream: what has changed since the event before. */
export interface LiveDelta {
  readonly at: number;
  /** Each replaces the second with the same `at`. */
  readonly seconds: readonly LiveSecond[];
  /** Each replaces the window with the same `lengthS`. */
  readonly windows: readonly LiveWindow[];
  /** New ones, oldest first. */
  readonly events: readonly LiveEvent[];
  readonly sampling: Sampling;
}

export interface LiveSecond {
  /** Its beginning, by the events' own time. */
  readonly at: number;
  readonly events: number;
  readonly pageViews: number;
  readonly orders: number;
  readonly revenue: readonly Amount[];
  /** Events by type; at most 20 types, the rest as `other`. */
  readonly types: Readonly<Record<string, number>>;
}

export interface LiveWindow extends CountsWithTops {
  readonly lengthS: 300 | 3600 | 86400 | 604800;
  readonly quality: Quality;
}

export interface Quality {
  /** Events that came again with an id seen before; not counted anywhere else. */
  readonly duplicates: number;
  /** Events that name an item. */
  readonly withItem: number;
  /** Of those, the ones whose items the catalogue knows. */
  readonly inCatalogue: number;
}

/** One act as it arrived. */
export interface LiveEvent {
  readonly id: string;
  readonly type: string;
  readonly at: number;
  readonly receivedAt: number;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly sessionId: string | null;
  readonly itemId: string | null;
  /** How many items it names. */
  readonly items: number;
  /** The page it happened on, as far as the context tells. */
  readonly url: string | null;
  readonly value: number | null;
  readonly currency: string | null;
  readonly recommId: string | null;
  readonly isDuplicate: boolean;
  /** null: it names no item. */
  readonly isInCatalogue: boolean | null;
  /** In what it is not as the site's tracking plan has it. */
  readonly problems: readonly { readonly code: string; readonly pointer: string }[];
}

/** Which part of the last minute's acts `events` showed; counts are always of all of them. */
export interface Sampling {
  /** 1: every one. */
  readonly share: number;
  readonly shown: number;
  readonly leftOut: number;
}
